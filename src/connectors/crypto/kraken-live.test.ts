import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { kraken } from './kraken.ts';
import { krakenLive } from './kraken-live.ts';

/** The examples of the documentation of the second socket, of 2023-09-25 and 2023-10-04. */
const trade =
  '{"channel":"trade","type":"snapshot","data":[{"symbol":"MATIC/USD","side":"buy","price":0.5147,"qty":6423.46326,"ord_type":"limit","trade_id":4665846,"timestamp":"2023-09-25T07:48:36.925533Z"}]}';
const candle =
  '{"channel":"ohlc","type":"snapshot","timestamp":"2023-10-04T16:26:01.806315597Z","data":[{"symbol":"ALGO/USD","open":0.09875,"high":0.0988,"low":0.09875,"close":0.09875,"trades":13,"volume":16255.46368,"vwap":0.09879,"interval_begin":"2023-10-04T15:30:00.000000000Z","interval":5,"timestamp":"2023-10-04T15:35:00.000000Z"}]}';
/** As it would have read while it was running. */
const running = candle.replace('16:26:01.806315597Z', '15:34:59.999999999Z');
/** Recorded from the first socket on 2021-04-17. */
const oldTrade = '[993,[["354.11000000","0.89594024","1618678142.557535","s","l",""]],"trade","XMR/USD"]';
/** The example of the documentation of the first socket, its interval as one minute. */
const oldCandle =
  '[42,["1542057314.748456","1542057360.435743","3586.70000","3586.70000","3586.60000","3586.60000","3586.68894","0.03373000",2],"ohlc-1","XBT/USD"]';
const oldBook =
  '[992,{"b":[["354.15000000","5.00000000","1618678133.365913"]],"c":"2583817756"},"book-1000","XMR/USD"]';
const oldTicker = '[1924,{"c":["0.043030","1081.72663000"]},"ticker","SC/EUR"]';

const nothing = { rows: { bar: [], trade: [] }, rejected: [] };

test('trades and minutes of each pair are asked for once, whatever is collected of it', () => {
  expect(krakenLive.socketUrl(kraken.defaults, [])).toBe('wss://ws.kraken.com/v2');
  const frames = krakenLive.subscribeFrames?.(['XBT/USD:1d', 'XBT/USD:1m', 'ETH/USD:quote', 'instrument']) ?? [];
  const symbol = ['BTC/USD', 'ETH/USD'];
  expect(frames.map((frame) => JSON.parse(frame))).toEqual([
    { method: 'subscribe', params: { channel: 'trade', symbol, snapshot: true } },
    { method: 'subscribe', params: { channel: 'ohlc', interval: 1, symbol, snapshot: true } },
  ]);
});

test('a trade keeps its digits, its id and the side of its taker', () => {
  expect(krakenLive.parseFrame(trade).rows.trade).toEqual([
    {
      instrument_id: 'KRAKEN:MATIC-USD',
      trade_id: '4665846',
      time: '2023-09-25T07:48:36.925Z',
      price: '0.5147',
      size: '6423.46326',
      side: 'buy',
      unit: 'USD',
    },
  ]);
});

test('a candlestick is a bar only if it had ended when the frame was sent', () => {
  expect(krakenLive.parseFrame(candle).rows.bar).toEqual([
    expect.objectContaining({
      instrument_id: 'KRAKEN:ALGO-USD',
      interval: '5m',
      time: '2023-10-04T15:30:00.000Z',
      high: '0.0988',
      volume: '16255.46368',
      turnover: null,
      trades: 13,
      final: true,
    }),
  ]);
  expect(krakenLive.parseFrame(running)).toEqual(nothing);
});

test.each([
  '{"channel":"heartbeat"}',
  '{"channel":"status","type":"update","data":[{"system":"online"}]}',
  '{"method":"subscribe","result":{"channel":"trade","symbol":"BTC/USD"},"success":true}',
  '{"event":"heartbeat"}',
  '{"channelID":993,"channelName":"trade","event":"subscriptionStatus","pair":"XMR/USD","status":"subscribed"}',
  oldBook,
  oldTicker,
])('no news in %s', (frame) => {
  expect(krakenLive.parseFrame(frame)).toEqual(nothing);
});

