import { z } from '@hono/zod-openapi';
import { instant } from '../../model/records.ts';
import { type IntervalClass, timeClasses } from '../../model/time-classes.ts';
import { type OpenDataset, openDatasets } from '../../storage/cold/open-records.ts';
import { listPublishedFiles } from '../../storage/read/published-files.ts';
import { jsonAnswer, meta } from '../answer.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

export const intervalClass = z.enum(
  [...(Object.keys(timeClasses) as IntervalClass[]), 'all'],
  'must be intraday, daily or all',
);
export const filePeriod = z
  .string()
  .regex(/^(?:\d{4}(?:-(?:0[1-9]|1[0-2]))?|snapshot)$/, 'must be a year, a month such as 2021-10 or snapshot');
export const fileDataset = z.enum(
  ['bar', ...(Object.keys(openDatasets) as OpenDataset[])],
  'must be bar, rate, observation, series, instrument or alias',
);
const format = z.enum(['parquet', 'csv'], 'must be parquet or csv');
const count = z.number().int();

const file = z
  .object({
    path: z.string().openapi({ description: 'Behind /v1/files/' }),
    dataset: fileDataset,
    interval_class: intervalClass.openapi({ description: 'Of bars; `all` of datasets that have no intervals' }),
    period: filePeriod.openapi({
      description:
        'A month of minutes and hours, a year of days and longer, of rates and of observations; `snapshot` of what has no time of its own: all that is known now',
    }),
    part: z.string().openapi({
      description:
        'Of bars a sixteenth of the instruments, by a digest of their ids; else the number of the file in its period, from 0',
    }),
    format,
    sha256: z.string(),
    size_bytes: count,
    rows: count,
    columns: z.array(z.string()),
    from_time: instant.nullable(),
    to_time: instant.nullable(),
    fetches: count.openapi({ description: 'How many fetches the rows come from; each row names its own' }),
    is_sample: z.boolean(),
    manifest_path: z.string().openapi({ description: 'The signed list of the files of this period' }),
    published_at: instant,
  })
  .openapi('File');

const pathShape = /^public\/[a-z0-9./-]{1,120}$/;

export const listFiles = endpoint({
  method: 'GET',
  path: '/v1/files',
  operationId: 'listFiles',
  summary: 'Files to download, as Parquet and as CSV',
  description:
    'What sources that let others have it say, as it stood when the file was made: rates and observations by the year of their day, instruments, their other names and series as a whole, bars of periods that are long over. Each row is as one source says it, and columns have the names of REST. In Parquet decimals are exact: of type DECIMAL, or text where they have more than 38 digits. In CSV (RFC 4180, UTF-8 without a mark) an empty field is null. A file is made anew each night when any of its rows has changed.',
  tag: 'Files',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: true },
  params: z.object({}),
  query: z.object({
    dataset: fileDataset.optional(),
    interval_class: intervalClass.optional().openapi({ description: 'Minutes and hours, or days and longer' }),
    period: filePeriod.optional(),
    format: format.optional(),
    limit: parameters.limitParameter(1_000, 100),
    cursor: parameters.cursorParameter,
  }),
  response: z.array(file),
  meta: meta
    .extend({
      last_published_at: instant
        .nullable()
        .openapi({ description: 'When any file was last published; null before the first' }),
    })
    .openapi('FilesMeta'),
  example: {
    path: '/v1/files?dataset=rate&period=2021&format=csv',
    data: [
      {
        path: 'public/rate/all/2021/0-0f1e2d3c4b5a6978.csv',
        dataset: 'rate',
        interval_class: 'all',
        period: '2021',
        part: '0',
        format: 'csv',
        sha256: '0f1e2d3c4b5a69780f1e2d3c4b5a69780f1e2d3c4b5a69780f1e2d3c4b5a6978',
        size_bytes: 41_207,
        rows: 250,
        columns: ['base', 'quote', 'source', 'date', 'value', 'is_sample', 'fetch_id', 'recorded_at', 'rev'],
        from_time: '2021-01-04T00:00:00.000Z',
        to_time: '2021-12-31T00:00:00.000Z',
        fetches: 1,
        is_sample: true,
        manifest_path: 'public/rate/all/2021/manifest.json',
        published_at: '2026-11-24T05:00:00.000Z',
      },
    ],
    meta: { is_sample: true, limit: 100, last_published_at: '2026-11-24T05:00:00.000Z' },
  },
  async handle({ query }, { db }, principal) {
    const limit = parameters.cappedRows(principal, query.limit);
    const { dataset = null, interval_class = null, period = null, format: kind = null } = query;
    const page = await listPublishedFiles(db, {
      filters: { dataset, interval_class, period, format: kind },
      position: decodeCursor(query.cursor, [pathShape])?.[0] ?? null,
      limit,
    });
    const { json, is_sample, next, last_published_at } = page;
    return jsonAnswer(json, { is_sample, limit, next_cursor: encodeCursor(next), last_published_at });
  },
});
