import { toInstant } from '../../core/clock.ts';
import { type LosslessJson, parseLossless } from '../../core/json.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, Instrument, Trade } from '../../model/records.ts';
import { intervals } from '../../model/symbol.ts';
import type { LiveFeed } from '../connector.ts';
import { readText, reject, unlessChanged } from '../reading.ts';
import { digits, epochMs, readKline } from './binance-kline.ts';
import { binanceInstrument, binanceSubject } from './binance-symbols.ts';

/** The market streams of the spot exchange. Trades come aggregated: fills of one order at one price are one trade. */
export const binanceLive: LiveFeed = {
  // Candlesticks of the great pairs are restated every two seconds.
  silenceMs: 120_000,
  socketUrl(settings, subjects) {
    const symbols = new Set(subjects.map((subject) => binanceSubject(subject)?.symbol.toLowerCase() ?? ''));
    const streams = [...symbols].filter(Boolean).flatMap((symbol) => [`${symbol}@aggTrade`, `${symbol}@kline_1m`]);
    return `${settings.socket_url ?? 'wss://stream.binance.com:9443'}/stream?streams=${streams.join('/')}`;
  },
  parseFrame(frame) {
    const read: LiveRead = { instruments: new Map(), bars: [], trades: [], rejected: [] };
    readFrame(read, frame);
    return { rows: { bar: read.bars, trade: read.trades }, rejected: read.rejected };
  },
};

interface LiveRead {
  readonly instruments: Map<string, Instrument>;
  readonly bars: Bar[];
  readonly trades: Trade[];
  readonly rejected: Rejection[];
}

/** A batch of frames as the lake keeps them, a line each: `<epoch ms of receipt> <frame>`. */
export function readLiveBatch(payload: RawPayload): Parsed {
  const read: LiveRead = { instruments: new Map(), bars: [], trades: [], rejected: [] };
  for (const line of readText(payload).split('\n')) {
    const [, frame] = /^\d{13} (.*)$/s.exec(line) ?? [];
    if (frame !== undefined) readFrame(read, frame);
    else if (line !== '') read.rejected.push(reject('trade', 'schema', 'the line is no received frame', line));
  }
  const { bars, trades, rejected } = read;
  return unlessChanged(payload, bars.length + trades.length, {
    rows: { instrument: [...read.instruments.values()], bar: bars, trade: trades },
    rejected,
  });
}

type Fields = { readonly [field: string]: LosslessJson };

/**
 * Trades and closed candlesticks are records. A candlestick that is still running (`x` false) is restated with every
 * trade until it closes: such frames, replies to control messages and streams that were not asked for are none.
 */
function readFrame(read: LiveRead, frame: string): void {
  const event = eventOf(frame);
  if (event === 'malformed') {
    read.rejected.push(reject('trade', 'schema', 'the frame is no event of a combined stream', frame));
  } else if (event?.e === 'aggTrade') {
    keep(read, readTrade(event, instrumentOf(read, event.s)), read.trades);
  } else if (event?.e === 'kline' && !isRunning(event)) {
    keep(read, readClosedKline(event, instrumentOf(read, event.s)), read.bars);
  }
}

function keep<Row>(read: LiveRead, row: Row | Rejection, rows: Row[]): void {
  if (typeof row === 'object' && row !== null && 'rule' in row) read.rejected.push(row);
  else rows.push(row);
}

/** The event inside a frame, or null where the frame is the reply to a control message. */
function eventOf(frame: string): Fields | null | 'malformed' {
  try {
    const outer = fields(parseLossless(frame));
    if ('result' in outer && 'id' in outer) return null;
    return 'stream' in outer && 'data' in outer ? fields(outer.data) : 'malformed';
  } catch {
    return 'malformed';
  }
}

const fields = (value: LosslessJson | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

const isRunning = (event: Fields): boolean => fields(event.k).x === false;

function instrumentOf(read: LiveRead, symbol: LosslessJson | undefined): Instrument | null {
  if (typeof symbol !== 'string') return null;
  const instrument = read.instruments.get(symbol) ?? binanceInstrument(symbol);
  if (instrument !== null) read.instruments.set(symbol, instrument);
  return instrument;
}

/** `m` tells that the buyer's order was the one resting in the book: then the taker sold. */
function readTrade(event: Fields, instrument: Instrument | null): Trade | Rejection {
  const time = epochMs(event.T);
  if (instrument === null || time === null || typeof event.a !== 'string' || typeof event.m !== 'boolean') {
    return reject('trade', 'schema', 'is no trade of a known pair', event);
  }
  const price = digits(event.p);
  const size = digits(event.q);
  if (price === null || size === null) return reject('trade', 'decimal', 'price or size is no decimal number', event);
  return {
    instrument_id: instrument.instrument_id,
    trade_id: event.a,
    time: toInstant(time),
    price,
    size,
    side: event.m ? 'sell' : 'buy',
    unit: instrument.unit,
  };
}

function readClosedKline(event: Fields, instrument: Instrument | null): Bar | Rejection {
  const { t, T, i, o, h, l, c, v, q, n, x } = fields(event.k);
  const interval = intervals.find((known) => known === i);
  if (instrument === null || interval === undefined || x !== true) {
    return reject('bar', 'schema', 'is no kline of a known pair and interval', event);
  }
  const kline = { openTime: t, open: o, high: h, low: l, close: c, volume: v, closeTime: T, turnover: q, trades: n };
  return readKline(kline, instrument, interval, Number.POSITIVE_INFINITY, event);
}
