import { z } from 'zod';
import { isZone } from './local-time.ts';

const epoch = z.string().regex(/^\d{9,10}$/, 'must be epoch seconds');

/** The `meta` of a chart: who the instrument is and how its figures are to be read. Numbers are published digits. */
const meta = z.object({
  currency: z.string().min(1),
  symbol: z.string().min(1),
  exchangeName: z.string(),
  instrumentType: z.string(),
  exchangeTimezoneName: z.string().refine(isZone, 'must be a time zone'),
  dataGranularity: z.literal('1d'),
  longName: z.string().nullish(),
  shortName: z.string().nullish(),
  regularMarketTime: epoch.nullish(),
  currentTradingPeriod: z.object({ regular: z.object({ start: epoch, end: epoch }) }).nullish(),
});

const columns = z.object({
  open: z.array(z.unknown()),
  high: z.array(z.unknown()),
  low: z.array(z.unknown()),
  close: z.array(z.unknown()),
  volume: z.array(z.unknown()),
});

/**
 * `quote` holds columns parallel to `timestamp`; where the window holds no session, there is no `timestamp` and `quote`
 * is `[{}]`. `events` are objects keyed by an epoch. Beside `quote` stands `adjclose`, which Yahoo derives from the same
 * bars and the dividends: derived figures are not collected.
 */
const chart = z.object({
  meta,
  timestamp: z.array(z.unknown()).optional(),
  events: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  indicators: z.object({ quote: z.tuple([columns.partial()]) }),
});

const error = z.object({ code: z.string(), description: z.string().nullish() });

export const yahooEnvelope = z.object({
  chart: z.object({ result: z.tuple([chart]).nullable(), error: error.nullable() }),
});

/** What stands in the place of a chart before the symbol was looked at, and inside of it after. */
export const yahooRefusal = z.union([
  z.object({ finance: z.object({ error }) }).transform(({ finance }) => finance.error),
  z.object({ chart: z.object({ error }) }).transform(({ chart }) => chart.error),
]);

export type YahooError = z.infer<typeof error>;

export type YahooMeta = z.infer<typeof meta>;
export type YahooChart = z.infer<typeof chart>;
