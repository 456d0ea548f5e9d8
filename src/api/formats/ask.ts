import { WizError } from '../../core/errors.ts';
import { namesOf } from '../parameters.ts';
import { type FileFormat, isFileFormat, json, mediaTypes } from './formats.ts';
import { negotiated } from './negotiate.ts';
import type { RowShape } from './row-shape.ts';

/** How a list is wanted, when not as its endpoint answers it. */
export interface Wanted {
  readonly format: 'json' | FileFormat;
  /** In the order asked for; null for all. */
  readonly fields: readonly string[] | null;
}

export interface Ask {
  /** What the endpoint is asked. */
  readonly query: ReadonlyMap<string, string>;
  readonly wanted: Wanted | null;
}

/** Names of what the endpoint answers anyway. */
const asItIs: readonly (string | undefined)[] = ['json', 'rows'];

/** Parts how an answer is to be shaped from what is asked of the endpoint. The query's word outdoes the header's. */
export function askOf(shape: RowShape, query: ReadonlyMap<string, string>, accept: string | null): Ask {
  if (isPlain(accept) && !query.has('fields') && (shape.filtersByFormat || !query.has('format'))) {
    return { query, wanted: null };
  }
  const said = shape.filtersByFormat ? undefined : query.get('format');
  const format = said ?? formatByAccept(shape, accept);
  const isFile = isFileFormat(format) && shape.formats.includes(format);
  const fields = fieldsOf(query.get('fields'), shape, said === 'columns' ? shape.columnar : isFile ? format : null);
  const ofEndpoint = new Map(query);
  ofEndpoint.delete('fields');
  // What is no format stays, and is refused by the endpoint's schema.
  if (said !== undefined && (isFile || asItIs.includes(said))) ofEndpoint.delete('format');
  if (isFile) return { query: ofEndpoint, wanted: { format, fields } };
  return { query: ofEndpoint, wanted: fields === null ? null : { format: 'json', fields } };
}

/** What nearly all callers send, and what JSON answers. */
const isPlain = (accept: string | null): boolean => accept === null || accept === '*/*' || accept === json;

function formatByAccept({ formats }: RowShape, accept: string | null): string {
  const type = negotiated(accept, [json, ...formats.map((format) => mediaTypes[format])]);
  return formats.find((format) => mediaTypes[format] === type) ?? 'json';
}

function fieldsOf(
  text: string | undefined,
  { fields: all, columns, spread }: RowShape,
  of: readonly string[] | FileFormat | null,
): readonly string[] | null {
  if (text === undefined) return null;
  const ofFormat =
    of === null || of === 'ndjson'
      ? all
      : all.filter((name) => name === spread || columns.some((column) => column.name === name));
  const known = typeof of === 'object' && of !== null ? of : ofFormat;
  const named = namesOf(text);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const say = `fields: ${unknown.slice(0, 64) || 'an empty name'} is no field here; known are ${known.join(', ')}`;
    throw new WizError('invalid_request', say, { fields: known });
  }
  if (new Set(named).size !== named.length) throw new WizError('invalid_request', 'fields: must name each one once');
  return named;
}
