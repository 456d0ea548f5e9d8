import { toDecimal } from '../../core/decimal.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { Observation, Series } from '../../model/records.ts';
import { absentObservationFacts } from '../absent.ts';
import { isDay } from '../calendar-day.ts';
import { reject } from '../reading.ts';
import { periodOf } from './period.ts';

/**
 * A published value of the series for the period that the day belongs to, or why it is none; a null value says that
 * there is none. `record` is what the source published.
 */
export function readObserved(
  { series_id, interval }: Pick<Series, 'series_id' | 'interval'>,
  day: string,
  published: string | null,
  record: unknown,
): Observation | Rejection {
  if (!isDay(day)) return reject('observation', 'schema', `"${day}" is no calendar day`, record);
  const value = published === null ? null : toDecimal(published);
  if (value === null && published !== null) {
    return reject('observation', 'decimal', `"${published}" is no decimal number`, record);
  }
  return { ...absentObservationFacts, series_id, period: periodOf(day, interval), value };
}
