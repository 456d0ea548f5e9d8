import { z } from 'zod';
import { isDecimal } from '../core/decimal.ts';
import { currencyCode, instrumentId, interval, seriesId } from './symbol.ts';

/** A decimal number as a string, exactly as published. */
export const decimal = z.string().refine(isDecimal, 'must be a decimal number');
/** RFC 3339, UTC. */
export const instant = z.iso.datetime({ offset: false });
/** A calendar day, in the zone that the field's meaning states. */
export const day = z.iso.date();

/**
 * What is traded or quoted. `unit` is the unit of its prices (ZAc), `currency` the currency they count (ZAR). `sector`
 * is the broad group and `industry` the narrow one within it, in the source's own words; `country` is the ISO 3166-1 alpha-2 code of the issuer. Null is "this
 * source does not say".
 */
export const instrument = z.object({
  instrument_id: instrumentId,
  kind: z.enum(['equity', 'index', 'crypto', 'fx', 'etf', 'fund', 'future', 'commodity', 'bond']),
  name: z.string().min(1),
  mic: z.string().nullable(),
  ticker: z.string().min(1),
  currency: z.string(),
  unit: z.string(),
  isin: z.string().nullable(),
  timezone: z.string(),
  sector: z.string().nullable(),
  industry: z.string().nullable(),
  country: z.string().nullable(),
});

/**
 * Another name of an instrument in force from `valid_from` to `valid_to`, both inclusive and null where open. `ticker`
 * is a former or present code on its exchange, the vendors' schemes are what they call it.
 */
export const alias = z.object({
  instrument_id: instrumentId,
  scheme: z.enum(['isin', 'figi', 'ticker', 'name', 'yahoo', 'alphavantage', 'eodhd', 'twelvedata', 'coingecko']),
  alias: z.string().min(1),
  valid_from: day.nullable(),
  valid_to: day.nullable(),
});

/** A series of observations about one entity (a country, a region, a company). */
export const series = z.object({
  series_id: seriesId,
  name: z.string().min(1),
  indicator: z.string(),
  entity: z.string(),
  entity_name: z.string(),
  unit: z.string().nullable(),
  interval,
  topic: z.enum(['macro', 'environment', 'social', 'governance', 'infrastructure']),
});

/**
 * Open, high, low, close and volume of an interval that begins at `time` (UTC). `session_date` is the trading day in
 * the exchange's zone, where the market has sessions. Prices and turnover are in `unit`. `final` tells that the interval
 * has ended.
 */
export const bar = z.object({
  instrument_id: instrumentId,
  interval,
  time: instant,
  session_date: day.nullable(),
  open: decimal.nullable(),
  high: decimal.nullable(),
  low: decimal.nullable(),
  close: decimal,
  volume: decimal.nullable(),
  turnover: decimal.nullable().meta({
    description:
      'The value traded, the sum of price x volume, in `unit`: as the source publishes it, summed in bars that are rolled up, null where it is not published. The volume-weighted average price (vwap) is turnover / volume',
  }),
  trades: z.number().int().nonnegative().nullable(),
  unit: z.string().min(1),
  final: z.boolean().meta({
    description:
      'The interval has ended. Of a computed bar: with all its parts, as far as can be told. Where a market never closes each must be there; on an exchange a minute without a trade has no bar, so hours and days count as whole once sessions go on after them, and weeks and months once the calendar has no further session',
  }),
});

/** One unit of `base` costs `value` units of `quote`, on `date` as the source dates it. */
export const rate = z.object({
  base: currencyCode,
  quote: currencyCode,
  date: day,
  value: decimal,
});

/**
 * The value of a series for the period that begins on `period`; null says that the source has published none.
 * `document` and `page` say where in an issuer's report the figure stands.
 */
export const observation = z.object({
  series_id: seriesId,
  period: day,
  value: decimal.nullable(),
  status: z.string().nullable(),
  document: z.string().nullable(),
  page: z.string().nullable(),
});

/**
 * What the source said of a period between the days `realtime_start` and `realtime_end`, both inclusive; a null end is
 * what it still says. The observation of the same period is the newest of these.
 */
export const vintage = z.object({
  series_id: seriesId,
  period: day,
  realtime_start: day,
  realtime_end: day.nullable(),
  value: decimal.nullable(),
});

/** What an instrument read at an instant, in the unit of its series: a station's air, a meter. `time` ends the span. */
export const measurement = z.object({
  series_id: seriesId,
  time: instant,
  value: decimal,
});

