import { addDays, dayOf, yearOf } from '../../calendar/days.ts';
import type { Departure } from '../../calendar/departures.ts';
import { type CalendarFacts, isValid } from '../../calendar/facts.ts';
import { calendarOf, findCalendar } from '../../calendar/index.ts';
import { departuresBetween } from '../../calendar/timeline.ts';
import type { Instrument } from '../../model/records.ts';

interface Market {
  readonly instrument_id: string;
  readonly kind: Instrument['kind'] | null;
  readonly mic: string | null;
  readonly timezone: string | null;
}

/** Members of a symbol that tell a chart when its market trades. */
export interface MarketHours {
  readonly timezone: string;
  readonly session: string;
  readonly session_holidays: string;
  readonly corrections: string;
}

/** Charts tell breaks of sessions from gaps as far back as minutes are looked at. */
const yearsBack = 5;

/** What the calendar of the instrument's market says; a market without one is taken to be open always. */
export function marketHours({ instrument_id, kind, mic, timezone }: Market, today: string, asOf?: string): MarketHours {
  const id = kind === null ? null : calendarOf({ instrument_id, kind, mic });
  const calendar = id === null ? null : findCalendar(id);
  const zone = calendar?.timezone ?? timezone ?? 'UTC';
  const of = { timezone: zone === 'UTC' ? 'Etc/UTC' : zone };
  const hours = calendar?.hours.find((rule) => isValid(rule, today));
  if (calendar === null || hours === undefined || calendar.weekdays.length === 7) {
    return { ...of, session: '24x7', session_holidays: '', corrections: '' };
  }
  const usual = { open: hours.open, close: hours.close };
  const departures = near(calendar, today, asOf);
  const changed = departures.filter(({ kind }) => kind !== 'closed');
  return {
    ...of,
    session: spelled(usual),
    session_holidays: departures
      .filter(({ kind }) => kind === 'closed')
      .map(({ date }) => compact(date))
      .join(','),
    corrections: changed
      .map(
        (one) => `${spelled({ open: one.open ?? usual.open, close: one.close ?? usual.close })}:${compact(one.date)}`,
      )
      .join(';'),
  };
}

/** Those of weekdays, and each day once. */
function near(calendar: CalendarFacts, today: string, asOf: string | undefined): readonly Departure[] {
  const first = dayOf(yearOf(today) - yearsBack, 1, 1);
  const all = departuresBetween(calendar, first, addDays(today, 366), asOf);
  return [...new Map(all.map((one) => [one.date, one])).values()];
}

/** One that opens in the evening before is written the same way: a close that is not after the open says it. */
const spelled = ({ open, close }: { readonly open: string; readonly close: string }): string =>
  `${open}-${close}`.replaceAll(':', '');

const compact = (day: string): string => day.replaceAll('-', '');
