import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../test/support/seeded-random.ts';
import { compareColdBars } from '../../lake/cold/cold-bar.ts';
import { dayBars, drawBars } from '../../lake/cold/examples.ts';
import { spanOfPeriod } from '../../model/time-classes.ts';
import type { StoredSeries } from '../../storage/cold/cold-rows.ts';
import { merged, pagesOf } from './read-bars.ts';

const series = (instrument_id: string, interval: StoredSeries['interval'], source = 'x'): StoredSeries => ({
  instrument_id,
  interval,
  source,
});
const named = ({ instrument_id, interval, source }: StoredSeries): string => `${instrument_id} ${interval} ${source}`;

describe('pages', () => {
  test('put short series together, in the order of a file', () => {
    const span = spanOfPeriod('2015');
    const days = Array.from({ length: 25 }, (_, at) => series(`XJSE:A${at}`, '1d'));
    const pages = pagesOf([series('XJSE:B', '1d'), series('XJSE:B', '1M'), ...days], span);
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 7]);
    expect(pages.flat().map(named)).toEqual(
      pages
        .flat()
        .map(named)
        .toSorted((one, other) => (one < other ? -1 : 1)),
    );
    expect(pages.flat().every(({ from, to }) => from === span.from && to === span.to)).toBe(true);
  });

  test('cut a long series into pieces that cover its period without a gap', () => {
    const span = spanOfPeriod('2021-10');
    const pages = pagesOf([series('BINANCE:BTC-USDT', '1m')], span);
    expect(pages.length).toBe(12);
    const pieces = pages.flat();
    expect([pieces[0]?.from, pieces.at(-1)?.to]).toEqual([span.from, span.to]);
    expect(pieces.slice(1).map(({ from }) => from)).toEqual(pieces.slice(0, -1).map(({ to }) => to));
  });

  test('of nothing are none', () => {
    expect(pagesOf([], spanOfPeriod('2015'))).toEqual([]);
  });
});

describe('two sequences in the order of a file', () => {
  async function* slowly<T>(values: readonly T[]) {
    yield* values;
  }
  const all = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
    const taken: T[] = [];
    for await (const value of values) taken.push(value);
    return taken;
  };

  test('become one', async () => {
    const names = ['XJSE:A', 'XJSE:B', 'XJSE:C', 'XJSE:D'].map((id) => series(id, '1m'));
    const bars = drawBars(seededRandom(7), names, 30);
    const [left, right] = [
      ['XJSE:A', 'XJSE:C'],
      ['XJSE:B', 'XJSE:D'],
    ].map((ids) => bars.filter(({ instrument_id }) => ids.includes(instrument_id))) as [typeof bars, typeof bars];
    expect(await all(merged(slowly(left), right))).toEqual(bars.toSorted(compareColdBars));
    expect(await all(merged(slowly(right), left))).toEqual(bars.toSorted(compareColdBars));
  });

  test('of which one is empty are the other', async () => {
    expect(await all(merged(slowly(dayBars), []))).toEqual(dayBars);
    expect(await all(merged(slowly([]), dayBars))).toEqual(dayBars);
  });
});
