import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bar } from '../../src/model/records.ts';
import { bucketOf } from '../../src/rollups/buckets.ts';
import { combine, rollupOf } from '../../src/rollups/ohlcv.ts';

/** Binance's own figures: the hours that it published must be what its minutes add up to. */
const figures = (interval: '1m' | '1h'): Bar[] =>
  readFileSync(join(import.meta.dirname, `../../local/upstream/figures/binance/BTCUSDT-${interval}.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const [time, open = '', high = '', low = '', close = '', volume = '', turnover = '', trades] = line.split(',');
      return {
        instrument_id: 'BINANCE:BTC-USDT',
        interval,
        time: new Date(Number(time)).toISOString(),
        session_date: null,
        open,
        high,
        low,
        close,
        volume,
        turnover,
        trades: Number(trades),
        unit: 'USDT',
        final: true,
      };
    });

test('hours built from published minutes are the published hours, to the digit', () => {
  const byHour = Map.groupBy(figures('1m'), (minute) => bucketOf(minute, '1h').start);
  const published = new Map(figures('1h').map((hour) => [hour.time, hour]));
  const compared = [...byHour].filter(([start, minutes]) => minutes.length === 60 && published.has(start));
  expect(compared.length).toBeGreaterThanOrEqual(20);
  for (const [start, minutes] of compared) {
    const { from: _from, to: _to, constituents, ...rolled } = minutes.map(rollupOf).reduce(combine);
    expect(constituents).toBe(60);
    expect({ instrument_id: 'BINANCE:BTC-USDT', interval: '1h', time: start, ...rolled }).toEqual(published.get(start));
  }
});
