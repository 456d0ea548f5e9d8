import { expect, test } from 'vitest';
import type { FetchOptions } from '../fetcher.ts';
import { openExchangeRates } from './openexchangerates.ts';

const parse = (document: unknown) => {
  const payload = {
    url: 'https://openexchangerates.org/api/latest.json',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(JSON.stringify(document)),
    fetched_at: '2015-12-12T00:00:00.000Z',
  };
  return openExchangeRates.parsers[0].parse(payload, 'USD');
};

/** 2015-12-11T23:50:01Z */
const latest = { timestamp: 1449877801, base: 'USD', rates: { AED: 3.672538, USD: 1, XAU: 0.00093 } };

test('a dollar costs so much on the day of the timestamp, in UTC', () => {
  expect(parse(latest)).toEqual({
    rows: {
      rate: [
        { base: 'USD', quote: 'AED', date: '2015-12-11', value: '3.672538' },
        { base: 'USD', quote: 'XAU', date: '2015-12-11', value: '0.00093' },
      ],
    },
    rejected: [],
  });
});

test('a rate that is none is rejected and its neighbours go through', () => {
  const { rows, rejected } = parse({ ...latest, rates: { AED: 3.672538, ZAR: null, Euro: 0.9, GBP: 'n/a' } });
  expect(rows.rate).toHaveLength(1);
  expect(rejected.map(({ rule, record }) => [rule, (record as { quote: string }).quote])).toEqual([
    ['schema', 'ZAR'],
    ['schema', 'Euro'],
    ['decimal', 'GBP'],
  ]);
});

test.each([
  [401, 'invalid_app_id', 'source_denied'],
  [403, 'access_restricted', 'source_denied'],
  [429, 'not_allowed', 'source_denied'],
  [429, 'access_restricted', 'source_unavailable'],
  [404, 'not_found', 'source_changed'],
])('a refusal with %i, "%s", is %s', (status, message, code) => {
  const body = { error: true, status, message, description: 'Invalid App ID provided.' };
  expect(() => parse({ ...body, description: 'Sorry.' })).toThrow(expect.objectContaining({ code }));
  expect(() => parse(body)).toThrow(`openexchangerates.org refused: ${message}: Invalid App ID provided.`);
});

test.each([
  ['names of currencies', { AED: 'United Arab Emirates Dirham' }, /"timestamp"/],
  ['milliseconds', { ...latest, timestamp: 1449877801000 }, /no epoch second/],
  ['no rates', { ...latest, rates: {} }, /without any rate/],
])('%s are a source that changed', (_what, document, said) => {
  expect(() => parse(document)).toThrow(said);
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

async function asked(from: string, to: string) {
  const urls: string[] = [];
  const secrets = new Set<string | undefined>();
  const get = async (url: string, options?: FetchOptions) => {
    urls.push(url.slice('https://openexchangerates.org/api/'.length));
    secrets.add(options?.secretQuery?.app_id);
    return null;
  };
  const settings = { ...openExchangeRates.defaults, api_key: 'secret' };
  for await (const _ of openExchangeRates.fetch({ subject: 'USD', settings, fetcher: { get } }, { from, to }));
  expect([...secrets]).toEqual(['secret']);
  return urls;
}

test('each day that ended is asked for, and the one that runs; the key is in no address', async () => {
  expect(await asked('2026-11-24T01:00:00.000Z', '2026-11-24T13:00:00.000Z')).toEqual(['latest.json']);
  expect(await asked('2026-11-22T23:00:00.000Z', '2026-11-24T01:00:00.000Z')).toEqual([
    'latest.json',
    'historical/2026-11-22.json',
    'historical/2026-11-23.json',
  ]);
  expect(await asked('2012-07-10T00:00:00.000Z', '2012-07-11T00:00:00.000Z')).toEqual(['historical/2012-07-10.json']);
});
