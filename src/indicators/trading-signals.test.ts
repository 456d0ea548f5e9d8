import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { runBatch } from './batch.ts';
import { indicatorOf } from './index.ts';
import { readParams } from './read-params.ts';
import { startRun } from './run.ts';

/** The parts of the library that are asked here; its own types promise more. */
interface Library {
  readonly [name: string]: new (...args: never[]) => { add(input: never): unknown };
}

const packageName = 'trading-signals';
const library = (await import(packageName).catch(() => null)) as Library | null;

const random = seededRandom(14);
const unit = (): number => random.whole(0, 1_000_000) / 1_000_000;
let price = 4000;
const candles = Array.from({ length: 1000 }, () => {
  const open = price;
  price *= 1 + (unit() - 0.5) / 20;
  const high = Math.max(open, price) * (1 + unit() / 100);
  return { open, high, low: Math.min(open, price) * (1 - unit() / 100), close: price, volume: 1 + unit() * 1e6 };
});
const columns = Object.fromEntries(
  (['open', 'high', 'low', 'close', 'volume'] as const).map((field) => [
    field,
    Float64Array.from(candles, (candle) => candle[field]),
  ]),
);

interface Oracle {
  readonly id: string;
  readonly params?: Record<string, number>;
  /** Its class and what it is made with. */
  readonly made: readonly [name: string, ...args: unknown[]];
  readonly of?: 'close';
  /** Its fields in the order of our outputs, null where it has none. */
  readonly fields?: readonly (string | null)[];
  /** From which bar on the figures agree, where the two begin differently; otherwise both begin on the same bar. */
  readonly after?: number;
  readonly scale?: number;
}

const oracles: readonly Oracle[] = [
  { id: 'sma', made: ['SMA', 20], of: 'close' },
  { id: 'ema', made: ['EMA', 20], of: 'close', after: 300 },
  { id: 'wma', made: ['WMA', 20], of: 'close' },
  { id: 'dema', made: ['DEMA', 20], of: 'close', after: 400 },
  { id: 'tema', made: ['TEMA', 20], of: 'close', after: 500 },
  { id: 'hma', made: ['HMA', 20], of: 'close' },
  { id: 'kama', made: ['KAMA', 10], of: 'close', after: 10 },
  { id: 'vwma', made: ['VWMA', 20] },
  { id: 'aroon', made: ['Aroon', 14], fields: ['aroonUp', 'aroonDown', null] },
  { id: 'adx', made: ['ADX', 14], after: 700 },
  { id: 'supertrend', made: ['SuperTrend', { interval: 10, multiplier: 3 }], fields: ['supertrend', null], after: 500 },
  {
    id: 'ichimoku',
    params: { displacement: 0 },
    made: ['IchimokuCloud'],
    fields: ['conversion', 'base', 'spanA', 'spanB'],
  },
  { id: 'rsi', made: ['RSI', 14], of: 'close' },
  {
    id: 'stoch',
    made: ['StochasticOscillator', { kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }],
    fields: ['stochK', 'stochD'],
  },
  { id: 'stochrsi', params: { smooth: 1, d: 1 }, made: ['StochasticRSI', 14], of: 'close', scale: 100 },
  { id: 'willr', made: ['WilliamsR', 14] },
  { id: 'cci', made: ['CCI', 20] },
  { id: 'roc', made: ['ROC', 10], of: 'close', scale: 100 },
  { id: 'mom', made: ['MOM', 10], of: 'close' },
  { id: 'tsi', params: { signal: 1 }, made: ['TSI', { longPeriod: 25, shortPeriod: 13 }], of: 'close', after: 500 },
  { id: 'ppo', params: { signal: 1 }, made: ['PPO', { fastPeriod: 12, slowPeriod: 26 }], of: 'close', after: 400 },
  { id: 'ultosc', made: ['UltimateOscillator'] },
  { id: 'ao', made: ['AO', 5, 34] },
  { id: 'mfi', made: ['MFI', 14] },
  { id: 'ad', made: ['AD'] },
  { id: 'cmf', made: ['CMF', 20] },
  { id: 'force', made: ['ForceIndex', 13], after: 300 },
  { id: 'trange', made: ['TR'], after: 1 },
  { id: 'atr', made: ['ATR', 14], after: 500 },
  { id: 'natr', made: ['NATR', 14], after: 500 },
  { id: 'bbands', made: ['BollingerBands', 20, 2], of: 'close', fields: ['upper', 'middle', 'lower', null, null] },
  { id: 'keltner', made: ['KeltnerChannels'], fields: ['upper', 'middle', 'lower'], after: 500 },
  { id: 'donchian', made: ['DonchianChannels', 20], fields: ['upper', 'middle', 'lower'] },
];

describe.skipIf(library === null)('trading-signals', () => {
  test.each(oracles)('says the same of $id', ({ id, params: given = {}, made, of, fields, after, scale = 1 }) => {
    const [name, ...args] = made;
    const Series = (library as Library)[name];
    if (Series === undefined) throw new Error(`${name} is not in the library`);
    const series = new Series(...(args as never[]));
    const indicator = indicatorOf(id);
    const params = readParams(indicator, given);
    const [computed = []] = runBatch([startRun(indicator, params)], columns);
    const warmup = indicator.warmup(params);
    candles.forEach((candle, at) => {
      const result = series.add((of === 'close' ? candle.close : candle) as never);
      if (after === undefined) expect({ at, known: result !== null }).toEqual({ at, known: at >= warmup });
      if (at < Math.max(warmup, after ?? 0)) return;
      (fields ?? [null]).forEach((field, output) => {
        if (fields !== undefined && field === null) return;
        const expected = scale * Number(field === null ? result : (result as Record<string, number>)[field]);
        const own = computed[output]?.[at] ?? Number.NaN;
        const distance = Math.abs(own - expected) / Math.max(Math.abs(expected), 1e-3);
        expect({ at, expected, own, agrees: distance < 1e-9 }).toMatchObject({ agrees: true });
      });
    });
  });
});
