import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation, Series } from '../../model/records.ts';
import { seriesIdPattern } from '../../model/symbol.ts';
import { reject, unlessChanged } from '../reading.ts';

/** A figure with the series it belongs to. */
export interface SeriesValue {
  readonly series: Series;
  readonly observation: Observation;
}

/** The figure, unless the identity that the source's words amount to is none. `record` is what the source published. */
export function identified(value: SeriesValue, record: unknown): SeriesValue | Rejection {
  const { series_id } = value.series;
  return seriesIdPattern.test(series_id)
    ? value
    : reject('observation', 'schema', `"${series_id}" is no series id`, record);
}

/** What a document of figures says, unless nothing in it was a figure. */
export function seriesValuesOf(payload: RawPayload, reads: readonly (SeriesValue | Rejection)[]): Parsed {
  const series = new Map<string, Series>();
  const observation: Observation[] = [];
  const rejected: Rejection[] = [];
  for (const read of reads) {
    if ('rule' in read) {
      rejected.push(read);
    } else {
      observation.push(read.observation);
      series.set(read.series.series_id, read.series);
    }
  }
  return unlessChanged(payload, observation.length, {
    rows: { series: [...series.values()], observation },
    rejected,
  });
}
