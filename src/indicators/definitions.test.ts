import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runBatch } from './batch.ts';
import { type CandleSource, columnsOf } from './candle.ts';
import { indicatorOf } from './index.ts';
import { readParams } from './read-params.ts';
import { startRun } from './run.ts';

/** What TA-Lib has not is compared with its definition, written down plainly over whole arrays. */
const { bars } = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors/bars.json'), 'utf8')) as {
  bars: Omit<CandleSource, 'session_date'>[];
};
const columns = columnsOf(bars.map((bar) => ({ ...bar, session_date: null })));
const [open, high, low, close, volume, turnover] = (
  ['open', 'high', 'low', 'close', 'volume', 'turnover'] as const
).map((field) => [...columns[field]]) as [number[], number[], number[], number[], number[], number[]];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const squares = (values: readonly number[]) => sum(values.map((value) => (value - mean(values)) ** 2));
const at = (values: readonly number[], index: number): number => values[index] ?? Number.NaN;
/** Of the last n values up to each, NaN where there are fewer or one of them is NaN. */
const rolling = (values: readonly number[], n: number, of: (window: number[]) => number) =>
  values.map((_, i) => (i + 1 < n ? Number.NaN : of(values.slice(i + 1 - n, i + 1))));
const each = (...lists: number[][]) => ({
  map: (of: (...values: number[]) => number) => (lists[0] ?? []).map((_, i) => of(...lists.map((list) => at(list, i)))),
});
const before = (values: readonly number[]) => [Number.NaN, ...values.slice(0, -1)];
const returns = each(close, before(close)).map((now = 0, then = 0) => now / then - 1);
const average = (values: readonly number[], n: number, weight: number) => {
  const first = values.findIndex((value) => !Number.isNaN(value)) + n - 1;
  let last = mean(values.slice(first + 1 - n, first + 1));
  return values.map((value, i) => {
    if (i > first) last = weight * value + (1 - weight) * last;
    return i < first ? Number.NaN : last;
  });
};
const ema = (values: readonly number[], n: number) => average(values, n, 2 / (n + 1));
const wma = (values: readonly number[], n: number) =>
  rolling(values, n, (window) => sum(window.map((value, i) => value * (i + 1))) / ((n * (n + 1)) / 2));
const sma = (values: readonly number[], n: number) => rolling(values, n, mean);
const trueRange = each(high, low, before(close)).map((h = 0, l = 0, c = 0) =>
  Math.max(h - l, Math.abs(h - c), Math.abs(l - c)),
);
const atr = (n: number) => average(trueRange, n, 1 / n);
const median = each(high, low).map((h = 0, l = 0) => (h + l) / 2);
const highest = (n: number) => rolling(high, n, (window) => Math.max(...window));
const lowest = (n: number) => rolling(low, n, (window) => Math.min(...window));
const midpoint = (n: number) => each(highest(n), lowest(n)).map((h = 0, l = 0) => (h + l) / 2);
const shifted = (values: readonly number[], n: number) => values.map((_, i) => at(values, i - n));
const flow = each(high, low, close, volume).map((h = 0, l = 0, c = 0, v = 0) => ((2 * c - l - h) / (h - l)) * v);
const overRolling = (n: number, top: number[], bottom: number[]) =>
  each(rolling(top, n, sum), rolling(bottom, n, sum)).map((one = 0, other = 0) => one / other);
const logs = (one: readonly number[], other: readonly number[]) =>
  each([...one], [...other]).map((x = 0, y = 0) => Math.log(x / y));
const sampleDeviation = (n: number) => (window: number[]) => Math.sqrt(squares(window) / (n - 1));

function yangZhang(n: number, year: number): number[] {
  const rs = each(open, high, low, close).map(
    (o = 0, h = 0, l = 0, c = 0) => Math.log(h / c) * Math.log(h / o) + Math.log(l / c) * Math.log(l / o),
  );
  const k = 0.34 / (1.34 + (n + 1) / (n - 1));
  const variance = (window: number[]) => squares(window) / (n - 1);
  const parts = [rolling(logs(open, before(close)), n, variance), rolling(logs(close, open), n, variance), sma(rs, n)];
  return each(...parts).map((o = 0, c = 0, r = 0) => 100 * Math.sqrt((o + k * c + (1 - k) * r) * year));
}

function supertrend(n: number, m: number): [number[], number[]] {
  const [line, way]: [number[], number[]] = [[], []];
  let [upper, lower, rising] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
  atr(n).forEach((range, i) => {
    // Comparisons with NaN fail, so that the bands stay open until there is a range.
    const [top, bottom, last] = [at(median, i) + m * range, at(median, i) - m * range, at(close, i - 1)];
    upper = top < upper || last > upper ? top : upper;
    lower = bottom > lower || last < lower ? bottom : lower;
    rising = rising ? at(close, i) >= lower : at(close, i) > upper;
    line.push(rising ? lower : upper);
    way.push(rising ? 1 : -1);
  });
  return [line, way];
}

