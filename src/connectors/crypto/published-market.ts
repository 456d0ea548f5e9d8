import { toInstant } from '../../core/clock.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Bar, Instrument, Quote, Trade } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { reject } from '../reading.ts';
import { intervalMs } from './interval-ms.ts';
import { countOf, digitsOf, figureOf } from './published-values.ts';

/** What venues publish of a market, in whichever form: times are milliseconds, figures the published digits. */
export interface PublishedBar {
  readonly beginMs: number | null;
  readonly open: unknown;
  readonly high: unknown;
  readonly low: unknown;
  readonly close: unknown;
  /** Absent where the venue does not tell it, like the count of trades. */
  readonly volume?: unknown;
  /** In the quote asset, where the venue tells it; what follows from a rounded average price is not told. */
  readonly turnover?: unknown;
  readonly trades?: unknown;
}

interface PublishedQuote {
  readonly timeMs: number | null;
  readonly price: unknown;
  readonly bid?: unknown;
  readonly ask?: unknown;
  readonly volume?: unknown;
  readonly marketCap?: unknown;
}

interface PublishedTrade {
  readonly id: unknown;
  readonly timeMs: number | null;
  readonly price: unknown;
  readonly size: unknown;
  readonly side: 'buy' | 'sell' | null;
}

/**
 * A bar is final once its interval has passed.
 * @param record what a person is shown when it is rejected
 */
export function readBar(
  published: PublishedBar,
  instrument: Instrument,
  interval: Interval,
  seenAtMs: number,
  record: unknown,
): Bar | Rejection {
  const { beginMs } = published;
  const trades = countOf(published.trades);
  const prices = [published.open, published.high, published.low, published.close];
  if (beginMs === null || prices.includes(undefined) || (trades !== null && !Number.isInteger(trades))) {
    return reject('bar', 'schema', 'is no bar: its time, a price or its count of trades is not what it was', record);
  }
  const [open, high, low, close] = prices.map(digitsOf);
  const volume = published.volume === undefined ? null : digitsOf(published.volume);
  const turnover = figureOf(published.turnover);
  const isBroken = turnover === undefined || (volume === null && published.volume !== undefined);
  if (!open || !high || !low || !close || isBroken) {
    return reject('bar', 'decimal', 'one of the figures is no decimal number', record);
  }
  return {
    instrument_id: instrument.instrument_id,
    interval,
    time: toInstant(beginMs),
    session_date: null,
    open,
    high,
    low,
    close,
    volume,
    turnover,
    trades,
    unit: instrument.unit,
    final: beginMs + intervalMs[interval] <= seenAtMs,
  };
}

export function readQuote(published: PublishedQuote, instrument: Instrument, record: unknown): Quote | Rejection {
  const { timeMs } = published;
  if (timeMs === null || published.price === undefined) {
    return reject('quote', 'schema', 'is no quote: it has no time or no price', record);
  }
  if (published.price === null || published.price === '') {
    return reject('quote', 'empty_quote', 'the source names the market and no price of it', record);
  }
  const price = digitsOf(published.price);
  const others = [published.bid, published.ask, published.volume, published.marketCap];
  const [bid = null, ask = null, volume = null, market_cap = null] = others.map(digitsOf);
  if (price === null || others.some((value) => isSaid(value) && digitsOf(value) === null)) {
    return reject('quote', 'decimal', 'one of the figures is no decimal number', record);
  }
  const { instrument_id, unit } = instrument;
  return { instrument_id, time: toInstant(timeMs), price, bid, ask, volume, market_cap, unit };
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

export function readTrade(published: PublishedTrade, instrument: Instrument, record: unknown): Trade | Rejection {
  const { id, timeMs, side } = published;
  const isTold = typeof id === 'string' && id !== '' && published.price !== undefined && published.size !== undefined;
  if (timeMs === null || side === null || !isTold) {
    return reject('trade', 'schema', 'is no trade: its id, time, side, price or size is not what it was', record);
  }
  const [price, size] = [digitsOf(published.price), digitsOf(published.size)];
  if (price === null || size === null) return reject('trade', 'decimal', 'price or size is no decimal number', record);
  const { instrument_id, unit } = instrument;
  return { instrument_id, trade_id: id, time: toInstant(timeMs), price, size, side, unit };
}

/** Rows and rejections apart, each in the order of the payload. */
export function apart<Row extends object>(read: readonly (Row | Rejection)[]): { rows: Row[]; rejected: Rejection[] } {
  const isRejection = (one: Row | Rejection): one is Rejection => 'rule' in one;
  return { rows: read.filter((one): one is Row => !isRejection(one)), rejected: read.filter(isRejection) };
}
