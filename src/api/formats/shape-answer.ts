import { WizError } from '../../core/errors.ts';
import { type PublicRecord, publicRecords } from '../../lake/cold/public-records.ts';
import { digitsOf, publicCsv, publicParquet } from '../../lake/cold/public-table.ts';
import type { FullMeta } from '../answer.ts';
import type { Answered } from '../versions.ts';
import { arrowStream } from './arrow-stream.ts';
import type { Wanted } from './ask.ts';
import { type FileFormat, json, mediaTypes } from './formats.ts';
import type { RowShape } from './row-shape.ts';

type Row = Readonly<Record<string, unknown>>;

export interface Shaped {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

const encoder = new TextEncoder();

/**
 * A list in the form that is wanted.
 * @param address path and canonical query of the list, as the endpoint was asked
 */
export async function shapeAnswer(
  { data, meta }: Answered,
  { format, fields }: Wanted,
  shape: RowShape,
  address: string,
): Promise<Shaped> {
  if (format === 'json') {
    return {
      body: encoder.encode(JSON.stringify({ data: picked(data, fields), meta })),
      contentType: json,
      headers: {},
    };
  }
  const rows = rowsOf(data);
  const headers = { ...metaHeaders(meta), ...nextLink(address, meta, format, fields), ...saveAs(address, format) };
  return { body: await fileOf(rows, format, fields, shape), contentType: contentTypeOf(format), headers };
}

const contentTypeOf = (format: FileFormat): string =>
  format === 'csv' ? `${mediaTypes.csv}; charset=utf-8; header=present` : mediaTypes[format];

function rowsOf(data: unknown): readonly Row[] {
  if (Array.isArray(data)) return data as Row[];
  throw new WizError('invalid_request', 'format: this answer is no list of rows; ask for JSON without `fields`');
}

/** Rows or columns with the fields that are named. */
function picked(data: unknown, fields: readonly string[] | null): unknown {
  if (fields === null) return data;
  const pick = (row: Row): Row => Object.fromEntries(fields.map((name) => [name, row[name] ?? null]));
  if (Array.isArray(data)) return data.map(pick);
  const columns = data as Row;
  return fields.every((name) => Object.hasOwn(columns, name)) ? pick(columns) : rowsOf(data);
}

async function fileOf(
  rows: readonly Row[],
  format: FileFormat,
  fields: readonly string[] | null,
  shape: RowShape,
): Promise<Uint8Array> {
  if (format === 'ndjson') {
    const lines = (picked(rows, fields) as Row[]).map((row) => `${JSON.stringify(row)}\n`);
    return encoder.encode(lines.join(''));
  }
  const [first = {}] = rows;
  const named = fields ?? shape.fields.filter((name) => !shape.sometimes.has(name) || Object.hasOwn(first, name));
  const columns = named.flatMap((name) =>
    name === shape.spread
      ? Object.keys((first[name] ?? {}) as Row).map((member) => ({ name: member, type: 'numeric', nullable: true }))
      : (shape.columns.find((column) => column.name === name) ?? []),
  );
  const table = { ...publicRecords({ path: '', columns, at: null }), note: 'Columns are those of the JSON answer.' };
  const flat = shape.spread === null ? rows : rows.map((row) => ({ ...row, ...(row[shape.spread ?? ''] as Row) }));
  const records = flat as readonly PublicRecord[];
  const groups = rows.length === 0 ? [] : [records];
  if (format === 'arrow') return arrowStream(columns, flat);
  if (format === 'csv') return (await publicCsv(table, groups)).bytes;
  return (await publicParquet(table, digitsOf(table, records), groups)).bytes;
}

/** What JSON says of all rows beside them: `as_of` becomes `Wiz-As-Of`. Lists and objects have no place in a header. */
function metaHeaders(meta: FullMeta): Record<string, string> {
  const said = Object.entries(meta).filter(([, value]) => value !== null && typeof value !== 'object');
  return Object.fromEntries(said.map(([name, value]) => [`wiz-${name.replaceAll('_', '-')}`, inHeader(String(value))]));
}

/** Headers are ASCII: the rest is percent-encoded, and so is what would look so. */
const inHeader = (text: string): string => text.replaceAll(/[^\x20-\x7e]|%/gu, encodeURIComponent);

function nextLink(
  address: string,
  { next_cursor: cursor }: FullMeta,
  format: FileFormat,
  fields: Wanted['fields'],
): Record<string, string> {
  if (cursor === null) return {};
  const [path = '', search = ''] = address.split('?');
  const kept = search.split('&').filter((pair) => pair !== '' && !pair.startsWith('cursor='));
  const shaped = [`format=${format}`, ...(fields === null ? [] : [`fields=${fields.join(',')}`])];
  return { link: `<${path}?${[...kept, ...shaped, `cursor=${cursor}`].join('&')}>; rel="next"` };
}

function saveAs(address: string, format: FileFormat): Record<string, string> {
  const [path = ''] = address.split('?');
  const name = path.replace('/v1/', '').replaceAll(/[^\w.-]+/g, '-');
  return { 'content-disposition': `attachment; filename="${name}.${format}"` };
}
