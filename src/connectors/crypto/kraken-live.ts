import type { LosslessJson } from '../../core/json.ts';
import type { Instrument } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import type { LiveFeed } from '../connector.ts';
import { reject } from '../reading.ts';
import { intervalMs } from './interval-ms.ts';
import { krakenInstrument, krakenSocketName } from './kraken-symbols.ts';
import { readKrakenTrades } from './kraken-trade.ts';
import { keepBar, keepTrade, type LiveRead, readLiveFrame } from './live-batch.ts';
import { readBar, readTrade } from './published-market.ts';
import { type Fields, fieldsOf, instantOf, secondsOf } from './published-values.ts';

/**
 * Trades and one-minute candlesticks of the socket v2: https://docs.kraken.com/api/docs/websocket-v2/trade. A
 * candlestick is restated with every trade and never said to have closed, so bars come from the snapshot that follows
 * each opening of the socket, and the others by REST.
 */
export const krakenLive: LiveFeed = {
  // A heartbeat comes each second in which nothing else does.
  silenceMs: 60_000,
  socketUrl: (settings) => `${settings.socket_url ?? 'wss://ws.kraken.com'}/v2`,
  subscribeFrames(subjects) {
    const pairs = subjects.filter((subject) => subject.includes('/')).map((subject) => subject.split(':')[0] ?? '');
    const symbol = [...new Set(pairs.map(krakenSocketName))];
    const channels = symbol.length === 0 ? [] : [{ channel: 'trade' }, { channel: 'ohlc', interval: 1 }];
    return channels.map((channel) =>
      JSON.stringify({ method: 'subscribe', params: { ...channel, symbol, snapshot: true } }),
    );
  },
  parseFrame: (frame) => readLiveFrame(frame, readKrakenFrame),
};

/** Objects are frames of v2 and events of v1, lists are what v1 streams. */
export function readKrakenFrame(read: LiveRead, frame: LosslessJson, receivedMs: number | null): void {
  if (Array.isArray(frame)) readListFrame(read, frame, receivedMs);
  else readObjectFrame(read, fieldsOf(frame));
}

function readObjectFrame(read: LiveRead, frame: Fields): void {
  const { channel, method, event, data } = frame;
  if (frame.success === false || frame.status === 'error') {
    const said = String(frame.error ?? frame.errorMessage ?? 'no reason');
    read.rejected.push(reject('trade', 'refused', `Kraken refuses the subscription: ${said}`, frame));
  } else if (channel === undefined && method === undefined && event === undefined) {
    read.rejected.push(reject('trade', 'schema', 'the frame names neither channel nor event', frame));
  } else if (channel === 'trade' || channel === 'ohlc') {
    const dataset = channel === 'trade' ? 'trade' : 'bar';
    if (!Array.isArray(data)) read.rejected.push(reject(dataset, 'schema', 'the frame has no list of data', frame));
    for (const item of Array.isArray(data) ? data : []) {
      if (dataset === 'trade') readTradeItem(read, fieldsOf(item));
      else readCandleItem(read, fieldsOf(item), instantOf(frame.timestamp));
    }
  }
}

function readTradeItem(read: LiveRead, item: Fields): void {
  const instrument = instrumentOf(item.symbol);
  if (instrument === null) {
    read.rejected.push(reject('trade', 'schema', 'is no trade of a pair', item));
    return;
  }
  const side = item.side === 'buy' || item.side === 'sell' ? item.side : null;
  const { trade_id: id, timestamp, price, qty: size } = item;
  keepTrade(read, readTrade({ id, timeMs: instantOf(timestamp), price, size, side }, instrument, item), instrument);
}

/** Only what had closed when the frame was sent is a bar. */
function readCandleItem(read: LiveRead, item: Fields, sentMs: number | null): void {
  const instrument = instrumentOf(item.symbol);
  const beginMs = instantOf(item.interval_begin);
  if (instrument === null || beginMs === null || typeof item.interval !== 'string') {
    read.rejected.push(reject('bar', 'schema', 'is no candlestick of a pair', item));
    return;
  }
  const { open, high, low, close, volume, trades } = item;
  const candle = { beginMs, open, high, low, close, volume, trades };
  readClosedBar(read, candle, instrument, item.interval, sentMs, item);
}

const minutes: Readonly<Record<string, Interval>> = { 1: '1m', 5: '5m', 15: '15m', 60: '1h', 240: '4h', 1440: '1d' };

function readClosedBar(
  read: LiveRead,
  candle: Parameters<typeof readBar>[0] & { readonly beginMs: number },
  instrument: Instrument,
  length: string,
  seenAtMs: number | null,
  record: unknown,
): void {
  const interval = minutes[length];
  if (interval === undefined) {
    read.rejected.push(reject('bar', 'interval', `no bars of ${length} minutes are kept`, record));
  } else if (seenAtMs !== null && candle.beginMs + intervalMs[interval] <= seenAtMs) {
    keepBar(read, readBar(candle, instrument, interval, seenAtMs, record), instrument);
  }
}

/** Channel id, what it says, `trade` or `ohlc-5` or another channel, pair. Books and tickers bear no time: no rows. */
function readListFrame(read: LiveRead, frame: readonly LosslessJson[], receivedMs: number | null): void {
  const [, said] = frame;
  const [channel, pair] = frame.slice(-2);
  const instrument = instrumentOf(pair);
  if (frame.length < 4 || typeof channel !== 'string' || instrument === null) {
    read.rejected.push(reject('trade', 'schema', 'the list is no frame of a channel', frame));
  } else if (channel === 'trade') {
    for (const trade of readKrakenTrades(Array.isArray(said) ? said : [said ?? null], instrument)) {
      keepTrade(read, trade, instrument);
    }
  } else if (channel.startsWith('ohlc-')) {
    readListCandle(read, said, channel.slice('ohlc-'.length), instrument, receivedMs);
  }
}

/** Last update, end of the interval, open, high, low, close, weighted average, volume, count of trades. */
function readListCandle(
  read: LiveRead,
  said: LosslessJson | undefined,
  length: string,
  instrument: Instrument,
  receivedMs: number | null,
): void {
  const [, end, open, high, low, close, , volume, trades] = Array.isArray(said) ? said : [];
  const endMs = secondsOf(end);
  if (endMs === null || trades === undefined) {
    read.rejected.push(reject('bar', 'schema', 'a candlestick has nine fields', said));
    return;
  }
  const beginMs = Math.floor(endMs / 60_000 - Number(length)) * 60_000;
  readClosedBar(read, { beginMs, open, high, low, close, volume, trades }, instrument, length, receivedMs, said);
}

const instrumentOf = (pair: LosslessJson | undefined): Instrument | null =>
  typeof pair === 'string' ? krakenInstrument(pair) : null;
