import type { CalendarFacts } from '../calendar/facts.ts';
import { calendarOf, findCalendar } from '../calendar/index.ts';
import { covers } from '../calendar/sessions.ts';
import { isSession } from '../calendar/timeline.ts';
import type { Rows } from '../model/parsed.ts';
import type { Instrument } from '../model/records.ts';

type SessionCheck = (instrumentId: string, day: string) => boolean | null;

/**
 * Whether the exchange of an instrument had a session on a day, for the rules of cleaning. An instrument that the
 * payload does not describe is taken for a share of the venue in its id. Markets without an exchange have no say: what
 * closes there is a convention.
 */
export function sessionCheck({ instrument }: Rows): SessionCheck {
  const described = new Map(instrument?.map((one) => [one.instrument_id, one]));
  const calendars = new Map<string, CalendarFacts | null>();
  return (instrumentId, day) => {
    let calendar = calendars.get(instrumentId);
    if (calendar === undefined) {
      calendar = calendarFor(described.get(instrumentId) ?? { instrument_id: instrumentId, mic: null, kind: 'equity' });
      calendars.set(instrumentId, calendar);
    }
    if (calendar === null || calendar.mic === null) return null;
    return knownSession(calendar, day);
  };
}

/** The calendar that an instrument follows, if it is among ours. */
export function calendarFor(instrument: Pick<Instrument, 'instrument_id' | 'mic' | 'kind'>): CalendarFacts | null {
  const id = calendarOf(instrument);
  return id === null ? null : findCalendar(id);
}

/** Facts never change while the code runs, and every payload asks for the same days. */
const asked = new Map<string, Map<string, boolean | null>>();

function knownSession(calendar: CalendarFacts, day: string): boolean | null {
  let days = asked.get(calendar.calendar_id);
  if (days === undefined) {
    days = new Map();
    asked.set(calendar.calendar_id, days);
  }
  let known = days.get(day);
  if (known === undefined) {
    known = covers(calendar, day) ? isSession(calendar, day) : null;
    days.set(day, known);
  }
  return known;
}
