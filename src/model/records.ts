import { z } from 'zod';
import { isDecimal } from '../core/decimal.ts';
import { currencyCode, instrumentId, interval, seriesId } from './symbol.ts';

/** A decimal number as a string, exactly as published. */
export const decimal = z.string().refine(isDecimal, 'must be a decimal number');
/** RFC 3339, UTC. */
export const instant = z.iso.datetime({ offset: false });
/** A calendar day, in the zone that the field's meaning states. */
export const day = z.iso.date();

/** What is traded or quoted. `unit` is the unit of its prices (ZAc), `currency` the currency they count (ZAR). */
export const instrument = z.object({
  instrument_id: instrumentId,
  kind: z.enum(['equity', 'index', 'crypto', 'fx', 'etf', 'fund', 'future', 'commodity']),
  name: z.string().min(1),
  mic: z.string().nullable(),
  ticker: z.string().min(1),
  currency: z.string(),
  unit: z.string(),
  isin: z.string().nullable(),
  timezone: z.string(),
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
 * the exchange's zone, where the market has sessions. Prices are in `unit`. `final` tells that the interval has ended.
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
  trades: z.number().int().nonnegative().nullable(),
  unit: z.string().min(1),
  final: z.boolean(),
});

/** One unit of `base` costs `value` units of `quote`, on `date` as the source dates it. */
export const rate = z.object({
  base: currencyCode,
  quote: currencyCode,
  date: day,
  value: decimal,
});

/** The value of a series for the period that begins on `period`; null says that the source has published none. */
export const observation = z.object({
  series_id: seriesId,
  period: day,
  value: decimal.nullable(),
  status: z.string().nullable(),
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

/** A split (`ratio` new shares for one old) or a cash dividend (`amount` per share in `unit`). */
export const corporateAction = z.object({
  instrument_id: instrumentId,
  kind: z.enum(['split', 'dividend']),
  ex_date: day,
  amount: decimal.nullable(),
  ratio: decimal.nullable(),
  unit: z.string().nullable(),
});

export const recordSchemas = {
  instrument,
  series,
  bar,
  rate,
  observation,
  trade,
  corporate_action: corporateAction,
} as const;

export type Instrument = z.infer<typeof instrument>;
export type Series = z.infer<typeof series>;
export type Bar = z.infer<typeof bar>;
export type Rate = z.infer<typeof rate>;
export type Observation = z.infer<typeof observation>;
export type Trade = z.infer<typeof trade>;
export type CorporateAction = z.infer<typeof corporateAction>;

export interface RecordOf {
  instrument: Instrument;
  series: Series;
  bar: Bar;
  rate: Rate;
  observation: Observation;
  trade: Trade;
  corporate_action: CorporateAction;
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
