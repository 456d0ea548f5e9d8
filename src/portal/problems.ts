import { type ErrorCode, errorTable, WizError } from '../core/errors.ts';
import { type Article, nameIn } from './article.ts';
import { problemCatalogue } from './problem-catalogue.ts';

const owners = {
  caller: 'the request',
  source: 'a source of figures',
  data: 'a figure itself',
  platform: 'the platform',
} as const;

export const problems = (): Article => ({
  title: 'Problems',
  blocks: [
    { heading: 'Problems', level: 1 },
    {
      text: 'Every error is answered as `application/problem+json` (RFC 9457). Programs go by `code`; the table is closed, and a code always has the same status. `detail` says in words what is wrong and what to do, and `request_id` names the request.',
    },
    {
      table: [
        ['Code', 'Status', 'What it says', 'Try again', 'Whose'],
        ...Object.entries(errorTable).map(([code, { status, title, retry, owner }]) => [
          `[${code}](/problems/${code})`,
          String(status),
          title,
          retry ? 'yes, after `Retry-After`' : 'no',
          owners[owner],
        ]),
      ],
    },
  ],
});

/** What a problem's `type` leads to. */
export function problem(request: Request): Article {
  const code = nameIn(request);
  if (!Object.hasOwn(errorTable, code)) throw new WizError('not_found', 'No problem has this code; see /problems');
  const known = code as ErrorCode;
  const { title, status, retry, owner } = errorTable[known];
  const { meaning, advice, detail, members } = problemCatalogue[known];
  const answer = {
    ...members,
    ...{ type: `/problems/${code}`, title, status, detail, code },
    request_id: 'req_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
  };
  return {
    title,
    blocks: [
      { heading: title, level: 1 },
      {
        table: [
          ['Code', 'Status', 'Try again', 'Whose'],
          [`\`${code}\``, String(status), retry ? 'yes, after `Retry-After`' : 'no', owners[owner]],
        ],
      },
      { heading: 'What it means', level: 2 },
      { text: meaning },
      { heading: 'What to do', level: 2 },
      { text: advice },
      { heading: 'How it looks', level: 2 },
      {
        code: `HTTP/1.1 ${status}\nContent-Type: application/problem+json\n\n${JSON.stringify(answer, null, 2)}`,
        language: 'http',
      },
      { text: '[All problems](/problems)' },
    ],
  };
}