test.each([
  ['a frame that breaks off', trade.slice(0, 80), 'trade', 'schema'],
  ['a renamed channel', trade.replace('"channel"', '"stream"'), 'trade', 'schema'],
  ['a trade without a side', trade.replace('"side":"buy",', ''), 'trade', 'schema'],
  ['a candlestick without a beginning', candle.replace('"interval_begin"', '"begin"'), 'bar', 'schema'],
  ['a length that is no interval', candle.replace('"interval":5', '"interval":30'), 'bar', 'interval'],
  [
    'a refused subscription',
    '{"error":"Currency pair not supported","method":"subscribe","success":false}',
    'trade',
    'refused',
  ],
  ['a list that is no channel', '[993,[]]', 'trade', 'schema'],
])('%s is rejected, not raised', (_what, frame, dataset, rule) => {
  expect(krakenLive.parseFrame(frame)).toEqual({ ...nothing, rejected: [expect.objectContaining({ dataset, rule })] });
});

function batch(...lines: string[]) {
  const payload: RawPayload = {
    url: 'wss://ws.kraken.com/v2',
    status: 101,
    headers: { 'content-type': 'application/x-ndjson' },
    bytes: new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')),
    fetched_at: '2023-10-04T16:26:03.000Z',
  };
  return kraken.parsers[0].parse(payload, 'live');
}

test('a batch gives the rows of its frames, and the instruments that have any', () => {
  const { rows, rejected } = batch(...[trade, running, candle, oldBook].map((frame) => `1696436761806 ${frame}`));
  expect(rows.trade).toEqual(krakenLive.parseFrame(trade).rows.trade);
  expect(rows.bar).toEqual(krakenLive.parseFrame(candle).rows.bar);
  expect(rows.instrument?.map(({ instrument_id }) => instrument_id)).toEqual(['KRAKEN:MATIC-USD', 'KRAKEN:ALGO-USD']);
  expect(rejected).toEqual([]);
});

test('a recording of the first socket is read, without what its recorder wrote of itself', () => {
  const { rows, rejected } = batch(
    'wss://ws.kraken.com <-> 1618678132.368463',
    'wss://ws.kraken.com <- 1618678132.83097: {"event":"subscribe"}',
    `1618678142.592855: ${oldTrade}`,
  );
  expect(rejected).toEqual([]);
  expect(rows.trade).toEqual([
    expect.objectContaining({
      instrument_id: 'KRAKEN:XMR-USD',
      trade_id: '1618678142.557535-s-354.11000000-0.89594024',
      time: '2021-04-17T16:49:02.557Z',
      side: 'sell',
    }),
  ]);
});

test('a candlestick of the first socket is a bar if its end had passed when it came', () => {
  expect(batch(`1542057361000 ${oldCandle}`).rows.bar).toEqual([
    expect.objectContaining({
      instrument_id: 'KRAKEN:BTC-USD',
      interval: '1m',
      time: '2018-11-12T21:15:00.000Z',
      open: '3586.70000',
      low: '3586.60000',
      volume: '0.03373000',
      turnover: null,
      trades: 2,
      final: true,
    }),
  ]);
  expect(batch(`1542057359999 ${oldCandle}`).rows.bar).toEqual([]);
  expect(krakenLive.parseFrame(oldCandle)).toEqual(nothing);
});

test('a broken line of a batch is rejected, a batch of nothing else is a changed source', () => {
  expect(batch(`1696436761806 ${trade}`, trade).rejected).toHaveLength(1);
  expect(() => batch(`1696436761806 ${trade.replace('"channel"', '"stream"')}`)).toThrow(
    expect.objectContaining({ code: 'source_changed' }),
  );
});
