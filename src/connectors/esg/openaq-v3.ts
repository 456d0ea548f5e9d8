import { z } from 'zod';
import type { Series } from '../../model/records.ts';
import { absentObservationFacts } from '../absent.ts';
import { isDay } from '../calendar-day.ts';
import { reject } from '../reading.ts';
import { type OpenaqRead, readInstant, readValue, unitOf } from './openaq-value.ts';
import { slug } from './slug.ts';

const parameter = z.object({ name: z.string().min(1), units: z.string(), displayName: z.string().nullish() });
const sensorOfStation = z.object({ id: z.string().regex(/^\d+$/), parameter });
const station = z.object({
  name: z.string().min(1),
  locality: z.string().nullish(),
  country: z.object({ name: z.string() }),
  sensors: z.array(z.unknown()),
});

const moment = z.object({ utc: z.string(), local: z.string() });
const mean = z.object({
  value: z.string().nullable(),
  parameter,
  period: z.object({ interval: z.string(), datetimeFrom: moment, datetimeTo: moment }),
  flagInfo: z.object({ hasFlags: z.boolean() }).nullish(),
  coverage: z.object({ percentComplete: z.string() }).nullish(),
});

type Parameter = z.infer<typeof parameter>;
type Station = z.infer<typeof station>;
type Mean = z.infer<typeof mean> & { readonly value: string };

/**
 * A record of version 3 of the API: a station with its sensors (`/locations/{id}`), or the mean of an hour or a day of
 * one sensor (`/sensors/{id}/hours`, `/days`), which does not name the sensor. Undefined where the record is neither.
 */
export function readV3(record: unknown, sensor: string | null): OpenaqRead[] | undefined {
  const placed = station.safeParse(record);
  if (placed.success) return placed.data.sensors.flatMap((listed) => readSensor(placed.data, listed));
  const measured = mean.safeParse(record);
  if (!measured.success || sensor === null) return undefined;
  const { value, ...facts } = measured.data;
  return value === null ? [] : [readMean({ value, ...facts }, sensor, record)];
}

/** Two series a sensor: its hours, which are measurements, and its days, which are observations. */
function readSensor({ name, locality, country }: Station, listed: unknown): OpenaqRead[] {
  const read = sensorOfStation.safeParse(listed);
  if (!read.success) return [reject('series', 'schema', 'is no sensor of one parameter', listed)];
  const { id, parameter } = read.data;
  const what = parameter.displayName || parameter.name;
  const entity_name = [name, locality, country.name].filter(Boolean).join(', ');
  const known = { entity: id, entity_name, unit: unitOf(parameter.units), topic: 'environment' } as const;
  const [hourly, daily] = [hourlyOf(parameter), dailyOf(parameter)];
  const series: Series[] = [
    {
      series_id: `OPENAQ:${hourly}.${id}`,
      name: `${what}, mean of the hour`,
      indicator: hourly,
      interval: '1h',
      ...known,
    },
    {
      series_id: `OPENAQ:${daily}.${id}`,
      name: `${what}, mean of the day`,
      indicator: daily,
      interval: '1d',
      ...known,
    },
  ];
  return series.map((of) => ({ series: of }));
}

const hourlyOf = ({ name }: Parameter): string => slug(name);
const dailyOf = ({ name }: Parameter): string => `${slug(name)}_DAILY`;

function readMean(read: Mean, sensor: string, record: unknown): OpenaqRead {
  if (read.period.interval === '24:00:00') return readDay(read, sensor, record);
  if (read.period.interval === '01:00:00') return readHour(read, sensor, record);
  return reject('measurement', 'interval', `a span of ${read.period.interval} is neither an hour nor a day`, record);
}

function readHour(
  { value: published, parameter, period, flagInfo }: Mean,
  sensor: string,
  record: unknown,
): OpenaqRead {
  const time = readInstant(period.datetimeTo.utc);
  if (time === null)
    return reject('measurement', 'schema', `"${period.datetimeTo.utc}" is no time with a zone`, record);
  // A measurement has no place for the flag, and without it would look as good as any other.
  if (flagInfo?.hasFlags) return reject('measurement', 'flagged', 'OpenAQ has flagged this hour', record);
  const value = readValue('measurement', published, unitOf(parameter.units), record);
  if (typeof value !== 'string') return value;
  return { measurement: { series_id: `OPENAQ:${hourlyOf(parameter)}.${sensor}`, time, value } };
}

/** Days are the station's own, from midnight to midnight there. */
function readDay(read: Mean, sensor: string, record: unknown): OpenaqRead {
  const period = read.period.datetimeFrom.local.slice(0, 10);
  if (!isDay(period)) return reject('observation', 'schema', `"${period}" is no calendar day`, record);
  const value = readValue('observation', read.value, unitOf(read.parameter.units), record);
  if (typeof value !== 'string') return value;
  const series_id = `OPENAQ:${dailyOf(read.parameter)}.${sensor}`;
  return { observation: { series_id, period, value, ...absentObservationFacts, status: statusOf(read) } };
}

/** Rules on air quality take a day's mean for valid from three quarters of its hours on. */
function statusOf({ flagInfo, coverage }: Mean): string | null {
  if (flagInfo?.hasFlags) return 'flagged';
  return Number(coverage?.percentComplete ?? 100) < 75 ? 'incomplete' : null;
}
