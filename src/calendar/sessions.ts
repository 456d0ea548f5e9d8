import { toInstant } from '../core/clock.ts';
import { addDays, type Day, type Instant, minutesOf, weekdayOf } from './days.ts';
import { type Departure, departuresOn } from './departures.ts';
import { type CalendarFacts, type Edge, type HoursRule, isValid, type PhaseName } from './facts.ts';
import { instantAt } from './zone.ts';

/** One trading day. */
export interface Session {
  /** The exchange's date; the session of a market that opens in the evening has the date of the day after. */
  readonly session_date: Day;
  readonly open: Instant;
  readonly close: Instant;
  readonly early_close: boolean;
  /** What is unusual about the day; null where nothing is. */
  readonly name: string | null;
}

interface Phase {
  readonly phase: PhaseName;
  readonly from: Instant;
  readonly to: Instant;
}

export const covers = ({ coverage }: CalendarFacts, day: Day): boolean => coverage.from <= day && day <= coverage.to;

/** The session of a date; null where there is none, or where the calendar does not cover the day. */
export function sessionOn(calendar: CalendarFacts, day: Day, knownAt?: Instant): Session | null {
  const hours = calendar.hours.find((rule) => isValid(rule, day));
  if (!covers(calendar, day) || hours === undefined) return null;
  const departures = departuresOn(calendar, day, knownAt);
  const has = (kind: Departure['kind']) => departures.some((departure) => departure.kind === kind);
  const trades = calendar.weekdays.includes(weekdayOf(day)) || has('open');
  if (!trades || has('closed')) return null;
  const open = departures.find((departure) => departure.open !== null)?.open ?? hours.open;
  const close = departures.find((departure) => departure.close !== null)?.close ?? hours.close;
  return {
    session_date: day,
    open: toInstant(instantAt(calendar.timezone, openDay(hours, day), minutesOf(open))),
    close: toInstant(instantAt(calendar.timezone, day, minutesOf(close))),
    early_close: has('early_close'),
    name: departures.length === 0 ? null : departures.map(({ name }) => name).join('; '),
  };
}

const openDay = ({ opens_day_before }: HoursRule, day: Day): Day => (opens_day_before ? addDays(day, -1) : day);

/** The phases of a session, in the order in which they are looked at. */
export function phasesOf(calendar: CalendarFacts, session: Session): Phase[] {
  const instant = (edge: Edge) => toInstant(edgeMs(calendar, session, edge));
  return calendar.phases
    .filter((rule) => isValid(rule, session.session_date))
    .map(({ phase, from, to }) => ({ phase, from: instant(from), to: instant(to) }));
}

function edgeMs({ timezone }: CalendarFacts, { session_date, open, close }: Session, edge: Edge): number {
  if ('at' in edge) return instantAt(timezone, session_date, minutesOf(edge.at));
  if ('open' in edge) return Date.parse(open) + edge.open * 60_000;
  return Date.parse(close) + edge.close * 60_000;
}

const makesPrices: readonly PhaseName[] = ['continuous', 'closing_auction', 'closing_price_publication'];

/** When the last price of the session is known: after the closing auction, where there is one. */
export function finalAt(calendar: CalendarFacts, session: Session): Instant {
  const ends = phasesOf(calendar, session).filter(({ phase }) => makesPrices.includes(phase));
  return ends.reduce((latest, { to }) => (to > latest ? to : latest), session.close);
}
