import { describe, expect, test } from 'vitest';
import type { Parsed } from '../model/parsed.ts';
import type { Bar, Trade } from '../model/records.ts';
import { livePublications } from './live.ts';

const provenance = {
  source: 'binance',
  is_sample: true,
  fetch_id: 'fetch_1',
  recorded_at: '2021-10-11T00:01:00.000Z',
};

/** Binance's BTCUSDT of 2021-10-11: its first minute, and a trade at that minute's open. */
const trade = (trade_id: string, change: Partial<Trade> = {}): Trade => ({
  instrument_id: 'BINANCE:BTC-USDT',
  trade_id,
  time: '2021-10-11T00:00:01.000Z',
  price: '54659.01',
  size: '0.001',
  side: 'buy',
  unit: 'USDT',
  ...change,
});
const bar: Bar = {
  instrument_id: 'BINANCE:BTC-USDT',
  interval: '1m',
  time: '2021-10-11T00:00:00.000Z',
  session_date: null,
  open: '54659.01',
  high: '54670',
  low: '54596.63',
  close: '54631.19',
  volume: '68.54042',
  turnover: '3744747.3848163',
  trades: 1980,
  unit: 'USDT',
  final: true,
};
const frame = (rows: Parsed['rows']): Parsed => ({ rows, rejected: [] });

describe('frames of one tick', () => {
  test('become one publication a channel, in the order in which they came', () => {
    const eth = trade('3', { instrument_id: 'BINANCE:ETH-USDT' });
    const frames = [
      frame({ trade: [trade('2')] }),
      frame({ trade: [eth] }),
      frame({ trade: [trade('1')], bar: [bar] }),
    ];
    const publications = livePublications(frames, provenance);
    const items = publications.map(({ channel, items }) => [channel, items.map(({ data }) => data.trade_id)]);
    expect(items).toEqual([
      ['trade:BINANCE:BTC-USDT', ['2', '1']],
      ['trade:BINANCE:ETH-USDT', ['3']],
      ['bar.1m:BINANCE:BTC-USDT', [undefined]],
    ]);
    expect(publications.every(({ outboxId }) => outboxId === null)).toBe(true);
    expect(publications[2]?.items[0]).toEqual({
      key: 'binance|2021-10-11T00:00:00.000Z',
      final: true,
      data: { ...bar, ...provenance, rev: 1 },
    });
  });

  test('without news are no publication', () => {
    expect(livePublications([frame({}), frame({ trade: [] })], provenance)).toEqual([]);
  });

  test('never show a row that the line would turn away, nor the same one twice', () => {
    const odd = [
      trade('1', { price: 'NaN' }),
      trade('2', { time: '2999-01-01T00:00:00.000Z' }),
      trade('3'),
      trade('3'),
    ];
    const upsideDown = { ...bar, high: '1', low: '54596.63' };
    const publications = livePublications([frame({ trade: odd, bar: [upsideDown] })], provenance);
    expect(publications.map(({ channel, items }) => [channel, items.map(({ key }) => key)])).toEqual([
      ['trade:BINANCE:BTC-USDT', ['binance|3']],
    ]);
  });
});
