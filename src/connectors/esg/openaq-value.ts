import { toInstant } from '../../core/clock.ts';
import { compareDecimals, type Decimal, toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { Measurement, Observation, Series } from '../../model/records.ts';
import type { Dataset } from '../../model/symbol.ts';
import { reject } from '../reading.ts';

/** What a record of OpenAQ comes to: one of these, or the series of a station. */
export type OpenaqRead =
  | { readonly series: Series }
  | { readonly measurement: Measurement; readonly series?: Series }
  | { readonly observation: Observation }
  | Rejection;

export function openaqRows(reads: readonly OpenaqRead[]): Parsed {
  const series = new Map<string, Series>();
  const measurement: Measurement[] = [];
  const observation: Observation[] = [];
  const rejected: Rejection[] = [];
  for (const read of reads) {
    if ('rule' in read) rejected.push(read);
    if ('series' in read && read.series !== undefined) series.set(read.series.series_id, read.series);
    if ('measurement' in read) measurement.push(read.measurement);
    if ('observation' in read) observation.push(read.observation);
  }
  return { rows: { series: [...series.values()], measurement, observation }, rejected };
}

/** The mass of a volume in the spelling of our vocabulary, whichever micro sign it is written with. */
export const unitOf = (published: string): string => published.replace(/^[µμu]g\/m(?:³|3)$/, 'ug/m3');

/**
 * How far below zero the noise of an instrument takes a concentration that is next to nothing. Such values are
 * measurements, and to drop them would lift every mean; what lies deeper is a fault of the instrument.
 */
const noise: Readonly<Record<string, Decimal>> = { 'ug/m3': '-15', ppm: '-1', ppb: '-15' };

/** Stations write -99, -999 or -9999.0 where they have no value, and OpenAQ passes it on as it is. */
const sentinel = /^-9{2,}(?:\.(?:9+|0+))?$/;

/** The published digits, or why they are no measurement. */
export function readValue(dataset: Dataset, published: string, unit: string, record: unknown): Decimal | Rejection {
  const value = toDecimal(published);
  if (value === null) return reject(dataset, 'decimal', `"${published}" is no decimal number`, record);
  if (sentinel.test(value)) return reject(dataset, 'sentinel', `${value} stands for a missing value`, record);
  const lowest = noise[unit];
  if (lowest !== undefined && compareDecimals(value, lowest) < 0) {
    return reject(dataset, 'negative', `${value} ${unit} is less than nothing by more than noise`, record);
  }
  return value;
}

const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** `2016-03-06T13:00:00-07:00` as an instant, or null where the text is none with a zone. */
export function readInstant(text: unknown): string | null {
  const at = typeof text === 'string' && zoned.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : toInstant(at);
}
