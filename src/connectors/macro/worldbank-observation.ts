import { toDecimal } from '../../core/decimal.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Observation, Series } from '../../model/records.ts';
import { seriesIdPattern } from '../../model/symbol.ts';
import { absentObservationFacts } from '../absent.ts';
import { reject } from '../reading.ts';
import { topicOf, unitOf } from './worldbank-facts.ts';

/** One value of an indicator for an entity and a period, as any of the source's documents publishes it. */
interface PublishedValue {
  readonly indicator: string;
  readonly indicator_name: string;
  /** A three-letter code, or what the document has in its place. */
  readonly entity: string;
  readonly entity_name: string;
  /** `2020`, `2020Q1` or `2020M01`. */
  readonly date: string;
  /** Published digits, or null where the source says that it has none. */
  readonly value: string | null;
  readonly status: string | null;
}

export interface SeriesValue {
  readonly series: Series;
  readonly observation: Observation;
}

/** The value with its series, or why it is none. `record` is what the source published. */
export function readObservation(published: PublishedValue, record: unknown): SeriesValue | Rejection {
  const { indicator_name, entity, entity_name, date, status } = published;
  // Some databases write their codes with small letters.
  const indicator = published.indicator.toUpperCase();
  const when = readPeriod(date);
  if (when === null) return reject('observation', 'schema', `"${date}" is no year, quarter or month`, record);
  const series_id = `WB:${indicator}.${entity}`;
  if (!seriesIdPattern.test(series_id)) {
    return reject('observation', 'schema', `"${series_id}" is no series id`, record);
  }
  const value = published.value === null ? null : toDecimal(published.value);
  if (value === null && published.value !== null) {
    return reject('observation', 'decimal', `"${published.value}" is no decimal number`, record);
  }
  return {
    series: {
      series_id,
      name: indicator_name,
      indicator,
      entity,
      entity_name,
      unit: unitOf(indicator, indicator_name),
      interval: when.interval,
      topic: topicOf(indicator),
    },
    observation: { ...absentObservationFacts, series_id, period: when.period, value, status },
  };
}

/** A year, `2020Q1` or `2020M01`, as the day on which it begins. */
function readPeriod(date: string): { period: string; interval: Series['interval'] } | null {
  const [, year, step, count = '1'] = /^(\d{4})(?:(Q)([1-4])|M(?:0[1-9]|1[0-2]))?$/.exec(date) ?? [];
  if (year === undefined) return null;
  if (date.length === 4) return { period: `${year}-01-01`, interval: '1y' };
  if (step === 'Q') return { period: `${year}-${String(3 * Number(count) - 2).padStart(2, '0')}-01`, interval: '1q' };
  return { period: `${year}-${date.slice(5)}-01`, interval: '1M' };
}
