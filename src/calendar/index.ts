import type { Instrument } from '../model/records.ts';
import { always } from './always.ts';
import type { CalendarFacts } from './facts.ts';
import { fx } from './fx.ts';
import { xjse } from './xjse.ts';
import { xlon } from './xlon.ts';
import { xnas } from './xnas.ts';
import { xnys } from './xnys.ts';

/** Every calendar; tests iterate over it. */
export const calendars: readonly CalendarFacts[] = [xjse, xnys, xnas, xlon, fx, always];

export const findCalendar = (id: string): CalendarFacts | null =>
  calendars.find(({ calendar_id }) => calendar_id === id) ?? null;

/** These calendars are those of exchanges' equity markets; derivatives have hours of their own. */
const ofEquityMarkets: readonly Instrument['kind'][] = ['equity', 'index', 'etf', 'fund'];

/** The id of the calendar that an instrument follows; null where its market is not among these. */
export function calendarOf({
  instrument_id,
  mic,
  kind,
}: Pick<Instrument, 'instrument_id' | 'mic' | 'kind'>): string | null {
  if (kind === 'crypto') return always.calendar_id;
  if (kind === 'fx') return fx.calendar_id;
  if (!ofEquityMarkets.includes(kind)) return null;
  const venue = mic ?? instrument_id.split(':')[0];
  return calendars.find((calendar) => calendar.mic !== null && calendar.mic === venue)?.calendar_id ?? null;
}
