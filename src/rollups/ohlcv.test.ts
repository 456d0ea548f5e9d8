import { describe, expect, test } from 'vitest';
import type { Bar } from '../model/records.ts';
import { combine, type Rollup, rollupOf } from './ohlcv.ts';

/** Binance, BTCUSDT, the first three minutes of 2021-10-11. */
const minutes = (
  [
    ['00:00', '54659.01', '54670', '54596.63', '54631.19', '68.54042', '3744747.3848163', 1980],
    ['00:01', '54631.19', '54699.99', '54587.23', '54601.27', '99.42446', '5432217.8714525', 2155],
  ] as const
).map(
  ([clock, open, high, low, close, volume, turnover, trades]): Bar => ({
    instrument_id: 'BINANCE:BTC-USDT',
    interval: '1m',
    time: `2021-10-11T${clock}:00.000Z`,
    session_date: null,
    open,
    high,
    low,
    close,
    volume,
    turnover,
    trades,
    unit: 'USDT',
    final: true,
  }),
);
const [first, second] = minutes as [Bar, Bar];

describe('combine', () => {
  test('opens with the earliest, closes with the latest and adds up exactly', () => {
    expect(combine(rollupOf(second), rollupOf(first))).toEqual({
      from: first.time,
      to: second.time,
      session_date: null,
      open: '54659.01',
      high: '54699.99',
      low: '54587.23',
      close: '54601.27',
      volume: '167.96488',
      turnover: '9176965.2562688',
      trades: 4135,
      unit: 'USDT',
      final: true,
      constituents: 2,
    });
  });

  test('what one part does not know, the whole does not know', () => {
    const others = { open: null, high: null, low: null, volume: null, turnover: null, trades: null };
    const closeOnly = rollupOf({ ...second, ...others });
    const whole = combine(rollupOf(first), closeOnly);
    expect(whole).toMatchObject({
      open: first.open,
      high: null,
      low: null,
      close: second.close,
      volume: null,
      turnover: null,
      trades: null,
    });
  });

  test('one part that has not ended keeps the whole open', () => {
    expect(combine(rollupOf(first), rollupOf({ ...second, final: false })).final).toBe(false);
  });

  test('units do not mix', () => {
    expect(() => combine(rollupOf(first), rollupOf({ ...second, unit: 'USD' }))).toThrow('do not add up');
  });

  test('any grouping and any order of any bars give the same whole, to the digit', () => {
    const random = seeded(20211011);
    for (let round = 0; round < 200; round += 1) {
      const parts = Array.from({ length: 2 + Math.floor(random() * 8) }, (_, at) => rollupOf(randomBar(at, random)));
      const inOrder = parts.reduce(combine);
      expect(foldAnyhow(parts, random)).toEqual(inOrder);
    }
  });
});

/** Joins parts picked at random until one is left. */
function foldAnyhow(parts: readonly Rollup[], random: () => number): Rollup {
  const left = [...parts];
  while (left.length > 1) {
    const [one] = left.splice(Math.floor(random() * left.length), 1);
    const [other] = left.splice(Math.floor(random() * left.length), 1);
    left.push(combine(one as Rollup, other as Rollup));
  }
  return left[0] as Rollup;
}

function randomBar(minute: number, random: () => number): Bar {
  const digits = () =>
    `${Math.floor(random() * 3)}.${Math.floor(random() * 20)}${'0'.repeat(Math.floor(random() * 3))}`;
  const maybe = <T>(value: T): T | null => (random() < 0.05 ? null : value);
  return {
    ...first,
    time: `2021-10-11T00:0${minute}:00.000Z`,
    open: maybe(digits()),
    high: maybe(digits()),
    low: maybe(digits()),
    close: digits(),
    volume: maybe(`${digits()}${'3'.repeat(Math.floor(random() * 30))}`),
    trades: maybe(Math.floor(random() * 1000)),
    final: random() < 0.9,
  };
}

/** mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
