import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { adjustBars } from '../../src/adjustments/adjust-bars.ts';
import { type ChainSettings, type FactorChain, factorChain } from '../../src/adjustments/factor-chain.ts';
import type { ActionRow, AdjustableBar, PriceBasis } from '../../src/adjustments/rows.ts';
import { toDecimal } from '../../src/core/decimal.ts';

/** Recorded files that carry closes and adjusted closes, kept outside of the repository. */
export const corpus = resolve(process.env.CORPUS_DIR ?? '../shared/data');
export const hasCorpus = existsSync(corpus);

/** A session as a file tells it; `adjusted` is the vendor's own adjusted close, `dividend` and `split` its events. */
export interface Row {
  readonly day: string;
  readonly open?: string | undefined;
  readonly close: string;
  readonly volume?: string | undefined;
  readonly adjusted: string;
  readonly dividend?: string | undefined;
  readonly split?: string | undefined;
}

export type Cells = Readonly<Record<string, string | undefined>>;

function textOf(path: string): string {
  const bytes = readFileSync(resolve(corpus, path));
  return new TextDecoder().decode(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

export const json = (path: string): unknown => JSON.parse(textOf(path));

export function csv(path: string): Cells[] {
  const [head = '', ...lines] = textOf(path).trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at]]));
  });
}

/** Yahoo's columns, oldest first, without the sessions that have no close. */
export function yahooRows(lines: readonly Cells[]): Row[] {
  return lines
    .map((cells) => ({
      day: (cells.Datetime ?? cells.Date ?? '').slice(0, 10),
      open: cells.Open,
      close: cells.Close ?? '',
      volume: cells.Volume,
      adjusted: cells['Adj Close'] ?? '',
      dividend: cells.Dividends,
      split: cells['Stock Splits'],
    }))
    .filter(({ close }) => close !== '')
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

interface Chart {
  readonly timestamp: readonly number[];
  readonly events: {
    readonly dividends?: Readonly<Record<string, { date: number; amount: number }>>;
    readonly splits?: Readonly<Record<string, { date: number; numerator: number; denominator: number }>>;
  };
  readonly indicators: {
    readonly quote: readonly [Readonly<Record<'open' | 'close' | 'volume', readonly number[]>>];
    readonly adjclose: readonly [{ readonly adjclose: readonly number[] }];
  };
}

export function chart(file: string): Row[] {
  const { result } = (json(`yahoo_chart/${file}`) as { chart: { result: readonly [Chart] } }).chart;
  const { timestamp, events, indicators } = result[0];
  const { open, close, volume } = indicators.quote[0];
  return timestamp.map((seconds, at) => {
    const split = events.splits?.[seconds];
    return {
      day: new Date(seconds * 1000).toISOString().slice(0, 10),
      open: String(open[at]),
      close: String(close[at]),
      volume: String(volume[at]),
      adjusted: String(indicators.adjclose[0].adjclose[at]),
      dividend: String(events.dividends?.[seconds]?.amount ?? 0),
      split: String(split === undefined ? 0 : split.numerator / split.denominator),
    };
  });
}

const provenance = { source: 'recorded', fetch_id: 'fetch_recorded', recorded_at: '2026-11-24T00:00:00.000Z' };

export function barOf({ day, open, close, volume }: Row, unit = 'USD'): AdjustableBar {
  const when = { time: `${day}T00:00:00.000Z`, session_date: day };
  const figures = { open: toDecimal(open ?? ''), high: null, low: null, close: toDecimal(close) ?? '' };
  return { ...provenance, ...when, ...figures, volume: toDecimal(volume ?? ''), unit };
}

export function iceBar(cells: Cells): AdjustableBar {
  const row = { day: (cells.Epoch ?? '').slice(0, 10), open: cells.Open, close: cells.Close ?? '', adjusted: '' };
  return { ...barOf({ ...row, volume: cells.Volume }), high: cells.High ?? null, low: cells.Low ?? null };
}

export function dividendOf(ex_date: string, amount: string, unit = 'USD'): ActionRow {
  return { ...provenance, kind: 'dividend', ex_date, amount: toDecimal(amount), ratio: null, unit };
}

export function splitOf(ex_date: string, ratio: string): ActionRow {
  return { ...provenance, kind: 'split', ex_date, amount: null, ratio: toDecimal(ratio), unit: null };
}

interface ImpliedStep {
  readonly day: string;
  readonly factor: number;
  /** The dividend that makes such a factor, 1 - dividend / close before, and how far off it can be. */
  readonly implied: number;
  readonly error: number;
}

/**
 * The days on which adjusted close / close takes another value. Between two of them one factor fits every session
 * within the rounding of both figures: its bounds are those that all of them leave.
 */
export function impliedSteps(rows: readonly Row[], rounding: { absolute: number; relative: number }): ImpliedStep[] {
  const spans: { first: number; low: number; high: number }[] = [];
  for (const [at, { close, adjusted }] of rows.entries()) {
    const bound = (sign: 1 | -1) =>
      ((Number(adjusted) + sign * rounding.absolute) / (Number(close) - sign * rounding.absolute)) *
      (1 + sign * rounding.relative);
    const [low, high] = [bound(-1), bound(1)];
    const span = spans.at(-1);
    if (span === undefined || low > span.high || high < span.low) spans.push({ first: at, low, high });
    else spans[spans.length - 1] = { ...span, low: Math.max(low, span.low), high: Math.min(high, span.high) };
  }
  return spans.slice(1).map(({ first, low, high }, at) => {
    const earlier = spans[at] ?? { low, high };
    const before = Number(rows[first - 1]?.close);
    const factor = (earlier.low + earlier.high) / (low + high);
    const error = before * ((high - low) / (high + low) + (earlier.high - earlier.low) / (earlier.high + earlier.low));
    return { day: rows[first]?.day ?? '', factor, implied: before * (1 - factor), error };
  });
}

export function settings(basis: PriceBasis): ChainSettings {
  return { asOf: '2026-11-24', basisOf: () => basis, rankOf: () => 1 };
}

/** The chain of the events that a file tells beside its prices. */
export function chainOf(rows: readonly Row[], basis: PriceBasis): FactorChain {
  const actions = rows.flatMap(({ day, dividend = '0', split = '0' }): ActionRow[] => [
    ...(Number(dividend) === 0 ? [] : [dividendOf(day, dividend)]),
    ...(Number(split) === 0 ? [] : [splitOf(day, split)]),
  ]);
  return factorChain(
    actions,
    rows.map((row) => barOf(row)),
    settings(basis),
  );
}

function ratios(rows: readonly Row[], chain: FactorChain): number[] {
  const ours = adjustBars(
    rows.map((row) => barOf(row)),
    chain,
    'all',
  );
  return rows.map(({ adjusted }, at) => Number(adjusted) / Number(ours[at]?.close));
}

/** The largest relative difference between our adjusted closes and the published ones. */
export function deviation(rows: readonly Row[], chain: FactorChain): number {
  return Math.max(...ratios(rows, chain).map((ratio) => Math.abs(ratio - 1)));
}

/** The same where the file ends before the vendor's last action: all its adjusted closes are lowered by one factor. */
export function deviationFromOneFactor(
  rows: readonly Row[],
  chain: FactorChain,
): { factor: number; deviation: number } {
  const factors = ratios(rows, chain);
  const factor = factors.at(-1) ?? Number.NaN;
  return { factor, deviation: Math.max(...factors.map((one) => Math.abs(one / factor - 1))) };
}