/**
 * The market as a source saw it at `time`: the last price, best bid and ask in `unit`, volume of the session or, where
 * there are none, of 24 hours in units of the instrument, market capitalisation in the currency of the unit.
 */
export const quote = z.object({
  instrument_id: instrumentId,
  time: instant,
  price: decimal,
  bid: decimal.nullable(),
  ask: decimal.nullable(),
  volume: decimal.nullable(),
  market_cap: decimal.nullable(),
  unit: z.string().min(1),
});

/** One trade; `side` is the taker's. `time` is the venue's, UTC. */
export const trade = z.object({
  instrument_id: instrumentId,
  trade_id: z.string().min(1),
  time: instant,
  price: decimal,
  size: decimal,
  side: z.enum(['buy', 'sell']),
  unit: z.string().min(1),
});

/**
 * A split (`ratio` new shares for one old), a cash dividend (`amount` per share in `unit`) or a change of the code on
 * the exchange (`old_symbol` to `new_symbol`), in force from `ex_date`, a day of the exchange.
 */
export const corporateAction = z.object({
  instrument_id: instrumentId,
  kind: z.enum(['split', 'dividend', 'symbol_change']),
  ex_date: day,
  amount: decimal.nullable(),
  ratio: decimal.nullable(),
  unit: z.string().nullable(),
  declared_on: day.nullable(),
  record_date: day.nullable(),
  payment_date: day.nullable(),
  old_symbol: z.string().nullable(),
  new_symbol: z.string().nullable(),
});

/** The part of a text that names an instrument: `text` is the field's characters from `start` up to `end`. */
export const mention = z.object({
  instrument_id: instrumentId,
  field: z.enum(['title', 'summary']),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  text: z.string().min(1),
});

/**
 * An article of a feed, or an announcement of an issuer with its number and category. `story_id` is the same for the
 * same headline in other feeds. Title and summary are plain text, markup is gone. `language` is a BCP 47 tag as the feed
 * states it; `sentiment` is the vendor's own score, where it has one.
 */
export const news = z.object({
  feed_id: z.string().regex(/^NEWS:[A-Z0-9][A-Z0-9.-]{0,31}$/, 'must look like NEWS:MONEYWEB'),
  news_id: z.string().min(1).max(80),
  story_id: z.string().min(1),
  kind: z.enum(['article', 'announcement']),
  published_at: instant,
  title: z.string().min(1),
  summary: z.string().nullable(),
  url: z.string().nullable(),
  document_url: z.string().nullable(),
  publisher: z.string().min(1),
  language: z.string().nullable(),
  category: z.string().nullable(),
  number: z.string().nullable(),
  urgent: z.boolean().nullable(),
  sentiment: decimal.nullable(),
  mentions: z.array(mention),
});

export const recordSchemas = {
  instrument,
  alias,
  series,
  bar,
  quote,
  rate,
  observation,
  vintage,
  measurement,
  trade,
  corporate_action: corporateAction,
  news,
} as const;

export type Instrument = z.infer<typeof instrument>;
export type Alias = z.infer<typeof alias>;
export type Series = z.infer<typeof series>;
export type Bar = z.infer<typeof bar>;
export type Rate = z.infer<typeof rate>;
export type Observation = z.infer<typeof observation>;
export type Trade = z.infer<typeof trade>;
export type CorporateAction = z.infer<typeof corporateAction>;
export type Quote = z.infer<typeof quote>;
export type Vintage = z.infer<typeof vintage>;
export type Measurement = z.infer<typeof measurement>;
export type Mention = z.infer<typeof mention>;
export type News = z.infer<typeof news>;

export interface RecordOf {
  instrument: Instrument;
  alias: Alias;
  series: Series;
  bar: Bar;
  quote: Quote;
  rate: Rate;
  observation: Observation;
  vintage: Vintage;
  measurement: Measurement;
  trade: Trade;
  corporate_action: CorporateAction;
  news: News;
}

/** Where a stored row came from and when we knew it; every row of every dataset carries these. */
export const provenanceFields = z.object({
  source: z.string(),
  is_sample: z.boolean(),
  fetch_id: z.string(),
  /** When WizData knew this: the time of the fetch that first said so, or of the replay that repaired it. UTC. */
  recorded_at: instant,
  /** 1 for the first version of a row, one more for each correction. */
  rev: z.number().int().positive(),
});
export type ProvenanceFields = z.infer<typeof provenanceFields>;
