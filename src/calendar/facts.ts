import type { DayRule } from './day-rule.ts';
import type { Day, Weekday } from './days.ts';

/** Both ends are inside; an end that is left out is open. */
export interface Validity {
  readonly valid_from?: Day;
  readonly valid_to?: Day;
}

/** Times of the wall clock, `HH:MM`. */
export interface HoursRule extends Validity {
  readonly open: string;
  readonly close: string;
  /** The session opens on the evening before its date. */
  readonly opens_day_before?: boolean;
  readonly source: string;
}

export const phaseNames = [
  'pre_open',
  'opening_auction',
  'continuous',
  'intraday_auction',
  'closing_auction',
  'closing_price_publication',
  'closing_price_cross',
  'post_close',
] as const;
export type PhaseName = (typeof phaseNames)[number];

/** A moment of a session: minutes from its open or close, which move with it, or a time of the wall clock. */
export type Edge = { readonly open: number } | { readonly close: number } | { readonly at: string };

/** Where two phases overlap, the one that stands first in the list is meant. */
interface PhaseRule extends Validity {
  readonly phase: PhaseName;
  readonly from: Edge;
  readonly to: Edge;
  readonly source: string;
}

/**
 * What becomes of a holiday that falls on a weekend: `none` loses it; `sunday_to_monday` loses Saturdays only;
 * `nearest_weekday` moves Saturdays to Friday and Sundays to Monday; `next_free_weekday` moves both past other holidays.
 */
type Observance = 'none' | 'sunday_to_monday' | 'nearest_weekday' | 'next_free_weekday';

export interface HolidayRule extends Validity {
  readonly name: string;
  readonly on: DayRule;
  readonly observed: Observance;
  readonly source: string;
}

interface HalfDayRule extends Validity {
  readonly name: string;
  readonly on: DayRule;
  /** Whether a half-day on a weekend is lost or is the Friday before it. */
  readonly observed: 'none' | 'previous_weekday';
  /** Only where the day is one of these. */
  readonly weekdays?: readonly Weekday[];
  readonly close: string;
  readonly source: string;
}

export const departureKinds = ['closed', 'early_close', 'late_open', 'open'] as const;
export type DepartureKind = (typeof departureKinds)[number];

/** One day on which the exchange did not do what its rules say; `open` is a holiday on which it trades. */
export interface DatedException {
  readonly date: Day;
  readonly kind: DepartureKind;
  readonly name: string;
  readonly open?: string;
  readonly close?: string;
  /** The day it became known, in the zone of the calendar; null where no source names it. */
  readonly announced_at: Day | null;
  readonly source: string;
}

/** All that is known of a market's days and hours. Facts of the world: each with its source, rules with their time. */
export interface CalendarFacts {
  readonly calendar_id: string;
  readonly name: string;
  /** ISO 10383, where the calendar is an exchange's. */
  readonly mic: string | null;
  readonly timezone: string;
  /** The days that the calendar vouches for; of others it says nothing. */
  readonly coverage: { readonly from: Day; readonly to: Day };
  /** When the facts were last compared with their sources. */
  readonly verified_on: Day;
  /** What a careful reader should know about the facts, and which are missing. */
  readonly notes: readonly string[];
  readonly weekdays: readonly Weekday[];
  readonly hours: readonly HoursRule[];
  readonly phases: readonly PhaseRule[];
  readonly holidays: readonly HolidayRule[];
  readonly half_days: readonly HalfDayRule[];
  readonly exceptions: readonly DatedException[];
}

export const isValid = ({ valid_from, valid_to }: Validity, day: Day): boolean =>
  (valid_from === undefined || valid_from <= day) && (valid_to === undefined || day <= valid_to);

export const mondayToFriday: readonly Weekday[] = [1, 2, 3, 4, 5];
export const everyDay: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

/** Holidays of one law: the same time, source and observance. */
export function holidaysOf(
  law: Omit<HolidayRule, 'name' | 'on'>,
  days: readonly (readonly [name: string, on: DayRule])[],
): HolidayRule[] {
  return days.map(([name, on]) => ({ name, on, ...law }));
}
