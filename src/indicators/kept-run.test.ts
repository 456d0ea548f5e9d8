import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { blockwise } from './blockwise.ts';
import { columnsOf } from './candle.ts';
import { indicatorOf, indicators } from './index.ts';
import { beginAnew, blockName, goOn } from './kept-run.ts';
import { readParams } from './read-params.ts';

const random = seededRandom(8);
let price = 5000;
/** Days of 2024 and of 2025. */
const bars = Array.from({ length: 731 }, (_, at) => {
  price += random.whole(-90, 90);
  const time = new Date(Date.UTC(2024, 0, 1 + at)).toISOString();
  const figures = { open: `${price - 10}`, high: `${price + 40}`, low: `${price - 50}`, close: `${price}` };
  return { time, session_date: null, ...figures, volume: `${random.whole(1, 900)}`, turnover: null, final: true };
});
const newYear = bars.findIndex(({ time }) => time.startsWith('2025'));
const single = indicators.filter(({ inputs }) => !inputs.includes('benchmark'));

describe.each(single.map((one) => [one.id, one] as const))('%s', (_, indicator) => {
  const of = { indicator, params: readParams(indicator) };
  const whole = blockwise(
    of,
    { interval: '1d', days: bars.map(({ time }) => time.slice(0, 10)), columns: columnsOf(bars) },
    0,
  );
  const expected = (at: number) => whole.outputs.map((column) => (Number.isFinite(column[at]) ? column[at] : null));

  test('goes on from where it was kept with the very values of a read of all bars', () => {
    let { run } = beginAnew(of, '1d', bars.slice(0, newYear + 3), newYear);
    for (let at = newYear + 3; at < bars.length; at += 7) {
      const more = bars.slice(at, at + 7);
      if (run === null) throw new Error('nothing was kept');
      const kept = goOn(of, JSON.parse(JSON.stringify(run)), more);
      expect(kept.values.map(({ outputs }) => outputs)).toEqual(more.map((_bar, index) => expected(at + index)));
      run = kept.run;
    }
    expect(run?.time).toBe(bars.at(-1)?.time);
  });

  test('a bar that has not ended is seen and not taken in', () => {
    const { run } = beginAnew(of, '1d', bars.slice(0, 700), 699);
    const open = { ...(bars[700] as (typeof bars)[number]), final: false, close: '1', low: '1' };
    if (run === null) throw new Error('nothing was kept');
    const seen = goOn(of, run, [open]);
    expect(seen.run).toEqual(run);
    const ended = goOn(of, seen.run ?? run, bars.slice(700, 701));
    expect(ended.values.map(({ outputs }) => outputs)).toEqual([expected(700)]);
    const anew = beginAnew(of, '1d', [...bars.slice(0, 700), open], 700);
    expect(anew.run).toEqual(run);
    expect(anew.values).toEqual(seen.values);
  });
});

test('a run is named by its block, and begins with the bar that it remembers first', () => {
  const of = { indicator: indicatorOf('sma'), params: { period: 20 } };
  const { run, values } = beginAnew(of, '1d', bars, newYear);
  expect(run).toMatchObject({ block: '2025', begins_at: bars[newYear - 19]?.time, time: bars.at(-1)?.time });
  expect(values[0]?.begins_at).toBe(run?.begins_at);
  expect(blockName({ time: '2025-01-01T22:00:00.000Z', session_date: '2025-01-02' }, '1m')).toBe('2025-01-02');
});
