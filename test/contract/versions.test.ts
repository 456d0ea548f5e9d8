import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/api/app.ts';
import { type Contract, contract } from '../../src/api/contract.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import type { Versions } from '../../src/api/versions.ts';
import { versions } from '../../src/api/versions.ts';
import { newKey } from '../../src/auth/key-format.ts';
import { fakeApi } from './fake-api.ts';

const path = '/v1/bars/XJSE:NPN';

/** Two made-up steps: `close` was called `last`, and before that `last` was in a list. */
const madeUp: Versions = [
  {
    date: '2027-06-01',
    describe: 'Closes are called closes.',
    changes: [
      {
        operationId: 'listBars',
        describe: '`last` became `close`.',
        undo: ({ data, meta }) => ({
          data: (data as { close: string }[]).map(({ close, ...bar }) => ({ ...bar, last: close })),
          meta,
        }),
      },
    ],
  },
  {
    date: '2027-01-01',
    describe: 'Bars have one close.',
    changes: [
      {
        operationId: 'listBars',
        describe: '`last` is no list any more.',
        undo: ({ data, meta }) => ({
          data: (data as { last: string }[]).map(({ last, ...bar }) => ({ ...bar, last: [last] })),
          meta,
        }),
      },
    ],
  },
  { date: '2026-11-24', describe: 'The first version.', changes: [] },
];

function apiOf(changed: Partial<Contract>, principal?: { api_version: string }) {
  const { deps } = fakeApi();
  const pinned = { key_id: 'key_pinned', plan: 'free', scopes: ['read'] as const, ...principal };
  const app = createApp(principal ? { ...deps, keys: { verify: () => pinned } } : deps, { ...contract, ...changed });
  return (headers: Record<string, string> = {}, at = path) => app.request(`https://api.wizdata.test${at}`, { headers });
}

async function barOf(response: Response): Promise<Record<string, unknown> | undefined> {
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: Record<string, unknown>[] }).data[0];
}

describe('an answer', () => {
  test('is of the version that is asked for as a table too, and kept apart from the newest', async () => {
    const ask = apiOf({ versions: madeUp });
    const csv = { accept: 'text/csv' };
    const newest = (await (await ask(csv)).text()).split('\r\n')[0]?.split(',');
    const older = await ask({ ...csv, 'wiz-version': '2027-01-01' });
    expect(older.headers.get('wiz-version')).toBe('2027-01-01');
    const [names, first] = (await older.text()).split('\r\n').map((line) => line.split(','));
    expect([newest?.includes('close'), names?.includes('close'), names?.includes('last')]).toEqual([true, false, true]);
    expect(first?.[names?.indexOf('last') ?? -1]).toBe('319878');
    const named = await ask({ 'wiz-version': '2026-11-24' }, `${path}?fields=unit`);
    expect(await barOf(named)).toEqual({ unit: 'ZAc' });
  });

  test('of all pages is of the version that is asked for, row by row', async () => {
    const ask = apiOf({ versions: madeUp });
    const lines = async (version: string) => {
      const response = await ask({ 'wiz-version': version }, `${path}?format=ndjson&pages=all`);
      return (await response.text()).split('\n').map((line) => (line === '' ? null : JSON.parse(line)));
    };
    expect((await lines('2027-06-01'))[0]).toMatchObject({ close: '319878' });
    const [older, last] = await lines('2027-01-01');
    expect(older).toMatchObject({ last: '319878' });
    expect(older).not.toHaveProperty('close');
    expect(last).toMatchObject({ meta: { rows: 1, complete: true } });
  });

  test('is of the newest version where nobody asks for another, and says so', async () => {
    const response = await apiOf({})();
    expect(response.headers.get('wiz-version')).toBe(versions[0].date);
    expect((await apiOf({})({ 'wiz-version': versions[0].date })).status).toBe(200);
  });

  test('is of the version that is asked for, one step back or several', async () => {
    const ask = apiOf({ versions: madeUp });
    expect(await barOf(await ask())).toMatchObject({ close: '319878' });
    const one = await ask({ 'wiz-version': '2027-01-01' });
    expect(one.headers.get('wiz-version')).toBe('2027-01-01');
    expect(await barOf(one)).toMatchObject({ last: '319878' });
    const two = await barOf(await ask({ 'wiz-version': '2026-11-24' }));
    expect(two).toMatchObject({ last: ['319878'] });
    expect(two).not.toHaveProperty('close');
  });

  test('is of the version that the key is pinned to, unless the request names one', async () => {
    const ask = apiOf({ versions: madeUp }, { api_version: '2027-01-01' });
    const authorization = `Bearer ${newKey('test')}`;
    expect(await barOf(await ask({ authorization }))).toHaveProperty('last');
    expect(await barOf(await ask({ authorization, 'wiz-version': '2027-06-01' }))).toHaveProperty('close');
  });

  test('keeps the validators of versions apart', async () => {
    const ask = apiOf({ versions: madeUp });
    const newest = (await ask()).headers.get('etag') ?? '';
    const old = { 'wiz-version': '2027-01-01' };
    const older = (await ask(old)).headers.get('etag') ?? '';
    expect(older).not.toBe(newest);
    expect((await ask({ ...old, 'if-none-match': older })).status).toBe(304);
    expect((await ask({ ...old, 'if-none-match': newest })).status).toBe(200);
    expect((await ask({ 'if-none-match': older })).status).toBe(200);
    expect((await ask({ 'if-none-match': newest })).status).toBe(304);
  });

  test('of an operation that did not change is the same in all versions', async () => {
    const ask = apiOf({ versions: madeUp });
    const at = '/v1/instruments/XJSE:NPN';
    const older = await ask({ 'wiz-version': '2026-11-24' }, at);
    expect(await older.text()).toBe(await (await ask({}, at)).text());
  });

  test('to an unknown version is 400 with those that there are', async () => {
    for (const asked of ['2020-01-01', 'latest', '']) {
      const response = await apiOf({ versions: madeUp })({ 'wiz-version': asked });
      expect([asked, response.status]).toEqual([asked, 400]);
      expect(await response.json()).toMatchObject({ versions: ['2027-06-01', '2027-01-01', '2026-11-24'] });
    }
  });

  test('that is a problem is the same in all versions', async () => {
    const response = await apiOf({ versions: madeUp })({ 'wiz-version': '2026-11-24' }, `${path}?limit=0`);
    expect([response.status, response.headers.get('wiz-version')]).toEqual([400, '2026-11-24']);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });
});

