import { z } from 'zod';

const epoch = z.string().regex(/^\d{9,10}$/, 'must be epoch seconds');

/** The `meta` of a chart: who the instrument is and how its figures are to be read. Numbers are published digits. */
const meta = z.object({
  currency: z.string().min(1),
  symbol: z.string().min(1),
  exchangeName: z.string(),
  instrumentType: z.string(),
  exchangeTimezoneName: z.string(),
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

export const yahooEnvelope = z.object({
  chart: z.object({
    result: z.tuple([chart]).nullable(),
    error: z.object({ code: z.string(), description: z.string() }).nullable(),
  }),
});

export type YahooMeta = z.infer<typeof meta>;
export type YahooChart = z.infer<typeof chart>;
