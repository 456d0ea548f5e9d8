import type { Article } from './article.ts';
import type { Block } from './blocks.ts';
import type { Reference } from './reference.ts';

/** The reference as text: how to ask, and all operations. */
export function overview(request: Request, { operations, tags, version }: Reference): Article {
  const { origin } = new URL(request.url);
  return {
    title: 'WizData API',
    blocks: [
      { heading: 'WizData API', level: 1 },
      {
        text: `All operations of \`${origin}\`, version ${version}. The same as OpenAPI 3.1 is at [/openapi.json](/openapi.json), and the [quickstart](/quickstart) has lines to paste.`,
      },
      { heading: 'How to ask', level: 2 },
      {
        list: [
          'Reading needs no key, at a lower limit. With one: `Authorization: Bearer wiz_...`, or `X-API-Key`. Never in the URL.',
          'Every answer under `/v1` is `{"data": …, "meta": …}`. Decimals are strings with the published digits, instants are UTC, `null` is absence.',
          '`meta.next_cursor` goes on where a page ends: give it as `cursor`, with the other parameters as they were.',
          '`pages=all` with `format=ndjson` sends every page in one answer, row by row; its last line says whether they are complete.',
          '`as_of` answers what was known at a past moment.',
          'Every row has a `fetch_id`; `/v1/provenance/{fetch_id}` leads to the bytes it came from.',
          'What indicators there are, and how each is reckoned: [indicators](/indicators).',
          'Errors are [problems](/problems): go by `code`, wait as long as `Retry-After` says.',
          'Send `ETag` back as `If-None-Match` to hear 304 while an answer holds.',
          `\`Wiz-Version: ${version}\` pins what answers look like; see [versions](/versions).`,
        ],
      },
      ...tags.flatMap((tag): Block[] => {
        const own = operations.filter((operation) => operation.tags[0] === tag.name);
        if (own.length === 0) return [];
        return [
          { heading: tag.name, level: 2 },
          { text: tag.description },
          {
            list: own.map(
              ({ method, path, operationId, summary, deprecated }) =>
                `\`${method} ${path}\` [${operationId}](/docs/${operationId}): ${summary}${deprecated ? ' (deprecated)' : ''}`,
            ),
          },
        ];
      }),
    ],
  };
}
