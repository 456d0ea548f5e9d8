import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runBatch } from './batch.ts';
import { type CandleSource, columnsOf } from './candle.ts';
import { indicators } from './index.ts';
import { readParams } from './read-params.ts';
import { startRun } from './run.ts';

/** What TA-Lib itself made of the bars, written down once; its library is no part of the house. */
interface Vector {
  readonly origin: string;
  readonly params: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, readonly (number | null)[]>>;
}

const folder = join(import.meta.dirname, 'vectors');
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const { bars } = read('bars.json') as { bars: (Omit<CandleSource, 'session_date'> & { benchmark: string })[] };
const columns = columnsOf(
  bars.map((bar) => ({ ...bar, session_date: null })),
  bars.map(({ benchmark }) => benchmark),
);
const files = readdirSync(folder).filter((file) => file !== 'bars.json');

describe.each(files)('%s', (file) => {
  const { params: given, outputs } = read(file) as Vector;
  const indicator = indicators.find(({ id }) => `${id.replaceAll('_', '-')}.json` === file);
  if (indicator === undefined) throw new Error(`${file} is of no indicator`);
  const params = readParams(indicator, given);
  const [computed = []] = runBatch([startRun(indicator, params)], columns);
  const names = Object.keys(indicator.outputs);

  test.each(Object.entries(outputs))('%s is what TA-Lib says, to 1e-9', (name, expected) => {
    const own = computed[names.indexOf(name)] as Float64Array;
    const warmup = indicator.warmup(params);
    expect(expected.slice(warmup).filter((value) => value === null)).toEqual([]);
    expect(Math.max(...expected.slice(warmup).map((value, at) => distance(own[warmup + at], value)))).toBeLessThan(
      1e-9,
    );
  });
});

test('warm-ups are as long as those of TA-Lib', () => {
  const longer = files.filter((file) => {
    const { params, outputs } = read(file) as Vector;
    const indicator = indicators.find(({ id }) => `${id.replaceAll('_', '-')}.json` === file);
    const first = Math.max(...Object.values(outputs).map((values) => values.findIndex((value) => value !== null)));
    return indicator?.warmup(readParams(indicator, params)) !== first;
  });
  /** PPO in TA-Lib has no signal line, for which ours waits. */
  expect(longer).toEqual(['ppo.json']);
});

function distance(own = Number.NaN, expected: number | null = null): number {
  if (expected === null || Number.isNaN(own)) return Number.POSITIVE_INFINITY;
  return Math.abs(own - expected) / Math.max(Math.abs(expected), 1e-3);
}
