import { toInstant } from '../../core/clock.ts';
import { toDecimal } from '../../core/decimal.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Bar, Instrument } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { reject } from '../reading.ts';
import { countOf, figureOf } from './published-values.ts';

/** The fields of a candlestick that are kept, as published, whichever form it came in. */
export interface PublishedKline {
  readonly openTime: unknown;
  readonly open: unknown;
  readonly high: unknown;
  readonly low: unknown;
  readonly close: unknown;
  readonly volume: unknown;
  readonly closeTime: unknown;
  /** Binance calls it the volume of the quote asset; absent where the form does not tell it. */
  readonly turnover?: unknown;
  /** Absent where the form does not tell it. */
  readonly trades?: unknown;
}

/**
 * The bar of a candlestick. `closeTime` is the last millisecond that belongs to it: a bar seen before that has passed
 * is still running.
 * @param record what a person is shown when the candlestick is rejected
 */
export function readKline(
  kline: PublishedKline,
  instrument: Instrument,
  interval: Interval,
  seenAtMs: number,
  record: unknown,
): Bar | Rejection {
  const opened = epochMs(kline.openTime);
  const closed = epochMs(kline.closeTime);
  const trades = countOf(kline.trades);
  if (opened === null || closed === null || (trades !== null && !Number.isInteger(trades))) {
    return reject('bar', 'schema', 'is no kline: open time, close time or trade count is not what it was', record);
  }
  const open = digits(kline.open);
  const high = digits(kline.high);
  const low = digits(kline.low);
  const close = digits(kline.close);
  const volume = digits(kline.volume);
  const turnover = figureOf(kline.turnover);
  if (open === null || high === null || low === null || close === null || volume === null || turnover === undefined) {
    return reject('bar', 'decimal', 'one of the figures is no decimal number', record);
  }
  return {
    instrument_id: instrument.instrument_id,
    interval,
    time: toInstant(opened),
    session_date: null,
    open,
    high,
    low,
    close,
    volume,
    turnover,
    trades,
    unit: instrument.unit,
    final: closed < seenAtMs,
  };
}

/** Milliseconds since the epoch. Binance's archive files count microseconds since 2025, the API where it is asked to. */
export function epochMs(value: unknown): number | null {
  return typeof value === 'string' && /^\d{13}(?:\d{3})?$/.test(value) ? Number(value.slice(0, 13)) : null;
}

export function digits(value: unknown): string | null {
  return typeof value === 'string' ? toDecimal(value) : null;
}
