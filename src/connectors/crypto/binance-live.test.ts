import { expect, test } from 'vitest';
import { binance } from './binance.ts';
import { binanceLive } from './binance-live.ts';
import { binanceInstrument } from './binance-symbols.ts';

/** Recorded on 2021-10-12. */
const trade =
  '{"stream":"nknusdt@aggTrade","data":{"e":"aggTrade","E":1633998523963,"s":"NKNUSDT","a":15683430,"p":"0.35280000","q":"58.00000000","f":19862790,"l":19862790,"T":1633998523963,"m":false,"M":true}}';
const running =
  '{"stream":"nknusdt@kline_1m","data":{"e":"kline","E":1633998523963,"s":"NKNUSDT","k":{"t":1633998480000,"T":1633998539999,"s":"NKNUSDT","i":"1m","f":19862761,"L":19862790,"o":"0.35270000","c":"0.35280000","h":"0.35280000","l":"0.35220000","v":"25877.00000000","n":30,"x":false,"q":"9116.04600000","V":"58.00000000","Q":"20.46240000","B":"0"}}}';
/** As the same candlestick would read on closing: no close was recorded. */
const closed = running.replace('"x":false', '"x":true');
const reply = '{"result":null,"id":1}';
const depth =
  '{"stream":"nknusdt@depth@100ms","data":{"e":"depthUpdate","E":1633998512068,"s":"NKNUSDT","U":1,"u":2,"b":[],"a":[]}}';
const book =
  '{"stream":"nknusdt@bookTicker","data":{"u":499869768,"s":"NKNUSDT","b":"0.3521","B":"672","a":"0.3526","A":"3199"}}';

const nothing = { rows: { bar: [], trade: [] }, rejected: [] };

test('the socket streams trades and minutes of each pair once', () => {
  const subjects = ['BTCUSDT:1m', 'BTCUSDT:1d', 'USDTZAR:1m'];
  expect(binanceLive.socketUrl(binance.defaults, subjects)).toBe(
    'wss://stream.binance.com:9443/stream?streams=btcusdt@aggTrade/btcusdt@kline_1m/usdtzar@aggTrade/usdtzar@kline_1m',
  );
  const sample = { ...binance.defaults, socket_url: 'ws://127.0.0.1:9/binance' };
  expect(binanceLive.socketUrl(sample, ['BTCUSDT:1m'])).toMatch(/^ws:\/\/127\.0\.0\.1:9\/binance\/stream\?streams=btc/);
});

test('a trade bears the side of its taker', () => {
  const row = {
    instrument_id: 'BINANCE:NKN-USDT',
    trade_id: '15683430',
    time: '2021-10-12T00:28:43.963Z',
    price: '0.35280000',
    size: '58.00000000',
    side: 'buy',
    unit: 'USDT',
  };
  expect(binanceLive.parseFrame(trade).rows.trade).toEqual([row]);
  const ofMaker = trade.replace('"m":false', '"m":true');
  expect(binanceLive.parseFrame(ofMaker).rows.trade).toEqual([{ ...row, side: 'sell' }]);
});

test('a candlestick is a bar once it has closed', () => {
  expect(binanceLive.parseFrame(running)).toEqual(nothing);
  expect(binanceLive.parseFrame(closed).rows.bar).toEqual([
    expect.objectContaining({
      instrument_id: 'BINANCE:NKN-USDT',
      interval: '1m',
      time: '2021-10-12T00:28:00.000Z',
      close: '0.35280000',
      turnover: '9116.04600000',
      trades: 30,
      final: true,
    }),
  ]);
});

test('a bar by socket is the bar that REST gives', () => {
  const rest =
    '[[1633998480000,"0.35270000","0.35280000","0.35220000","0.35280000","25877.00000000",1633998539999,"9116.04600000",30,"58.00000000","20.46240000","0"]]';
  const payload = {
    url: 'https://api.binance.com/api/v3/klines',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(rest),
    fetched_at: '2021-10-12T00:30:00.000Z',
  };
  expect(binanceLive.parseFrame(closed).rows.bar).toEqual(binance.parsers[0].parse(payload, 'NKNUSDT:1m').rows.bar);
});

test.each([reply, depth, book])('no news in %s', (frame) => {
  expect(binanceLive.parseFrame(frame)).toEqual(nothing);
});

test.each([
  ['a frame that breaks off', trade.slice(0, 80), 'trade'],
  ['a renamed envelope', trade.replace('"data":', '"payload":'), 'trade'],
  ['a trade without a side', trade.replace('"m":false,', ''), 'trade'],
  ['a trade of an unknown pair', trade.replace('"s":"NKNUSDT"', '"s":"NKNXYZ"'), 'trade'],
  ['a candlestick that does not tell whether it closed', running.replace('"x":false,', ''), 'bar'],
])('%s is rejected, not raised', (_what, frame, dataset) => {
  expect(binanceLive.parseFrame(frame)).toEqual({
    ...nothing,
    rejected: [expect.objectContaining({ dataset, rule: 'schema' })],
  });
});

const batch = (...lines: string[]) =>
  binance.parsers[0].parse(
    {
      url: 'wss://stream.binance.com:9443/stream?streams=nknusdt@aggTrade',
      status: 101,
      headers: { 'content-type': 'application/x-ndjson' },
      bytes: new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')),
      fetched_at: '2021-10-12T00:29:01.000Z',
    },
    'live',
  );

test('a batch gives the rows of its frames, and the instruments that they name', () => {
  const { rows, rejected } = batch(...[reply, trade, running, depth, closed].map((frame) => `1633998523963 ${frame}`));
  expect(rows.trade).toEqual(binanceLive.parseFrame(trade).rows.trade);
  expect(rows.bar).toEqual(binanceLive.parseFrame(closed).rows.bar);
  expect(rows.instrument).toEqual([binanceInstrument('NKNUSDT')]);
  expect(rejected).toEqual([]);
});

test('a broken line of a batch is rejected, a batch of nothing else is a changed source', () => {
  expect(batch(`1633998523963 ${trade}`, trade).rejected).toHaveLength(1);
  expect(() => batch(`1633998523963 ${trade.replace('"data":', '"payload":')}`)).toThrow(
    expect.objectContaining({ code: 'source_changed' }),
  );
});

test.each([
  ['BTCUSDT', 'BINANCE:BTC-USDT'],
  ['USDTZAR', 'BINANCE:USDT-ZAR'],
  ['ADAEUR', 'BINANCE:ADA-EUR'],
  ['BTCFDUSD', 'BINANCE:BTC-FDUSD'],
  ['ETHBTC', 'BINANCE:ETH-BTC'],
])('%s is %s', (symbol, id) => {
  expect(binanceInstrument(symbol)?.instrument_id).toBe(id);
});
