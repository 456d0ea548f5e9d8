import type { YahooMeta } from './yahoo-envelope.ts';

/** How the moments of one chart are read: the exchange's zone, and which session may still be running. */
export interface SessionClock {
  /** When the bar's session began, UTC. */
  opened(epochSeconds: number): number;
  /** The day in the exchange's zone. */
  dayOf(epochSeconds: number): string;
  /** Whether that day's session was over when the chart was fetched. */
  isOver(day: string): boolean;
}

const daySeconds = 86_400;
/** Yahoo's quotes of the JSE are late by up to 20 minutes, and the closing auction prints after the close. */
const settlingSeconds = 3600;

export function sessionClock(meta: YahooMeta, fetchedAt: string): SessionClock {
  const format = dayFormat(meta.exchangeTimezoneName);
  const dayOf = (seconds: number): string => format.format(seconds * 1000);
  const now = Date.parse(fetchedAt) / 1000;
  const today = dayOf(now);
  const regular = meta.currentTradingPeriod?.regular;
  const current = regular && { start: Number(regular.start), end: Number(regular.end) };
  return {
    dayOf,
    // The bar of a running session carries the moment of its last trade. It began at the session's open.
    opened(seconds) {
      if (current === undefined || String(seconds) !== meta.regularMarketTime) return seconds;
      return current.start + Math.floor((seconds - current.start) / daySeconds) * daySeconds;
    },
    isOver(day) {
      if (day !== today) return day < today;
      return current !== undefined && dayOf(current.start) === day && now >= current.end + settlingSeconds;
    },
  };
}

/** Making a format costs as much as two hundred uses of it, and charts come from few zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}
