import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../test/support/seeded-random.ts';
import { digester } from './bar-digest.ts';
import { type BarFile, readBarFile, writeBarFile } from './bar-file.ts';
import type { ColdBar, SeriesName } from './cold-bar.ts';
import { dayBars, drawBars, minuteBar } from './examples.ts';
import { verifyBarFile } from './verify-bar-file.ts';

const digestsOf = (bars: readonly ColdBar[]) => {
  const given = digester();
  for (const bar of bars) given.add(bar);
  return given.digests();
};

const series: readonly SeriesName[] = [
  { instrument_id: 'XJSE:NPN', interval: '1d', source: 'eodhd' },
  { instrument_id: 'FX:EUR-ZAR', interval: '1h', source: 'twelvedata' },
];

describe('the digest of a series', () => {
  test('counts and sums exactly', () => {
    const revision = { ...minuteBar, close: '0.01000000', volume: null, superseded_at: '2021-10-12T00:00:00.000Z' };
    expect(digestsOf([revision, minuteBar])).toMatchObject([
      { instrument_id: 'BINANCE:BTC-USDT', rows: 2, revisions: 1, close_sum: '54631.2', volume_sum: '68.54042' },
    ]);
  });

  test('is the same in whatever order the rows come', () => {
    const bars = drawBars(seededRandom(2), series, 30);
    expect(digestsOf(bars.toReversed())).toEqual(digestsOf(bars));
  });

  test.each(
    Object.entries({
      time: '2021-10-11T00:01:00.000Z',
      open: '54659.0100000',
      volume: null,
      turnover: '3744747.3848163',
      trades: 1981,
      final: false,
      fetch_id: 'fetch_2',
      recorded_at: '2021-10-11T00:01:02.346Z',
      rev: 2,
      superseded_at: '2021-10-12T00:00:00.000Z',
    } satisfies Partial<ColdBar>),
  )('is another where %s differs', (field, value) => {
    expect(digestsOf([{ ...minuteBar, [field]: value }])[0]?.content).not.toBe(digestsOf([minuteBar])[0]?.content);
  });
});

describe('a stored file', () => {
  test('that holds what was given in differs in nothing', async () => {
    const bars = drawBars(seededRandom(4), series, 50);
    const file = await writeBarFile(bars, { rowsPerGroup: 20 });
    expect(verifyBarFile(file.bytes, { slices: file.slices, digests: digestsOf(bars) })).toEqual([]);
  });

  test('that lacks a bar, has one too many or a digit less is told by series', async () => {
    const file = await writeBarFile(dayBars);
    const [first, second] = dayBars as [ColdBar, ColdBar];
    const verify = (bars: readonly ColdBar[]) =>
      verifyBarFile(file.bytes, { slices: file.slices, digests: digestsOf(bars) });
    const told = [expect.stringMatching(/^series XJSE:ABG 1d yahoo-csv: given .* found /)];
    expect(verify([first])).toEqual(told);
    expect(verify([first, { ...second, close: '2720' }])).toEqual(told);
    expect(verify([...dayBars, minuteBar])).toEqual([expect.stringContaining('BINANCE:BTC-USDT 1m binance')]);
  });

  test('whose index points elsewhere is told by slice', async () => {
    const file = await writeBarFile(dayBars);
    const slices = file.slices.map((slice) => ({ ...slice, rows: slice.rows - 1 }));
    expect(verifyBarFile(file.bytes, { ...file, slices })).toEqual([expect.stringMatching(/^slice XJSE:ABG 1d/)]);
  });

  test('whose bytes were changed on the way is whole only where no row is another', async () => {
    const bars = drawBars(seededRandom(9), series, 40);
    const file = await writeBarFile(bars);
    const random = seededRandom(1);
    for (let round = 0; round < 40; round += 1) {
      const damaged = file.bytes.slice();
      const at = random.whole(file.slices[0]?.offset ?? 0, (file.slices[0]?.length ?? 0) - 1);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << random.whole(0, 7));
      if (isWhole(damaged, file)) expect([...readBarFile(damaged)].flatMap((group) => group.bars)).toEqual(bars);
    }
  });
});

function isWhole(stored: Uint8Array, given: BarFile): boolean {
  try {
    return verifyBarFile(stored, given).length === 0;
  } catch {
    return false;
  }
}
