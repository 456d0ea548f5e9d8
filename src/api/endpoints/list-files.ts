import { z } from '@hono/zod-openapi';
import { instant } from '../../model/records.ts';
import { type IntervalClass, timeClasses } from '../../model/time-classes.ts';
import { listPublishedFiles } from '../../storage/read/published-files.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

export const intervalClass = z.enum(Object.keys(timeClasses) as IntervalClass[], 'must be intraday or daily');
export const filePeriod = z
  .string()
  .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/, 'must be a year or a month such as 2021-10');
export const fileDataset = z.enum(['bar'], 'must be bar');
const format = z.enum(['parquet', 'csv'], 'must be parquet or csv');
const count = z.number().int();

const file = z
  .object({
    path: z.string().openapi({ description: 'Behind /v1/files/' }),
    dataset: fileDataset,
    interval_class: intervalClass,
    period: filePeriod.openapi({ description: 'A month of minutes and hours, a year of days and longer' }),
    part: z.string().openapi({ description: 'A sixteenth of the instruments, by a digest of their ids' }),
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
  summary: 'Files of bars to download, as Parquet and as CSV',
  description:
    'Bars of periods that are long over, of sources that let others have them, as they stood when the file was made. Columns are those of /v1/bars. In CSV (RFC 4180, UTF-8 without a mark) an empty field is null.',
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
  example: {
    path: '/v1/files?period=2013&format=csv',
    data: [
      {
        path: 'public/bar/daily/2013/9-0f1e2d3c4b5a6978.csv',
        dataset: 'bar',
        interval_class: 'daily',
        period: '2013',
        part: '9',
        format: 'csv',
        sha256: '0f1e2d3c4b5a69780f1e2d3c4b5a69780f1e2d3c4b5a69780f1e2d3c4b5a6978',
        size_bytes: 41_207,
        rows: 250,
        columns: ['instrument_id', 'interval', 'source', 'time', 'close'],
        from_time: '2013-01-02T07:00:00.000Z',
        to_time: '2013-12-31T07:00:00.000Z',
        fetches: 1,
        is_sample: true,
        manifest_path: 'public/bar/daily/2013/manifest.json',
        published_at: '2026-11-24T05:00:00.000Z',
      },
    ],
    meta: { is_sample: true, limit: 100 },
  },
  async handle({ query }, { db }, principal) {
    const limit = parameters.cappedRows(principal, query.limit);
    const { dataset = null, interval_class = null, period = null, format: kind = null } = query;
    const page = await listPublishedFiles(db, {
      filters: { dataset, interval_class, period, format: kind },
      position: decodeCursor(query.cursor, [pathShape])?.[0] ?? null,
      limit,
    });
    return jsonAnswer(page.json, { is_sample: page.is_sample, limit, next_cursor: encodeCursor(page.next) });
  },
});
