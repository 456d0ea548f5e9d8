import type { z } from '@hono/zod-openapi';

const kinds: Readonly<Record<string, string>> = {
  object: 'a JSON object',
  record: 'a JSON object',
  array: 'a JSON array',
  string: 'a text',
  int: 'a whole number',
};

/** What is wrong, where a schema has no words of its own: the library's are for who writes schemas. */
export const inWords: z.core.$ZodErrorMap = (issue) => {
  const of = issue.origin === 'string' ? ' characters' : '';
  switch (issue.code) {
    case 'invalid_type': {
      const what = issue.path === undefined ? 'the body ' : '';
      if (issue.input === undefined) return `${what}must be given`;
      return `${what}must be ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
    }
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `${issue.keys.join(', ').slice(0, 200)}: no such member is known here`;
    case 'too_small':
      return `must be at least ${issue.minimum}${of}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${of}`;
    case 'invalid_union':
      return 'must be of another kind';
    case 'invalid_format':
      return `must be a valid ${issue.format}`;
    default:
      return undefined;
  }
};
