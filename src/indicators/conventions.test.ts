import { describe, expect, test } from 'vitest';
import { runBatch } from './batch.ts';
import { type CandleColumns, candleOf } from './candle.ts';
import { indicatorOf } from './index.ts';
import { parseIndicatorName } from './name.ts';
import { advance, startRun } from './run.ts';

/** The values of a named indicator, one output, nulls for what is not finite. */
function values(name: string, columns: Record<string, readonly number[]>, output = 0): (number | null)[] {
  const { indicator, params } = parseIndicatorName(name);
  const floats = Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, Float64Array.from(column)]),
  );
  const [outputs = []] = runBatch([startRun(indicator, params)], floats as CandleColumns);
  return [...(outputs[output] ?? [])].map((value) => (Number.isFinite(value) ? Number(value.toPrecision(12)) : null));
}

describe('where a value does not exist', () => {
  const still = {
    open: [5, 5, 5, 5],
    high: [5, 5, 5, 5],
    low: [5, 5, 5, 5],
    close: [5, 5, 5, 5],
    volume: [0, 0, 0, 0],
  };

  test.each(['rsi(2)', 'stoch(2,1,1)', 'willr(2)', 'cci(2)', 'zscore(2)', 'mfi(2)', 'cmf(2)', 'vwma(2)', 'di(2)'])(
    '%s of a price that stays, without trades, is null and not 0',
    (name) => {
      expect(values(name, still)).toEqual([null, null, null, null]);
    },
  );

  test('bands of a price that stays have no width and no place in them', () => {
    expect(values('bbands(2)', still, 4)).toEqual([null, 0, 0, 0]);
    expect(values('bbands(2)', still, 3)).toEqual([null, null, null, null]);
  });

  test('a bar of no place is left out of the averages over places', () => {
    const close = [1, 2, 2, 2, 3];
    expect(values('stoch(2,1,2)', { high: close, low: close, close }, 1)).toEqual([null, null, null, null, 100]);
  });
});

describe('ties', () => {
  test('aroon counts from the latest of equal highs and lows', () => {
    const columns = { high: [9, 9, 8, 8], low: [5, 4, 4, 5] };
    expect(values('aroon(2)', columns, 0)).toEqual([null, null, 50, 0]);
    expect(values('aroon(2)', columns, 1)).toEqual([null, null, 100, 50]);
  });

  test('a bar that reaches equally far up and down moves neither way', () => {
    const columns = { high: [10, 11, 13, 13], low: [8, 7, 5, 5], close: [9, 9, 9, 9] };
    expect(values('di(2)', columns, 0)).toEqual([null, null, 0, 0]);
    expect(values('di(2)', columns, 1)).toEqual([null, null, 0, 0]);
  });
});

describe('vwap', () => {
  const bar = { time: '2020-01-02T07:00:00.000Z', session_date: '2020-01-02', open: null, turnover: null };
  const first = candleOf({ ...bar, high: '12', low: '9', close: '9', volume: '10' });

  test('takes typical prices where no turnover is published, says so, and begins again with the session', () => {
    const { indicator, params } = parseIndicatorName('vwap');
    const run = startRun(indicator, params);
    expect(advance(run, first)).toEqual({ vwap: 10, exact_share: 0 });
    expect(advance(run, { ...first, volume: 30, turnover: 600 })).toEqual({ vwap: 17.5, exact_share: 0.75 });
    expect(advance(run, { ...first, session: first.session + 1, volume: 1, turnover: 3 })).toEqual({
      vwap: 3,
      exact_share: 1,
    });
  });

  test('the session of a market without sessions is the day of UTC', () => {
    const crypto = { ...bar, high: '1', low: '1', close: '1', volume: '1' };
    const sessionAt = (time: string) => candleOf({ ...crypto, session_date: null, time }).session;
    expect(sessionAt('2020-01-02T23:59:00.000Z')).toBe(first.session);
    expect(sessionAt('2020-01-03T00:00:00.000Z')).toBe(first.session + 1);
  });

  test('a bar with neither turnover nor prices is null and does not count', () => {
    const { indicator, params } = parseIndicatorName('vwap');
    const run = startRun(indicator, params);
    advance(run, first);
    expect(advance(run, { ...first, high: Number.NaN })).toEqual({ vwap: null, exact_share: null });
    expect(advance(run, first)).toEqual({ vwap: 10, exact_share: 0 });
  });
});

test('a price of 0 has no return after it and leaves the others alone', () => {
  expect(values('simple_return(1)', { close: [2, 0, 3, 6] })).toEqual([null, -1, null, 1]);
  expect(values('beta(2)', { close: [1, 2, 0, 4, 8, 8], benchmark: [1, 2, 4, 4, 8, 8] })).toEqual([
    null,
    null,
    null,
    null,
    null,
    1,
  ]);
  expect(values('beta(2)', { close: [1, 2, 4, 8], benchmark: [1, 0, 4, 8] })).toEqual([null, null, null, 0]);
  expect(indicatorOf('beta').undefinedWhen).toContain('a price is 0');
});
