import Big from 'big.js';
import { calendarOf, findCalendar } from '../calendar/index.ts';
import { isSession, previousSession } from '../calendar/timeline.ts';
import { dayIn } from '../calendar/zone.ts';
import { divideDecimals } from '../core/decimal.ts';
import type { Instrument } from '../model/records.ts';

export interface Market {
  readonly instrument_id: string;
  readonly kind: Instrument['kind'] | null;
  readonly mic: string | null;
}

export interface Change {
  readonly change: string;
  readonly change_percent: string;
}

/** From one close to a later price in the same unit; null where there is nothing to divide by. */
export function changeOf(price: string, close: string): Change | null {
  const from = new Big(close);
  if (from.lte(0)) return null;
  const change = new Big(price).minus(from);
  return { change: change.toFixed(), change_percent: divideDecimals(change.times(100).toFixed(), close) };
}

/**
 * The session before the one that a price is of. Where no calendar of the market is known, or it does not reach so far,
 * it is the day of the last close before.
 * @param day of the price, in the market's zone: where it had no session, the price is of the last one before
 */
export function sessionBefore(market: Market, day: string, lastClose: string | null): string | null {
  const id = market.kind === null ? null : calendarOf({ ...market, kind: market.kind });
  const calendar = id === null ? null : findCalendar(id);
  if (calendar === null) return lastClose;
  const { from, to } = calendar.coverage;
  if (day < from || day > to) return lastClose;
  const of = isSession(calendar, day) ? day : previousSession(calendar, day)?.session_date;
  return (of && previousSession(calendar, of)?.session_date) ?? null;
}

/** The market's day of an instant; UTC where its zone is not known. */
export const marketDay = (timezone: string | null, time: string): string => dayIn(timezone ?? 'UTC', Date.parse(time));
