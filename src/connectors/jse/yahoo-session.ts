import { clockIn, dayIn, instantIn } from './local-time.ts';
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
  const zone = meta.exchangeTimezoneName;
  const dayOf = (seconds: number): string => dayIn(zone, seconds * 1000);
  const now = Date.parse(fetchedAt) / 1000;
  const today = dayOf(now);
  const regular = meta.currentTradingPeriod?.regular;
  const current = regular && { start: Number(regular.start), end: Number(regular.end) };
  return {
    dayOf,
    // The bar of a running session carries the moment of its last trade. It began at the session's open: at the same
    // time of the exchange's clocks, which may have been changed since.
    opened(seconds) {
      if (current === undefined || String(seconds) !== meta.regularMarketTime) return seconds;
      const opens = clockIn(zone, current.start * 1000);
      const openOf = (moment: number): number => instantIn(zone, dayOf(moment), opens) / 1000;
      const open = openOf(seconds);
      return open <= seconds ? open : openOf(seconds - daySeconds);
    },
    isOver(day) {
      if (day !== today) return day < today;
      return current !== undefined && dayOf(current.start) === day && now >= current.end + settlingSeconds;
    },
  };
}