const moves = each(close, before(close)).map((now = 0, then = 0) => now - then);
const doubled = (values: readonly number[]) => ema(ema(values, 25), 13);
const tsi = each(doubled(moves), doubled(moves.map(Math.abs))).map((m = 0, a = 0) => (100 * m) / a);
const peaks = close.map((_, i) => Math.max(...close.slice(0, i + 1)));
const depths = each(close, peaks).map((now = 0, peak = 0) => 100 * (now / peak - 1));
const spans = each(midpoint(9), midpoint(26)).map((conversion = 0, base = 0) => (conversion + base) / 2);
const band = (m: number) => each(ema(close, 20), atr(10)).map((middle = 0, range = 0) => middle + m * range);
const hull = each(wma(close, 10), wma(close, 20)).map((fast = 0, slow = 0) => 2 * fast - slow);

const definitions: Record<string, { params?: Record<string, number>; outputs: number[][] }> = {
  hma: { outputs: [wma(hull, 4)] },
  vwma: {
    outputs: [
      overRolling(
        20,
        each(close, volume).map((c = 0, v = 0) => c * v),
        volume,
      ),
    ],
  },
  // Each day of UTC is a session here, so that each bar is one.
  vwap: { outputs: [each(turnover, volume).map((value = 0, v = 0) => value / v), close.map(() => 1)] },
  supertrend: { outputs: supertrend(10, 3) },
  ichimoku: { outputs: [midpoint(9), midpoint(26), shifted(spans, 26), shifted(midpoint(52), 26)] },
  tsi: { outputs: [tsi, ema(tsi, 13)] },
  ao: { outputs: [each(sma(median, 5), sma(median, 34)).map((fast = 0, slow = 0) => fast - slow)] },
  cmf: { outputs: [overRolling(20, flow, volume)] },
  force: {
    outputs: [
      ema(
        each(moves, volume).map((move = 0, v = 0) => move * v),
        13,
      ),
    ],
  },
  keltner: { outputs: [band(2), ema(close, 20), band(-2)] },
  hv: { outputs: [rolling(logs(close, before(close)), 20, (w) => 100 * sampleDeviation(20)(w) * Math.sqrt(252))] },
  parkinson: {
    outputs: [
      rolling(logs(high, low), 20, (w) => 100 * Math.sqrt((sum(w.map((x) => x * x)) * 252) / (80 * Math.log(2)))),
    ],
  },
  yang_zhang: { params: { per_year: 365 }, outputs: [yangZhang(20, 365)] },
  zscore: { outputs: [rolling(close, 20, (w) => (at(w, 19) - mean(w)) / Math.sqrt(squares(w) / 20))] },
  sharpe: {
    params: { period: 60, risk_free: 5, per_year: 365 },
    outputs: [rolling(returns, 60, (w) => ((mean(w) - 0.05 / 365) / sampleDeviation(60)(w)) * Math.sqrt(365))],
  },
  sortino: {
    params: { period: 60, target: 5, per_year: 365 },
    outputs: [
      rolling(returns, 60, (w) => {
        const short = w.map((r) => Math.min(0, r - 0.05 / 365) ** 2);
        return ((mean(w) - 0.05 / 365) / Math.sqrt(mean(short))) * Math.sqrt(365);
      }),
    ],
  },
  drawdown: {
    outputs: [
      depths,
      depths.map((_, i) => Math.min(...depths.slice(0, i + 1))),
      close.map((_, i) => i - close.indexOf(at(peaks, i))),
    ],
  },
  log_return: { params: { period: 5 }, outputs: [logs(close, shifted(close, 5))] },
};

describe.each(Object.entries(definitions))('%s', (id, { params: given = {}, outputs }) => {
  test('is what its definition says', () => {
    const indicator = indicatorOf(id);
    const params = readParams(indicator, given);
    const [computed = []] = runBatch([startRun(indicator, params)], columns);
    const warmup = indicator.warmup(params);
    expect(computed).toHaveLength(outputs.length);
    outputs.forEach((expected, one) => {
      expect(Number.isNaN(at(expected, warmup))).toBe(false);
      expected.slice(warmup).forEach((value, i) => {
        const own = computed[one]?.[warmup + i] ?? Number.NaN;
        expect(Math.abs(own - value) / Math.max(Math.abs(value), 1e-3)).toBeLessThan(1e-9);
      });
    });
  });
});
