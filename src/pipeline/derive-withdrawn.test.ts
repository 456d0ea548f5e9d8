import { describe, expect, test } from 'vitest';
import { type ChangedBar, derive, type StoredBar } from './derive.ts';

const withdrawnAt = '2026-11-24T00:00:00.000Z';

/** The shape of Binance's BTCUSDT bar of 2021-10-11 00:00 UTC, moved through time. */
function bar(interval: StoredBar['interval'], time: string, change: Partial<StoredBar> = {}): StoredBar {
  return {
    instrument_id: 'BINANCE:BTC-USDT',
    ...{ interval, time, session_date: null, unit: 'USDT', final: true, trades: 1980 },
    ...{ open: '54659.01', high: '54670', low: '54596.63', close: '54631.19' },
    ...{ volume: '68.54042', turnover: '3744747.3848163' },
    ...{ source: 'binance', is_sample: true, fetch_id: 'fetch_1', recorded_at: '2021-10-12T00:00:00.000Z' },
    ...change,
  };
}
const minute = (at: number) => bar('1m', new Date(Date.parse('2021-10-11T00:00:00.000Z') + at * 60_000).toISOString());
/** Naspers on the JSE, in cents: a bar a session. */
const session = (day: string) =>
  bar('1d', `${day}T07:00:00.000Z`, { instrument_id: 'UNKNOWN:NPN', session_date: day, unit: 'ZAc' });

/** What follows when these bars are withdrawn and those remain. */
async function withdrawn(gone: readonly StoredBar[], remaining: readonly StoredBar[]): Promise<ChangedBar[]> {
  const bars = gone.map((one) => ({ ...one, recorded_at: withdrawnAt, withdrawn: true }));
  return await derive(
    { instrument_id: bars[0]?.instrument_id ?? '', bars },
    {
      readBars: async ({ interval, from, to }) =>
        remaining.filter((one) => one.interval === interval && one.time >= from && one.time < to),
    },
  );
}
const find = (bars: readonly ChangedBar[], interval: string) => bars.filter((one) => one.interval === interval);

describe('bars that are withdrawn', () => {
  test('leave a bar of what remains in their bucket, known since the withdrawal', async () => {
    const derived = await withdrawn([minute(7)], [minute(6), minute(8)]);
    expect(find(derived, '5m')).toMatchObject([{ trades: 2 * 1980, final: false, recorded_at: withdrawnAt }]);
    expect(find(derived, '1h')).toMatchObject([{ trades: 2 * 1980, recorded_at: withdrawnAt }]);
    expect(derived.filter((one) => one.withdrawn)).toEqual([]);
  });

  test('take along every longer bar that nothing is left of, though the derived ones are stored still', async () => {
    const stored = (['5m', '15m', '1h', '1d', '1w', '1M'] as const).map((interval) =>
      bar(interval, '2021-10-11T00:00:00.000Z', { source: 'derived' }),
    );
    const derived = await withdrawn([minute(7), minute(8)], stored);
    expect(derived.map(({ interval, time, withdrawn: gone }) => [interval, time, gone])).toEqual([
      ['5m', '2021-10-11T00:05:00.000Z', true],
      ['15m', '2021-10-11T00:00:00.000Z', true],
      ['1h', '2021-10-11T00:00:00.000Z', true],
      ['1d', '2021-10-11T00:00:00.000Z', true],
      ['1w', '2021-10-11T00:00:00.000Z', true],
      ['1M', '2021-10-01T00:00:00.000Z', true],
    ]);
    expect(new Set(derived.map(({ recorded_at }) => recorded_at))).toEqual(new Set([withdrawnAt]));
  });

  test('of a source leave the bars of another', async () => {
    const other = { ...minute(7), source: 'kraken', trades: 5 };
    const derived = await withdrawn([minute(7)], [other]);
    expect(find(derived, '5m')).toMatchObject([{ trades: 5, source: 'derived' }]);
  });

  test('no longer enclose the weeks beside them', async () => {
    const weeks = ['2021-10-04', '2021-10-11', '2021-10-18'].map(session);
    const [first, second, third] = weeks as [StoredBar, StoredBar, StoredBar];
    const derived = await withdrawn([third], [first, second]);
    const shown = find(derived, '1w').map(({ time, final, withdrawn: gone = false }) => [
      time.slice(0, 10),
      final,
      gone,
    ]);
    expect(shown).toContainEqual(['2021-10-11', false, false]);
    expect(shown).toContainEqual(['2021-10-18', expect.anything(), true]);
  });
});
