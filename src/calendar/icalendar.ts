import type { Day } from './days.ts';
import type { Departure } from './departures.ts';
import type { CalendarFacts, DepartureKind } from './facts.ts';

/** The days that an owner of a diary wants to see. */
const shown: readonly DepartureKind[] = ['closed', 'early_close', 'late_open'];

/**
 * Departures as an iCalendar object (RFC 5545): one all-day event a date, whose UID never changes, so that a diary that
 * reads it again replaces what it had.
 */
export function icalendarOf(calendar: CalendarFacts, departures: readonly Departure[]): string {
  const days = Map.groupBy(
    departures.filter(({ kind }) => shown.includes(kind)),
    ({ date }) => date,
  );
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//WizData//Trading calendars//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(calendar.name)}`,
    `X-WR-CALNAME:${text(calendar.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...[...days].flatMap(([day, reasons]) => eventOf(calendar, day, reasons)),
    'END:VCALENDAR',
  ];
  return lines.flatMap(folded).join('\r\n').concat('\r\n');
}

function eventOf(calendar: CalendarFacts, day: Day, reasons: readonly Departure[]): string[] {
  const { calendar_id, name, timezone, verified_on } = calendar;
  const why = reasons.map((reason) => reason.name).join('; ');
  const announced = reasons.flatMap(({ announced_at }) =>
    announced_at === null ? [] : [`Announced ${announced_at}.`],
  );
  const description = [`Times are of ${timezone}.`, ...announced, ...unique(reasons.map(({ source }) => source))].join(
    '\n',
  );
  return [
    'BEGIN:VEVENT',
    `UID:${calendar_id}-${day}@wizdata`,
    `DTSTAMP:${dateOf(verified_on)}T000000Z`,
    `DTSTART;VALUE=DATE:${dateOf(day)}`,
    `SUMMARY:${text(`${name} ${unique(reasons.map(sayWhat)).join(', ')}: ${why}`)}`,
    `DESCRIPTION:${text(description)}`,
    `CATEGORIES:${unique(reasons.map(({ kind }) => kind.toUpperCase())).join(',')}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function sayWhat({ kind, open, close }: Departure): string {
  if (kind === 'closed') return 'closed';
  return kind === 'early_close' ? `closes at ${close}` : `opens at ${open}`;
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];

const dateOf = (day: Day): string => day.replaceAll('-', '');

const text = (value: string): string => value.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

const octets = new TextEncoder();

/** A line has 75 octets at most; what follows stands in lines that begin with a blank. No character is torn apart. */
function folded(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    if (octets.encode(current + character).length > 75) {
      lines.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...lines, current];
}
