import Papa from 'papaparse';
import { WizError } from '../../core/errors.ts';
import { readBarFile } from './bar-file.ts';
import type { ColdBar } from './cold-bar.ts';
import { type Cell, type ParquetColumn, parquetFile } from './parquet-file.ts';
import { decimal, mostDigits, optional } from './parquet-types.ts';
import { noisy, type RestColumn, restColumns as rest } from './rest-columns.ts';
import { digitsOf64Bits, neededDecimals, toUnscaled } from './scaled-decimal.ts';

const decimals = ['open', 'high', 'low', 'close', 'volume', 'turnover'] as const;
type DecimalName = (typeof decimals)[number];

/** REST's columns of a bar, in its order. */
export const publicColumns = [
  'instrument_id',
  'interval',
  'source',
  'time',
  'session_date',
  ...decimals,
  'trades',
  'unit',
  'final',
  'is_sample',
  'fetch_id',
  'recorded_at',
  'rev',
] as const satisfies readonly (keyof ColdBar)[];

/** What a manifest says of a file. */
export interface PublicBars {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: readonly string[];
  /** Its earliest and latest bar. */
  readonly from: string | null;
  readonly to: string | null;
  readonly fetch_ids: number;
  /** Whether any of it is recorded for trial and not collected. */
  readonly is_sample: boolean;
}

/** The bars of a cold file that stand and whose source lets others have them, a row group at a time. */
export function* publicBarsOf(coldFile: Uint8Array, sources: ReadonlySet<string>): Generator<readonly ColdBar[]> {
  for (const { bars } of readBarFile(coldFile)) {
    const open = bars.filter(({ source, superseded_at }) => superseded_at === null && sources.has(source));
    if (open.length > 0) yield open;
  }
}

/**
 * The bars as Parquet, each price a decimal of the scale that all of them need. They are gone through twice, because a
 * column's scale is known only at the end; a month does not fit the memory of a Worker otherwise.
 */
export function publicParquet(groups: () => Iterable<readonly ColdBar[]>): PublicBars {
  const columns = columnsFor(groups());
  const file = parquetFile(columns, 'Columns are those of GET /v1/bars; see manifest.json.', 'GZIP');
  const facts = factsCounter();
  for (const bars of groups()) {
    facts.add(bars);
    file.add(Object.fromEntries(columns.map(({ element, cell }) => [element.name, bars.map(cell)])));
  }
  return facts.of(file.finish());
}

const texts: readonly string[] = ['instrument_id', 'source', 'unit', 'fetch_id'];
/** A text that a spreadsheet would calculate is shown as it is behind an apostrophe. Numbers are no formulas. */
const cellOf = (bar: ColdBar, name: (typeof publicColumns)[number]) =>
  texts.includes(name) && /^[=+\-@\t\r]/.test(String(bar[name])) ? `'${bar[name]}` : bar[name];

/** The bars as CSV (RFC 4180), each digit as published; an empty field is null. */
export function publicCsv(groups: Iterable<readonly ColdBar[]>): PublicBars {
  const facts = factsCounter();
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`${publicColumns.join(',')}\r\n`)];
  for (const bars of groups) {
    if (bars.length === 0) continue;
    facts.add(bars);
    const table = bars.map((bar) => publicColumns.map((name) => cellOf(bar, name)));
    parts.push(encoder.encode(`${Papa.unparse(table)}\r\n`));
  }
  return facts.of(joined(parts));
}

function columnsFor(groups: Iterable<readonly ColdBar[]>): RestColumn[] {
  const shape = (): Shape => ({ scale: 0, whole: 1 });
  const price = shape();
  const shapes: Record<DecimalName, Shape> = {
    ...{ open: price, high: price, low: price, close: price },
    ...{ volume: shape(), turnover: shape() },
  };
  for (const bars of groups) {
    for (const bar of bars) {
      for (const name of decimals) widen(shapes[name], bar[name]);
    }
  }
  return publicColumns.map((name) => {
    const decimalName = decimals.find((known) => known === name);
    return decimalName ? decimalColumn(decimalName, shapes[decimalName]) : rest[name as keyof typeof rest];
  });
}

interface Shape {
  scale: number;
  /** Digits before the point. */
  whole: number;
}

function widen(shape: Shape, value: string | null): void {
  if (value === null) return;
  shape.scale = Math.max(shape.scale, neededDecimals(value));
  shape.whole = Math.max(shape.whole, (/\d+/.exec(value)?.[0] ?? '').length);
}

function decimalColumn(name: DecimalName, { scale, whole }: Shape): RestColumn {
  const digits = scale + whole;
  if (digits > mostDigits) throw new WizError('internal', `${name} has ${digits} digits, a decimal has ${mostDigits}`);
  const encodings: ParquetColumn['encodings'] = digits <= digitsOf64Bits ? noisy : ['PLAIN'];
  const cell = (bar: ColdBar): Cell => (bar[name] === null ? null : toUnscaled(bar[name], scale, mostDigits));
  return { element: optional(decimal(name, scale, digits)), encodings, cell };
}

function factsCounter() {
  const times = { from: null as string | null, to: null as string | null };
  const fetches = new Set<string>();
  let rows = 0;
  let sample = false;
  return {
    add(bars: readonly ColdBar[]): void {
      rows += bars.length;
      for (const { time, fetch_id, is_sample } of bars) {
        fetches.add(fetch_id);
        sample ||= is_sample;
        if (times.from === null || time < times.from) times.from = time;
        if (times.to === null || time > times.to) times.to = time;
      }
    },
    of: (bytes: Uint8Array): PublicBars => ({
      ...{ bytes, rows, columns: publicColumns, ...times },
      ...{ fetch_ids: fetches.size, is_sample: sample },
    }),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
