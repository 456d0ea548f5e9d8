import { expect, test } from 'vitest';
import { coinbase } from './coinbase.ts';
import { coinbaseLive } from './coinbase-live.ts';

/** Recorded on 2021-04-17. */
const match =
  '{"type":"match","trade_id":1568268,"maker_order_id":"cac01d6d-8009-4c33-8e0d-f7f853d7c1bc","taker_order_id":"3dec64e4-f6ad-4ca8-ad3f-e5b1a0eb0d06","side":"sell","size":"450","price":"0.791","product_id":"SKL-USD","sequence":201390075,"time":"2021-04-17T16:43:37.121358Z"}';
const ticker =
  '{"type":"ticker","sequence":201390075,"product_id":"SKL-USD","price":"0.791","best_bid":"0.7901","best_ask":"0.7912","side":"buy","time":"2021-04-17T16:43:37.121358Z","trade_id":1568268,"last_size":"450"}';
const book =
  '{"type":"l2update","product_id":"SKL-USD","changes":[["sell","0.7923","7441.5"]],"time":"2021-04-17T16:43:37.075351Z"}';

const nothing = { rows: { bar: [], trade: [] }, rejected: [] };

test('matches and heartbeats of each product are asked for once', () => {
  expect(coinbaseLive.socketUrl(coinbase.defaults, [])).toBe('wss://ws-feed.exchange.coinbase.com');
  const [frame = '', more] =
    coinbaseLive.subscribeFrames?.(['BTC-USD:1d', 'BTC-USD:1m', 'ETH-USD:quote', 'instrument']) ?? [];
  expect(more).toBeUndefined();
  expect(JSON.parse(frame)).toEqual({
    type: 'subscribe',
    product_ids: ['BTC-USD', 'ETH-USD'],
    channels: ['matches', 'heartbeat'],
  });
});

test('a match is a trade of its taker, as is the last one before the subscription', () => {
  const row = {
    instrument_id: 'COINBASE:SKL-USD',
    trade_id: '1568268',
    time: '2021-04-17T16:43:37.121Z',
    price: '0.791',
    size: '450',
    side: 'buy',
    unit: 'USD',
  };
  expect(coinbaseLive.parseFrame(match).rows.trade).toEqual([row]);
  expect(coinbaseLive.parseFrame(match.replace('"match"', '"last_match"')).rows.trade).toEqual([row]);
});

test.each([
  ticker,
  book,
  '{"type":"subscriptions","channels":[]}',
  '{"type":"heartbeat","sequence":90}',
  '{"type":"new"}',
])('no news in %s', (frame) => {
  expect(coinbaseLive.parseFrame(frame)).toEqual(nothing);
});

test.each([
  ['a frame that breaks off', match.slice(0, 80), 'schema'],
  ['a frame of no type', match.replace('"type"', '"kind"'), 'schema'],
  ['a match of no product', match.replace('SKL-USD', 'SKL'), 'schema'],
  ['a match without a side', match.replace('"side":"sell",', ''), 'schema'],
  ['a match without a price', match.replace('"price":"0.791",', ''), 'schema'],
  ['a refused subscription', '{"type":"error","message":"Failed to subscribe","reason":"XYZ is not valid"}', 'refused'],
])('%s is rejected, not raised', (_what, frame, rule) => {
  expect(coinbaseLive.parseFrame(frame)).toEqual({
    ...nothing,
    rejected: [expect.objectContaining({ dataset: 'trade', rule })],
  });
});

test('a batch gives the rows of its frames, and the instruments that have any', () => {
  const lines = [ticker, match, book].map((frame) => `1618677817129 ${frame}\n`).join('');
  const payload = {
    url: 'wss://ws-feed.exchange.coinbase.com',
    status: 101,
    headers: {},
    bytes: new TextEncoder().encode(lines),
    fetched_at: '2021-04-17T16:43:38.000Z',
  };
  const { rows, rejected } = coinbase.parsers[0].parse(payload, 'live');
  expect(rows.trade).toEqual(coinbaseLive.parseFrame(match).rows.trade);
  expect(rows.instrument).toMatchObject([{ instrument_id: 'COINBASE:SKL-USD' }]);
  expect(rejected).toEqual([]);
});