test('versions are dated, newest first, and change operations that there are', () => {
  const dates = versions.map(({ date }) => date);
  expect(dates).toEqual([...new Set(dates)].sort().reverse());
  const known = new Set(endpoints.map(({ operationId }) => operationId));
  for (const { operationId } of versions.flatMap(({ changes }) => changes)) expect(known).toContain(operationId);
});

describe('an operation that will be gone', () => {
  const deprecated = { since: '2027-01-01', sunset: '2027-07-01', successor: 'listQuotes' };
  const leaving = endpoints.map((one) => (one.operationId === 'listBars' ? { ...one, deprecated } : one));

  test('says so on every answer, refusals included', async () => {
    const ask = apiOf({ endpoints: leaving });
    for (const response of [await ask(), await ask({ authorization: 'Bearer wrong' })]) {
      expect(response.headers.get('deprecation')).toBe('@1798761600');
      expect(response.headers.get('sunset')).toBe('Thu, 01 Jul 2027 00:00:00 GMT');
      expect(response.headers.get('link')).toContain('</docs/listQuotes>; rel="successor-version"');
    }
    const other = await ask({}, '/v1/instruments/XJSE:NPN');
    expect(other.headers.get('deprecation')).toBeNull();
  });

  test('is so in the document', () => {
    const document = JSON.parse(openApiDocument({ ...contract, endpoints: leaving })) as {
      paths: Record<string, { get: { deprecated?: boolean; description: string; responses: object } }>;
    };
    const operation = document.paths['/v1/bars/{id}']?.get;
    expect(operation).toMatchObject({
      deprecated: true,
      responses: { 200: { headers: { Deprecation: {}, Sunset: {} } } },
    });
    expect(operation?.description).toContain('it may be gone from 2027-07-01 on. Use listQuotes instead.');
    expect(document.paths['/v1/quotes/{id}']?.get.deprecated).toBeUndefined();
  });

  test('names a successor and leaves half a year', () => {
    const known = new Set(endpoints.map(({ operationId }) => operationId));
    for (const { deprecated: leaves } of endpoints) {
      if (leaves === undefined) continue;
      expect(known).toContain(leaves.successor);
      expect(Date.parse(leaves.sunset) - Date.parse(leaves.since)).toBeGreaterThanOrEqual(180 * 86_400_000);
    }
  });
});
