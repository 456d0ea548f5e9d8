import { expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { parserFor } from '../connector.ts';
import type { Fetcher } from '../fetcher.ts';
import { openaq } from './openaq.ts';

const hoursUrl = 'https://api.openaq.org/v3/sensors/3917/hours?limit=1000&page=1';
const payloadOf = (document: unknown, url = hoursUrl, fetched_at = '2026-02-03T14:00:00.000Z'): RawPayload => ({
  url,
  status: 200,
  headers: { 'content-type': 'application/json' },
  bytes: new TextEncoder().encode(JSON.stringify(document)),
  fetched_at,
});
const read = (payload: RawPayload, subject = 'any') => parserFor(openaq, payload.fetched_at).parse(payload, subject);
const parse = (results: unknown[], url?: string) => read(payloadOf({ meta: { found: '>1000' }, results }, url));

const parameter = { id: 10, name: 'o3', units: 'ppm', displayName: null };
/** The first hour of sensor 3917 (Del Norte, Albuquerque). */
const hour = {
  value: 0.043,
  flagInfo: { hasFlags: false },
  parameter,
  period: {
    label: '1hour',
    interval: '01:00:00',
    datetimeFrom: { utc: '2016-03-06T19:00:00Z', local: '2016-03-06T12:00:00-07:00' },
    datetimeTo: { utc: '2016-03-06T20:00:00Z', local: '2016-03-06T13:00:00-07:00' },
  },
  coverage: { expectedCount: 1, observedCount: 1, percentComplete: 100 },
};
const day = {
  ...hour,
  value: 0.0435,
  period: {
    label: '1day',
    interval: '24:00:00',
    datetimeFrom: { utc: '2016-03-06T07:00:00Z', local: '2016-03-06T00:00:00-07:00' },
    datetimeTo: { utc: '2016-03-07T07:00:00Z', local: '2016-03-07T00:00:00-07:00' },
  },
  coverage: { expectedCount: 24, observedCount: 2, percentComplete: 8 },
};

test('an hour is a measurement at its end, of the sensor that was asked for', () => {
  expect(parse([hour]).rows.measurement).toEqual([
    { series_id: 'OPENAQ:O3.3917', time: '2016-03-06T20:00:00.000Z', value: '0.043' },
  ]);
});

test('a day is an observation of the day at the station, and says when hours are missing', () => {
  const whole = { ...day, coverage: { ...day.coverage, percentComplete: 75 } };
  const flagged = { ...day, flagInfo: { hasFlags: true } };
  const observations = parse([day, whole, flagged]).rows.observation;
  expect(observations?.[0]).toMatchObject({ series_id: 'OPENAQ:O3_DAILY.3917', period: '2016-03-06', value: '0.0435' });
  expect(observations?.map(({ status }) => status)).toEqual(['incomplete', null, 'flagged']);
});

test('a day begins at midnight of the station, not of Greenwich', () => {
  const delhi = { utc: '2026-06-10T18:30:00Z', local: '2026-06-11T00:00:00+05:30' };
  const observations = parse([{ ...day, period: { ...day.period, datetimeFrom: delhi } }]).rows.observation;
  expect(observations?.[0]?.period).toBe('2026-06-11');
});

test('a station gives two series a sensor', () => {
  const station = {
    id: 2178,
    name: 'Del Norte',
    locality: 'Albuquerque',
    country: { id: 155, code: 'US', name: 'United States' },
    sensors: [
      { id: 3920, name: 'pm25 µg/m³', parameter: { id: 2, name: 'pm25', units: 'µg/m³', displayName: 'PM2.5' } },
      {},
    ],
  };
  const { rows, rejected } = parse([station]);
  expect(rows.series).toMatchObject([
    { series_id: 'OPENAQ:PM25.3920', name: 'PM2.5, mean of the hour', unit: 'ug/m3', interval: '1h' },
    { series_id: 'OPENAQ:PM25_DAILY.3920', entity_name: 'Del Norte, Albuquerque, United States', interval: '1d' },
  ]);
  expect(rejected.map(({ rule }) => rule)).toEqual(['schema']);
});

const inMass = { ...parameter, units: 'µg/m³' };

test.each([
  [-4.2, 'µg/m³', undefined],
  [-10.2, 'µg/m³', undefined],
  [-0.001, 'ppm', undefined],
  [-101, 'µg/m³', 'negative'],
  [-7, 'ppm', 'negative'],
  [-99, 'µg/m³', 'sentinel'],
  [-999, 'ppm', 'sentinel'],
  [-9999.9, 'c', 'sentinel'],
  [-12, 'c', undefined],
])('%d %s: %s', (value, units, rule) => {
  const { rejected } = parse([{ ...hour, value, parameter: { ...parameter, units } }, hour]);
  expect(rejected[0]?.rule).toBe(rule);
});

test('noise below zero keeps its sign', () => {
  expect(parse([{ ...hour, value: -4.2, parameter: inMass }]).rows.measurement?.[0]?.value).toBe('-4.2');
});

test('what is no good hour is rejected and its neighbours go through; null is an absence', () => {
  const halfHour = { ...hour, period: { ...hour.period, interval: '00:30:00' } };
  const timeless = { ...hour, period: { ...hour.period, datetimeTo: { utc: '2016-03-06T20:00:00', local: '' } } };
  const flagged = { ...hour, flagInfo: { hasFlags: true } };
  const { rows, rejected } = parse([halfHour, timeless, flagged, {}, { ...hour, value: null }, hour]);
  expect(rows.measurement).toHaveLength(1);
  expect(rejected.map(({ rule }) => rule)).toEqual(['interval', 'schema', 'flagged', 'schema']);
});

test('the subject names the sensor where the address does not; without either there is no series', () => {
  const handedIn = payloadOf({ results: [hour] }, 'https://intake.example/hours.json');
  expect(read(handedIn, '2178/3917/hours').rows.measurement?.[0]?.series_id).toBe('OPENAQ:O3.3917');
  expect(() => read(handedIn)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

/** Of version 1: two values of a Turkish station, one of which a station of Taiwan measures in another unit. */
const latest = {
  location: '7 Eylül',
  city: 'Aydın',
  country: 'TR',
  measurements: [
    {
      parameter: 'no2',
      value: 45,
      lastUpdated: '2016-12-28T16:00:00.000Z',
      unit: 'µg/m³',
      averagingPeriod: { value: 1, unit: 'hours' },
    },
    {
      parameter: 'o3',
      value: 3,
      lastUpdated: '2016-12-28T16:00:00.000Z',
      unit: 'µg/m³',
      averagingPeriod: { value: 8, unit: 'hours' },
    },
  ],
};
const measured = {
  location: 'Zhongshan',
  parameter: 'no2',
  date: { utc: '2020-11-08T12:00:00Z', local: '2020-11-08T20:00:00+08:00' },
  value: 0.0194,
  unit: 'ppm',
  country: 'TW',
  city: '臺北市',
};

test.each(['2020-11-08T13:00:00.000Z', '2026-11-24T00:00:00.000Z'])('version 1 is read, kept since %s', (fetchedAt) => {
  const { rows, rejected } = read(
    payloadOf({ results: [latest, measured] }, 'https://intake.example/v1.json', fetchedAt),
  );
  expect(rows.measurement).toEqual([
    { series_id: 'OPENAQ:NO2_UG-M3.TR-AYDU131N-7-EYLUL', time: '2016-12-28T16:00:00.000Z', value: '45' },
    { series_id: 'OPENAQ:NO2_PPM.TW-U81FAU5317U5E02-ZHONGSHAN', time: '2020-11-08T12:00:00.000Z', value: '0.0194' },
  ]);
  expect(rows.series?.map(({ unit, entity_name }) => [unit, entity_name])).toEqual([
    ['ug/m3', '7 Eylül, Aydın, TR'],
    ['ppm', 'Zhongshan, 臺北市, TW'],
  ]);
  expect(rejected.map(({ rule }) => rule)).toEqual(['interval']);
});

test('bytes from before version 3 are not taken for it', () => {
  const early = payloadOf({ results: [hour] }, hoursUrl, '2020-11-08T13:00:00.000Z');
  expect(() => read(early)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('nothing found is an empty answer; a refused key is denied in the words of OpenAQ', () => {
  expect(parse([])).toEqual({ rows: { series: [], measurement: [], observation: [] }, rejected: [] });
  const said = { message: 'Unauthorized. A valid API key must be provided in the X-API-Key header.' };
  expect(() => read(payloadOf(said))).toThrow(expect.objectContaining({ code: 'source_denied' }));
});

test.each(['Too many requests', 'Internal Server Error', 'Service Unavailable'])('"%s" passes', (message) => {
  expect(() => read(payloadOf({ message }))).toThrow(expect.objectContaining({ code: 'source_unavailable' }));
});

test('the latest values name no parameter, and are not read', () => {
  const newest = { datetime: { utc: '2024-09-25T22:00:00Z' }, value: 0.0023, sensorsId: 3916, locationsId: 2178 };
  expect(() => parse([newest])).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test('every page is asked for, with the key in the header and not in the address', async () => {
  const asked: [string, string | undefined][] = [];
  const pages = [{ results: Array(1000).fill(hour) }, { results: [hour] }];
  const fetcher: Fetcher = {
    async get(url, options) {
      asked.push([new URL(url).searchParams.get('page') ?? '', options?.headers?.['X-API-Key']]);
      return payloadOf(pages.shift());
    },
  };
  const settings = { ...openaq.defaults, api_key: 'secret' };
  const window = { from: '2026-02-03T01:00:00.000Z', to: '2026-02-03T09:00:00.000Z' };
  await Array.fromAsync(openaq.fetch({ subject: '2178/3917/hours', settings, fetcher }, window));
  expect(asked).toEqual([
    ['1', 'secret'],
    ['2', 'secret'],
  ]);
});
