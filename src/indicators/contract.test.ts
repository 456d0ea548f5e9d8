import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toWizError } from '../core/errors.ts';
import { runBatch } from './batch.ts';
import { type Candle, type CandleColumns, candleFields, candleOf } from './candle.ts';
import { indicatorOf, indicators } from './index.ts';
import type { Indicator, Params } from './indicator.ts';
import { readParams } from './read-params.ts';
import { advance, startRun } from './run.ts';

const { bars } = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors/bars.json'), 'utf8')) as {
  bars: (Parameters<typeof candleOf>[0] & { benchmark: string })[];
};
const candles = bars.map((bar) => candleOf({ ...bar, session_date: null }, bar.benchmark));
const flat = (price: number): Candle[] =>
  candles.map(({ session }) => ({ ...candleWith(price), volume: 1000, turnover: 1000 * price, session }));

type Outputs = readonly (number | null)[];

/** Defaults, with windows that fit into the bars at hand. */
function shortParams(indicator: Indicator): Params {
  const windows = Object.entries(indicator.params).filter(([, spec]) => spec.kind === 'integer' && spec.default > 30);
  const long = windows.filter(([name]) => name === 'period').map(([name]) => [name, 30]);
  return readParams(indicator, Object.fromEntries(long));
}

/** Every parameter at its least, where these go together. */
function leastParams(indicator: Indicator): Params {
  const least = Object.entries(indicator.params).map(([name, { min, kind }]) => [name, kind === 'integer' ? min : 1]);
  try {
    return readParams(indicator, Object.fromEntries(least));
  } catch {
    return shortParams(indicator);
  }
}

function streamed(indicator: Indicator, params: Params, from: readonly Candle[]): Outputs[] {
  const run = startRun(indicator, params);
  return from.map((candle) => Object.values(advance(run, candle)));
}

function batched(indicator: Indicator, params: Params, from: readonly Candle[]): Outputs[] {
  const [outputs = []] = runBatch([startRun(indicator, params)], toColumns(from));
  return from.map((_, at) => outputs.map((column) => (Number.isFinite(column[at]) ? (column[at] as number) : null)));
}

function toColumns(from: readonly Candle[]): CandleColumns {
  return Object.fromEntries(candleFields.map((field) => [field, Float64Array.from(from, (candle) => candle[field])]));
}

function candleWith(price: number): Candle {
  return { open: price, high: price, low: price, close: price, benchmark: price, volume: 1, turnover: 1, session: 1 };
}

function scaled(candle: Candle, by: number): Candle {
  const { open, high, low, close, benchmark, turnover } = candle;
  const prices = { open: open * by, high: high * by, low: low * by, close: close * by, benchmark: benchmark * by };
  return { ...candle, ...prices, turnover: turnover * by };
}

const named = indicators.map((indicator): [string, Indicator] => [indicator.id, indicator]);

describe('the registry', () => {
  test('has every file of every group, under the id of the file', () => {
    const groups = new Set(indicators.map(({ group }) => group));
    const files = [...groups].flatMap((group) =>
      readdirSync(join(import.meta.dirname, group)).map((file) => `${group}/${file}`),
    );
    const listed = indicators.map(({ group, id }) => `${group}/${id.replaceAll('_', '-')}.ts`);
    expect(listed.toSorted()).toEqual(files.toSorted());
    expect(new Set(listed).size).toBeGreaterThanOrEqual(45);
  });

  test('says what to choose from when it has no such indicator', () => {
    expect(() => indicatorOf('moon')).toThrow(
      /no indicator moon; choose one of sma|no indicator moon; choose one of .*rsi/,
    );
  });

  test('columns of other lengths are refused', () => {
    const columns = { close: new Float64Array(2), high: new Float64Array(3) };
    expect(() => runBatch([], columns)).toThrow('columns of 2 and 3 bars');
  });
});

