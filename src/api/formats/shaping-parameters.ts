import { z } from '@hono/zod-openapi';
import { namesPattern } from '../parameters.ts';
import type { FileFormat } from './formats.ts';
import type { RowShape } from './row-shape.ts';

/**
 * The query of a list with the parameters that say how it is to be sent. They are answered before the endpoint is
 * asked, which sees no more of them than its own `rows` and `columns`.
 */
export function withShaping(query: z.ZodObject, rows: RowShape | null): z.ZodObject {
  if (rows === null) return query;
  const isPaged = Object.hasOwn(query.shape, 'cursor');
  const fields = { fields: fieldsParameter(rows), ...(isPaged ? { pages: pagesParameter } : {}) };
  return query.safeExtend(rows.filtersByFormat ? fields : { format: formatParameter(rows), ...fields });
}

const pagesParameter = z.enum(['all'], 'must be all, or left out').optional().openapi({
  description:
    'all: every page in one answer, as lines (`format=ndjson`), from `cursor` on where one is given, in ascending order unless `order` says otherwise. The last line is no row: its `meta` has the number of `rows` and `complete`; where that is false, a `problem` says why and `meta.next_cursor` goes on. Without it the answer was cut. Each page costs what a request does, and has `limit` rows or as many as the plan allows',
});

const meanings: Readonly<Record<FileFormat, string>> = {
  csv: 'csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out',
  ndjson: 'ndjson: one row a line',
  parquet: 'parquet: the columns of csv, decimals exactly',
  arrow: 'arrow: the columns of csv as a stream (IPC), decimals as text',
};

function formatParameter({ formats, hasColumns }: RowShape) {
  const names = ['rows', ...(hasColumns ? ['columns'] : []), 'json', ...formats];
  const said = [
    'rows or json: an array of rows',
    ...(hasColumns ? ['columns: one object of arrays of equal length'] : []),
    ...formats.map((format) => meanings[format]),
  ];
  const description = `${said.join('. ')}. Left out, \`Accept\` decides; what JSON says in \`meta\` comes in headers such as \`Wiz-Source\``;
  return z
    .enum(names, `must be one of ${names.join(', ')}`)
    .default('rows')
    .openapi({ description });
}

const fieldsParameter = ({ fields }: RowShape) =>
  z
    .string()
    .max(2_000)
    .optional()
    .openapi({
      pattern: namesPattern(fields.join('|')),
      description: `The fields that are wanted, in this order, separated by commas; without \`fetch_id\` a figure does not lead to its bytes. Known are ${fields.join(', ')}; in tables those of them that are single values`,
      example: fields.slice(0, 2).join(','),
    });
