import { addDays, type Day, type Instant } from './days.ts';
import { type Departure, departuresOn } from './departures.ts';
import type { CalendarFacts, PhaseName } from './facts.ts';
import { covers, phasesOf, type Session, sessionOn } from './sessions.ts';
import { dayIn } from './zone.ts';

/*
 * Questions to a calendar. `knownAt` is a moment of the past: exceptions that were announced after it are not known
 * yet. Days that the calendar does not cover have no sessions, and nothing comes after the last or before the first.
 */

export const isSession = (calendar: CalendarFacts, day: Day, knownAt?: Instant): boolean =>
  sessionOn(calendar, day, knownAt) !== null;

/** The sessions from one day to another, both included; no more than `limit` of them. */
export function sessionsBetween(
  calendar: CalendarFacts,
  from: Day,
  to: Day,
  knownAt?: Instant,
  limit = Number.POSITIVE_INFINITY,
): Session[] {
  const sessions: Session[] = [];
  for (const day of daysBetween(calendar, from, to)) {
    const session = sessionOn(calendar, day, knownAt);
    if (session === null) continue;
    if (sessions.length >= limit) break;
    sessions.push(session);
  }
  return sessions;
}

/** How many sessions there are from one day to another, both included: so many daily bars a full history has. */
export const expectedSessions = (calendar: CalendarFacts, from: Day, to: Day, knownAt?: Instant): number =>
  sessionsBetween(calendar, from, to, knownAt).length;

/** The closures, half-days and late opens of a span; several reasons for one day stand beside each other. */
export function departuresBetween(calendar: CalendarFacts, from: Day, to: Day, knownAt?: Instant): Departure[] {
  return [...daysBetween(calendar, from, to)].flatMap((day) => departuresOn(calendar, day, knownAt));
}

export function nextSession(calendar: CalendarFacts, day: Day, knownAt?: Instant): Session | null {
  return sessionsBetween(calendar, addDays(day, 1), calendar.coverage.to, knownAt, 1)[0] ?? null;
}

export function previousSession(calendar: CalendarFacts, day: Day, knownAt?: Instant): Session | null {
  const { from, to } = calendar.coverage;
  for (let at = earlier(addDays(day, -1), to); at >= from; at = addDays(at, -1)) {
    const session = sessionOn(calendar, at, knownAt);
    if (session !== null) return session;
  }
  return null;
}

/** The session to which an instant belongs, its auctions before the open and after the close included. */
export function sessionOf(calendar: CalendarFacts, at: Instant, knownAt?: Instant): Session | null {
  const instant = spelled(at);
  return (
    sessionsAround(calendar, instant, knownAt).find((session) => {
      const phases = phasesOf(calendar, session);
      return phases.some(({ from, to }) => from <= instant && instant < to) || isDuring(session, instant);
    }) ?? null
  );
}

/** Whether the market is between a session's open and its close. */
export function isOpen(calendar: CalendarFacts, at: Instant, knownAt?: Instant): boolean {
  const instant = spelled(at);
  return sessionsAround(calendar, instant, knownAt).some((session) => isDuring(session, instant));
}

export function phaseAt(calendar: CalendarFacts, at: Instant, knownAt?: Instant): PhaseName | 'closed' {
  const instant = spelled(at);
  for (const session of sessionsAround(calendar, instant, knownAt)) {
    const phase = phasesOf(calendar, session).find(({ from, to }) => from <= instant && instant < to);
    if (phase !== undefined) return phase.phase;
  }
  return 'closed';
}

/** The next open after an instant; null where the calendar ends before it. */
export const nextOpen = (calendar: CalendarFacts, at: Instant, knownAt?: Instant): Instant | null =>
  nextEdge(calendar, at, ({ open }) => open, knownAt);

/** The next close after an instant: of the session that is on, or else of the one to come. */
export const nextClose = (calendar: CalendarFacts, at: Instant, knownAt?: Instant): Instant | null =>
  nextEdge(calendar, at, ({ close }) => close, knownAt);

function nextEdge(
  calendar: CalendarFacts,
  at: Instant,
  edge: (session: Session) => Instant,
  knownAt: Instant | undefined,
): Instant | null {
  const instant = spelled(at);
  for (const day of daysBetween(calendar, dayIn(calendar.timezone, Date.parse(at)), calendar.coverage.to)) {
    const session = sessionOn(calendar, day, knownAt);
    if (session !== null && edge(session) > instant) return edge(session);
  }
  return null;
}

/** A session of today's date, or one of tomorrow's that opened in the evening. */
function sessionsAround(calendar: CalendarFacts, instant: Instant, knownAt: Instant | undefined): Session[] {
  const today = dayIn(calendar.timezone, Date.parse(instant));
  return sessionsBetween(calendar, today, addDays(today, 1), knownAt);
}

const isDuring = ({ open, close }: Session, instant: Instant): boolean => open <= instant && instant < close;

/** Instants compare as text once they have one spelling. */
const spelled = (at: Instant): Instant => new Date(at).toISOString();

function* daysBetween(calendar: CalendarFacts, from: Day, to: Day): Generator<Day> {
  const { coverage } = calendar;
  for (let day = later(from, coverage.from); day <= to && covers(calendar, day); day = addDays(day, 1)) yield day;
}

const later = (one: Day, other: Day): Day => (one > other ? one : other);
const earlier = (one: Day, other: Day): Day => (one < other ? one : other);