describe.each(named)('%s', (_id, indicator) => {
  const params = shortParams(indicator);
  const warmup = indicator.warmup(params);
  const expected = streamed(indicator, params, candles);

  test('says what it is, how it is reckoned and who says so', () => {
    expect(indicator.title).not.toBe('');
    expect(indicator.formula.length).toBeGreaterThan(10);
    expect(indicator.source.length).toBeGreaterThan(5);
    for (const { description } of Object.values(indicator.params)) expect(description).not.toBe('');
    expect(Object.keys(indicator.outputs)).not.toEqual([]);
    expect(indicator.inputs).not.toEqual([]);
  });

  test('its defaults are valid', () => {
    const defaults = Object.entries(indicator.params).map(([name, spec]) => [name, spec.default]);
    expect(readParams(indicator, Object.fromEntries(defaults))).toEqual(readParams(indicator));
  });

  test.each(Object.entries(indicator.params))('a bad %s is refused, saying what it must be', (name, spec) => {
    const wrong = [spec.min - 1, spec.max + 1, Number.NaN, Number.POSITIVE_INFINITY, 'many', '', null, [], true];
    for (const value of spec.kind === 'integer' ? [...wrong, spec.default + 0.5] : wrong) {
      const { code, message } = errorOf(() => readParams(indicator, { [name]: value }));
      expect(code).toBe('invalid_request');
      expect(message).toContain(`${indicator.id}: ${name} must be`);
      expect(message).toContain(`from ${spec.min} to ${spec.max}`);
    }
  });

  test('a parameter that it does not have is refused', () => {
    expect(errorOf(() => readParams(indicator, { lenght: 3 })).message).toContain('there is no parameter lenght');
  });

  test.each([
    ['short', params],
    ['least', leastParams(indicator)],
  ])('nulls exactly through the warm-up (%s windows)', (_name, some) => {
    const until = indicator.warmup(some);
    const values = streamed(indicator, some, candles);
    expect(until).toBeLessThan(candles.length);
    for (const outputs of values.slice(0, until)) expect(outputs.every((value) => value === null)).toBe(true);
    // Windows of two bars may hold nothing to compare, where an indicator says so.
    if (some !== params && indicator.undefinedWhen !== undefined) return;
    for (const outputs of values.slice(until)) expect(outputs).not.toContain(null);
  });

  test('a batch is a stream, bit by bit', () => {
    expectSame(batched(indicator, params, candles), expected);
    expectSame(
      batched(indicator, leastParams(indicator), candles),
      streamed(indicator, leastParams(indicator), candles),
    );
  });

  test.each([
    ['real bars', candles],
    ['bars of which one is priced 0', candles.map((candle, at) => (at === 40 ? scaled(candle, 0) : candle))],
  ])('the state survives JSON at any bar (%s)', (_name, from) => {
    let run = startRun(indicator, params);
    const values = from.map((candle) => {
      const outputs = Object.values(advance(run, candle));
      run = { ...run, state: JSON.parse(JSON.stringify(run.state)) };
      return outputs;
    });
    expectSame(values, streamed(indicator, params, from));
    expectSame(batched(indicator, params, from), values);
    // It is well again when the bar has left its windows.
    expect(values.at(-1)).not.toContain(null);
  });

  test('a stream goes on where a batch ended', () => {
    const run = startRun(indicator, params);
    runBatch([run], toColumns(candles.slice(0, 70)));
    expectSame(
      candles.slice(70).map((candle) => Object.values(advance(run, candle))),
      expected.slice(70),
    );
  });

  test('nothing is known of later bars', () => {
    for (const until of [1, warmup, warmup + 1, 90]) {
      const other = candles.map((candle, at) => (at < until ? candle : scaled(candle, 3)));
      expectSame(batched(indicator, params, other).slice(0, until), expected.slice(0, until));
    }
  });

  test.each(indicator.inputs)('a bar without %s gives null and is skipped', (field) => {
    for (const lacking of [Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
      const broken = candles.flatMap((candle, at) =>
        at % 37 === 5 ? [{ ...scaled(candle, 2), [field]: lacking }, candle] : [candle],
      );
      const values = batched(indicator, params, broken);
      expectSame(values, streamed(indicator, params, broken));
      const nulls = values.filter((_, at) => !(Math.abs((broken[at] as Candle)[field]) < 1e100));
      expect(nulls.flat().every((value) => value === null)).toBe(true);
      expectSame(
        values.filter((_, at) => Math.abs((broken[at] as Candle)[field]) < 1e100),
        expected,
      );
    }
  });

  test.each(indicator.inputs)('without a column of %s there is nothing', (field) => {
    const { [field]: _lacking, ...columns } = toColumns(candles);
    const [outputs = []] = runBatch([startRun(indicator, params)], columns);
    expect(outputs).toHaveLength(Object.keys(indicator.outputs).length);
    for (const column of outputs) expect([...column].filter(Number.isFinite)).toEqual([]);
  });

  test('zero bars give nothing and one bar gives no more than its warm-up allows', () => {
    expect(batched(indicator, params, [])).toEqual([]);
    expectSame(batched(indicator, params, candles.slice(0, 1)), expected.slice(0, 1));
    expect(expected[0]?.every((value) => value === null)).toBe(warmup > 0);
  });

  test.each([100, 0.1, 0, -37.63])('a price that stays at %d gives numbers, or null where it says so', (price) => {
    const values = batched(indicator, params, flat(price)).slice(warmup).flat();
    expect(values.every((value) => value === null || Number.isFinite(value))).toBe(true);
    if (indicator.undefinedWhen === undefined) expect(values).not.toContain(null);
    expectSame(batched(indicator, params, flat(price)), streamed(indicator, params, flat(price)));
  });

  test('very large and very small prices change nothing but the scale', () => {
    for (const factor of [2 ** 50, 2 ** -50]) {
      const values = batched(
        indicator,
        params,
        candles.map((candle) => scaled(candle, factor)),
      );
      Object.values(indicator.outputs).forEach((unit, one) => {
        if (unit === 'none') return;
        const by = unit === 'price' ? factor : 1;
        const column = expected.map((outputs) => (outputs[one] === null ? null : (outputs[one] as number) * by));
        expectSame(
          values.map((outputs) => [outputs[one] as number | null]),
          column.map((value) => [value]),
        );
      });
    }
  });

  test('the state does not grow with the bars', () => {
    const run = startRun(indicator, params);
    const sizes = [1, 2, 3, 4, 5, 6].map(() => {
      runBatch([run], toColumns(candles));
      return JSON.stringify(run.state).length;
    });
    expect(Math.max(...sizes)).toBeLessThan((sizes[0] as number) * 1.2 + 40);
  });
});

/** Deep equality that tells bits apart, and quickly. Only the sign of 0 does not count, since JSON keeps none. */
function expectSame(values: readonly Outputs[], expected: readonly Outputs[]): void {
  const bits = (value: number | null = null): number | null => (value === null ? null : value + 0);
  const at = expected.findIndex((outputs, row) =>
    outputs.some((value, one) => !Object.is(bits(value), bits(values[row]?.[one]))),
  );
  expect({ length: values.length, at, is: values[at] }).toEqual({ length: expected.length, at: -1, is: undefined });
}

function errorOf(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    return toWizError(error);
  }
  return { code: 'none', message: '' };
}
