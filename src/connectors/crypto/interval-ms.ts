import type { Interval } from '../../model/symbol.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long an interval lasts, months and what is longer at the most. */
export const intervalMs: Readonly<Record<Interval, number>> = {
  '1m': minuteMs,
  '5m': 5 * minuteMs,
  '15m': 15 * minuteMs,
  '1h': hourMs,
  '4h': 4 * hourMs,
  '1d': dayMs,
  '1w': 7 * dayMs,
  '1M': 31 * dayMs,
  '1q': 92 * dayMs,
  '1y': 366 * dayMs,
};
