import type { LosslessJson } from '../../core/json.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed, readJson, readText } from '../reading.ts';
import { raiseRefusal } from './alphavantage-refusal.ts';
import { type NamedRow, namedRows, readCsvRows } from './named-rows.ts';

/** An answer of Alpha Vantage as rows with named columns, whichever form it came in. */
export interface AlphavantageTable {
  /** What the JSON form says beside its rows. */
  readonly meta: NamedRow;
  /** What the JSON form calls its rows, such as `Weekly Time Series`; empty where it does not. */
  readonly heading: string;
  /** `timestamp` is the column of the time or the day, where there is one. */
  readonly rows: readonly NamedRow[];
}

export function readTable(payload: RawPayload): AlphavantageTable {
  const text = readText(payload);
  if (!/^\s*[[{]/.test(text))
    return { meta: {}, heading: '', rows: namedRows(readCsvRows(payload, text, { endsLines: true }), columnOf) };
  raiseRefusal(payload);
  const document = readJson(payload);
  if (document === null || typeof document !== 'object' || Array.isArray(document)) {
    throw changed(payload, 'sent JSON that is no object');
  }
  return readDocument(document);
}

/**
 * `Meta Data` beside an object that is keyed by times, one object of fields (a quote), a list beside its name and unit,
 * or the fields themselves (an overview).
 */
function readDocument(document: { readonly [name: string]: LosslessJson }): AlphavantageTable {
  const meta: Record<string, unknown> = {};
  let heading = '';
  let rows: NamedRow[] | null = null;
  for (const [name, value] of Object.entries(document)) {
    if (value === null || typeof value !== 'object') meta[columnOf(name)] = value;
    else if (Array.isArray(value)) rows = namedRows(value, columnOf);
    else if (name === 'Meta Data') Object.assign(meta, namedRows([value], columnOf)[0]);
    else {
      heading = name;
      rows = rowsOf(value);
    }
  }
  return { meta, heading, rows: rows ?? [meta] };
}

function rowsOf(value: { readonly [name: string]: LosslessJson }): NamedRow[] {
  const entries = Object.entries(value);
  // Keyed by times; one of them may have lost its fields.
  if (!entries.some(([, field]) => field !== null && typeof field === 'object')) return namedRows([value], columnOf);
  return namedRows(
    entries.map(([, fields]) => fields),
    columnOf,
  ).map((row, index) => ({ timestamp: entries[index]?.[0], ...row }));
}

/** `5. adjusted close`, `adjusted_close` and `adjusted close` are one column; a time is a `timestamp` everywhere. */
function columnOf(name: string): string {
  const column = name
    .trim()
    .replace(/^\d+\. /, '')
    .toLowerCase()
    .replaceAll(/[ -]/g, '_');
  return column === 'date' || column === 'time' ? 'timestamp' : column;
}
