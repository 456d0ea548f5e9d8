import { z } from '@hono/zod-openapi';
import { news, provenanceFields } from '../../model/records.ts';
import { instrumentId } from '../../model/symbol.ts';
import { readNews } from '../../storage/read/news.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idShape, instantShape, textShape } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const row = news.extend(provenanceFields.shape).openapi('News');

export const listNews = endpoint({
  method: 'GET',
  path: '/v1/news',
  operationId: 'listNews',
  summary: 'Articles and announcements of issuers, newest first, with the instruments that they name',
  description:
    'Texts are plain: markup was removed when they were read. `mentions` gives the instrument and the very characters of title or summary that name it. Of a story that several feeds carry the first to say it is shown, unless `repeats` is true.',
  tag: 'News',
  scope: 'read',
  cost: 2,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({}),
  query: z
    .object({
      instrument: instrumentId.optional().openapi({ description: 'Only what names this instrument' }),
      feed: news.shape.feed_id.optional(),
      kind: news.shape.kind.optional(),
      category: parameters.wordsParameter.optional().openapi({ description: 'As in `category`' }),
      language: z
        .string()
        .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 tag such as en or en-ZA')
        .optional(),
      q: parameters.wordsParameter.optional().openapi({ description: 'Found in title or summary' }),
      from: parameters.fromMoment,
      to: parameters.toMoment,
      repeats: z
        .enum(['true', 'false'], 'must be true or false')
        .default('false')
        .transform((text) => text === 'true'),
      limit: parameters.limitParameter(1_000, 50),
      cursor: parameters.cursorParameter,
      as_of: parameters.asOf,
    })
    .refine(({ from, to }) => parameters.momentsAreForward(from, to), parameters.backwards),
  response: z.array(row),
  example: { path: '/v1/news?feed=NEWS:MONEYWEB&limit=1', data: [], meta: { limit: 1 } },
  async handle({ query }, { db }, principal) {
    const as_of = query.as_of ?? null;
    const limit = parameters.cappedRows(principal, query.limit);
    const { json, source, is_sample, next } = await readNews(db, {
      instrument_id: query.instrument ?? null,
      feed_id: query.feed ?? null,
      kind: query.kind ?? null,
      category: query.category ?? null,
      language: query.language ?? null,
      q: query.q ?? null,
      from: query.from ?? null,
      before: query.to ?? null,
      repeats: query.repeats,
      position: decodeCursor(query.cursor, [instantShape, idShape, textShape]),
      limit,
      as_of,
    });
    return jsonAnswer(json, { as_of, source, is_sample, limit, next_cursor: encodeCursor(next) }, ['news']);
  },
});
