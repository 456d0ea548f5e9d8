import { z } from 'zod';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Observation, Series } from '../../model/records.ts';
import { seriesIdPattern } from '../../model/symbol.ts';
import { changed, readEnvelope, readJson, reject, unlessChanged } from '../reading.ts';
import { imfSeries } from './imf-indicators.ts';
import { readObserved } from './observed.ts';

/** Values by indicator, entity and year. Of an unknown indicator, the answer has another document or no values. */
const envelope = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown()).nullable()) });

/** All entities and years of the document: the DataMapper heeds no filter for sure, and the others are as true. */
export function readDataMapper(payload: RawPayload): Parsed {
  const { values } = readEnvelope(payload, envelope, readJson(payload));
  const series: Series[] = [];
  const observation: Observation[] = [];
  const rejected: Rejection[] = [];
  for (const [indicator, entities] of Object.entries(values)) {
    // A nameless indicator or entity without values ends some documents.
    for (const [entity, years] of Object.entries(entities ?? {})) {
      if (entity === '' && years === null) continue;
      const head = imfSeries(indicator, entity);
      if (!seriesIdPattern.test(head.series_id) || !isRecord(years)) {
        rejected.push(reject('observation', 'schema', `"${head.series_id}" has no values by year`, { entity, years }));
        continue;
      }
      series.push(head);
      for (const [year, value] of Object.entries(years)) {
        const read = readYear(head, year, value, payload.fetched_at);
        if ('rule' in read) rejected.push(read);
        else observation.push(read);
      }
    }
  }
  if (observation.length + rejected.length === 0) throw changed(payload, 'sent a document without any value');
  return unlessChanged(payload, observation.length, { rows: { series, observation }, rejected });
}

/** A year that had not ended when it was asked for is a projection, which the document itself does not tell. */
function readYear(series: Series, year: string, value: unknown, fetchedAt: string): Observation | Rejection {
  const record = { indicator: series.indicator, entity: series.entity, year, value };
  if (!/^\d{4}$/.test(year)) return reject('observation', 'schema', `"${year}" is no year`, record);
  if (value !== null && typeof value !== 'string') return reject('observation', 'schema', 'is no number', record);
  const read = readObserved(series, `${year}-01-01`, value, record);
  if ('rule' in read) return read;
  return { ...read, status: year >= fetchedAt.slice(0, 4) ? 'projection' : null };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
