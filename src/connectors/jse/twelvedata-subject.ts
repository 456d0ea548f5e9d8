import { WizError } from '../../core/errors.ts';
import type { Window } from '../../model/payload.ts';
import type { Interval } from '../../model/symbol.ts';
import { readPair } from './pairs.ts';

/** Twelve Data's names of our intervals. */
export const intervalOf: Readonly<Record<string, Interval>> = {
  '1min': '1m',
  '5min': '5m',
  '15min': '15m',
  '1h': '1h',
  '1day': '1d',
  '1week': '1w',
  '1month': '1M',
};

/** What is asked for, but for the window. */
export interface TwelvedataSubject {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Null where the answer has no bars. */
  readonly interval: Interval | null;
}

const moments = ['quote', 'exchange_rate'] as const;
const endpoints = [...moments, 'dividends', 'splits'] as const;
const calendars = ['dividends_calendar', 'splits_calendar'] as const;

/**
 * `NPN.XJSE:1day` and the other intervals, `NPN.XJSE:quote`, `NPN.XJSE:dividends`, `NPN.XJSE:splits`: a share by its
 * exchange's market identifier; `USD-ZAR:1day`, `BTC-USD:15min`, `USD-ZAR:exchange_rate`; `XJSE:dividends_calendar`,
 * `XJSE:splits_calendar`.
 */
export function twelvedataSubject(subject: string): TwelvedataSubject {
  const [what = '', kind = ''] = subject.split(':');
  const of = symbolOf(what);
  const interval = Object.hasOwn(intervalOf, kind) ? (intervalOf[kind] ?? null) : null;
  if (of !== null && interval !== null) {
    // As traded: without a word, Twelve Data divides days by later splits.
    return { path: 'time_series', query: { ...of, interval: kind, adjust: 'none' }, interval };
  }
  const endpoint = endpoints.find((name) => name === kind);
  if (of !== null && endpoint !== undefined) return { path: endpoint, query: of, interval: null };
  const calendar = calendars.find((name) => name === kind);
  if (calendar !== undefined && /^[A-Z]{4}$/.test(what)) {
    return { path: calendar, query: { mic_code: what }, interval: null };
  }
  throw new WizError('config_invalid', `"${subject}" is no Twelve Data subject such as NPN.XJSE:1day or USD-ZAR:1day`);
}

function symbolOf(text: string): Readonly<Record<string, string>> | null {
  const pair = readPair(text);
  if (pair !== null) return { symbol: `${pair.base}/${pair.quote}` };
  const [, symbol, mic_code] = /^([A-Z0-9][A-Z0-9.-]*)\.([A-Z]{4})$/.exec(text) ?? [];
  return symbol === undefined || mic_code === undefined ? null : { symbol, mic_code };
}

const dayMs = 86_400_000;
const stepMs: Readonly<Record<string, number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '1d': dayMs,
  '1w': 7 * dayMs,
  '1M': 28 * dayMs,
};
/** Bars of one answer at most. */
const pageSize = 5000;

/** How long a span of bars one answer can hold. */
export function pageMs(interval: Interval): number {
  return pageSize * (stepMs[interval] ?? dayMs);
}

/**
 * The queries that together ask for the window, each for as much as one answer holds. A day more at the end, because
 * days begin elsewhere before they do in UTC.
 */
export function queriesOf({ path, query, interval }: TwelvedataSubject, { from, to }: Window): URLSearchParams[] {
  if (moments.some((name) => name === path)) return [new URLSearchParams(query)];
  const queries: URLSearchParams[] = [];
  const end = Date.parse(to);
  const step = interval === null ? Number.POSITIVE_INFINITY : pageMs(interval);
  for (let start = Date.parse(from); start < end; start += step) {
    const next = Math.min(end, start + step);
    queries.push(new URLSearchParams({ ...query, start_date: dayOf(start), end_date: dayOf(next + dayMs) }));
  }
  return queries;
}

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
