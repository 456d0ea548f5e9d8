import type { Series } from '../../model/records.ts';
import { seriesIdPattern } from '../../model/symbol.ts';
import { reject } from '../reading.ts';
import { type OpenaqRead, readInstant, readValue, unitOf } from './openaq-value.ts';
import { slug } from './slug.ts';

/**
 * A record of version 1 of the API (retired in January 2025): a station with the newest value of each parameter
 * (`/latest`), or one value (`/measurements`). Undefined where the record is neither.
 */
export function readV1(record: unknown): OpenaqRead[] | undefined {
  if (!isStation(record)) return undefined;
  const { measurements, parameter, date, value, unit, averagingPeriod } = record;
  if (Array.isArray(measurements)) return measurements.map((measured) => readLatest(record, measured));
  if (typeof date !== 'object' || date === null) return undefined;
  const { utc: at } = date as Record<string, unknown>;
  return [readFigure(record, { parameter, at, value, unit, averagingPeriod }, record)];
}

/** Stations have no number here; country, city and name together tell them apart. */
interface Station {
  readonly location: string;
  readonly city: string;
  readonly country: string;
  readonly [field: string]: unknown;
}

function isStation(record: unknown): record is Station {
  if (typeof record !== 'object' || record === null) return false;
  const { location, city, country } = record as Record<string, unknown>;
  return [location, city, country].every((name) => typeof name === 'string');
}

function readLatest(station: Station, measured: unknown): OpenaqRead {
  const { location, city, country } = station;
  const record = { location, city, country, measured };
  if (typeof measured !== 'object' || measured === null) return reject('measurement', 'schema', 'is no value', record);
  const { parameter, lastUpdated, value, unit, averagingPeriod } = measured as Record<string, unknown>;
  return readFigure(station, { parameter, at: lastUpdated, value, unit, averagingPeriod }, record);
}

interface Figure {
  readonly parameter: unknown;
  readonly at: unknown;
  readonly value: unknown;
  readonly unit: unknown;
  readonly averagingPeriod: unknown;
}

/** A station may measure the same parameter in two units, so the unit belongs to the identity. */
function readFigure({ location, city, country }: Station, figure: Figure, record: unknown): OpenaqRead {
  const { parameter, value: published, unit: publishedUnit } = figure;
  if (![parameter, published, publishedUnit].every((text) => typeof text === 'string')) {
    return reject('measurement', 'schema', 'lacks a parameter, a value or a unit', record);
  }
  const time = readInstant(figure.at);
  if (time === null) return reject('measurement', 'schema', `"${figure.at}" is no time with a zone`, record);
  if (!isHour(figure.averagingPeriod)) return reject('measurement', 'interval', 'is no mean of one hour', record);
  const unit = unitOf(String(publishedUnit));
  const indicator = `${slug(String(parameter))}_${slug(unit)}`;
  const entity = [country, city, location].map(slug).filter(Boolean).join('-');
  const series_id = `OPENAQ:${indicator}.${entity}`;
  if (!seriesIdPattern.test(series_id))
    return reject('measurement', 'schema', `"${series_id}" is no series id`, record);
  const value = readValue('measurement', String(published), unit, record);
  if (typeof value !== 'string') return value;
  const series: Series = {
    series_id,
    name: `${parameter}, hourly`,
    indicator,
    entity,
    entity_name: [location.trim(), city, country].join(', '),
    unit,
    interval: '1h',
    topic: 'environment',
  };
  return { series, measurement: { series_id, time, value } };
}

/** Most stations do not say; those that do mean an hour. */
function isHour(period: unknown): boolean {
  if (typeof period !== 'object' || period === null) return true;
  const { value, unit } = period as Record<string, unknown>;
  return Number(value) === 1 && unit === 'hours';
}
