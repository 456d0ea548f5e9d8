import { z } from '@hono/zod-openapi';
import { toInstant } from '../../core/clock.ts';
import { instant } from '../../model/records.ts';
import { search, searchedKinds } from '../../storage/read/search.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const row = z
  .object({
    kind: z.enum(searchedKinds),
    id: z.string().openapi({ description: 'Of the instrument or series; of news its feed, a slash and its id there' }),
    title: z.string(),
    detail: z.string().nullable().openapi({
      description: 'Kind and market of an instrument, the entity of a series, the publisher of news',
    }),
    matched_by: z.string().openapi({ description: 'As /v1/resolve says it, or name_like' }),
    score: z.number().min(0).max(1).openapi({ description: '1 where the text is the id, code, number or whole name' }),
    published_at: instant.nullable().meta({ description: 'Of news' }),
    source: z.string(),
    is_sample: z.boolean(),
    fetch_id: z.string(),
  })
  .openapi('SearchResult');

const notBlank = '(?=[\\s\\S]*\\S[\\s\\S]*\\S)';
const searchText = `^${notBlank}[^\\u0000-\\u001f\\u007f]{2,80}$`;

export const searchEverything = endpoint({
  method: 'GET',
  path: '/v1/search',
  operationId: 'search',
  summary: 'Instruments, series and news by their names, typing mistakes allowed',
  description:
    'Names are alike where about half of the trigrams of the text are in the name. The best come first: ids, codes and numbers in force on the day before names, instruments before series before news among equals. A story of several feeds is told once. Where a word is in thousands of names, no more than 3000 series are weighed, and 3000 articles that are older than a month.',
  tag: 'Instruments',
  scope: 'read',
  cost: 3,
  cache: { ttlSeconds: 60, rowCapped: false },
  params: z.object({}),
  query: z.object({
    q: z
      .string()
      .regex(new RegExp(searchText, 'u'), 'must be 2 to 80 characters that are not all blanks')
      .trim()
      .openapi({ type: 'string', pattern: searchText, example: 'napsers' }),
    kinds: parameters
      .namesParameter(searchedKinds.length, new RegExp(`^(?:${searchedKinds.join('|')})$`), searchedKinds.join(', '))
      .default([...searchedKinds])
      .transform((kinds) => searchedKinds.filter((kind) => kinds.includes(kind)))
      .openapi({
        type: 'string',
        description: 'Some of instrument, series, news, separated by commas',
        example: 'instrument',
      }),
    limit: parameters.limitParameter(50, 20),
    as_of: parameters.asOf,
  }),
  response: z.array(row),
  example: {
    path: '/v1/search?q=napsers&kinds=instrument&limit=1',
    data: [
      {
        ...{ kind: 'instrument', id: 'XJSE:NPN', title: 'Naspers Limited', detail: 'equity, XJSE' },
        ...{ matched_by: 'name_like', score: 0.3208, published_at: null, source: 'jse-listings', is_sample: true },
        fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
      },
    ],
    meta: { is_sample: true, limit: 1 },
  },
  async handle({ query: { q, kinds, limit, as_of = null } }, { db, clock }) {
    const on = (as_of ?? toInstant(clock.now())).slice(0, 10);
    const { json, is_sample } = await search(db, { q, kinds, limit, on, as_of });
    return jsonAnswer(json, { as_of, is_sample, limit }, ['instrument', 'alias', 'series', 'news']);
  },
});
