import { inflateRawSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

const PATHS = {
  ecb: '/stats/eurofxref/eurofxref-hist.zip',
  'yahoo-chart': '/v8/finance/chart/NPN.JO?period1=1609459200&period2=1610582400&interval=1d',
  binance: '/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=3',
  worldbank: '/v2/country/ZAF/indicator/SP.POP.TOTL?format=json',
} as const;
const SOURCES = Object.keys(PATHS) as (keyof typeof PATHS)[];

const get = (source: keyof typeof PATHS, init?: RequestInit) =>
  fetch(upstream.bases[source] + PATHS[source], { redirect: 'manual', ...init });

test('the zip of the ECB holds the file beside it', async () => {
  const archive = Buffer.from(await (await get('ecb')).arrayBuffer());
  const nameLength = archive.readUInt16LE(26);
  expect(archive.subarray(30, 30 + nameLength).toString()).toBe('eurofxref-hist.csv');
  const packed = archive.subarray(30 + nameLength, 30 + nameLength + archive.readUInt32LE(18));
  const plain = await (await fetch(`${upstream.bases.ecb}/stats/eurofxref/eurofxref-hist.csv`)).text();
  expect(inflateRawSync(packed).toString()).toBe(plain);
});

describe.each(SOURCES)('%s', (source) => {
  afterEach(() => upstream.fault(source, null));

  test('answers 304 to the ETag it gave, not to another', async () => {
    const etag = (await get(source)).headers.get('etag') ?? '';
    const again = await get(source, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(source, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('answers 304 to the date it gave, not to an earlier one', async () => {
    const modified = (await get(source)).headers.get('last-modified') ?? '';
    const earlier = new Date(Date.parse(modified) - 1000).toUTCString();
    expect((await get(source, { headers: { 'if-modified-since': modified } })).status).toBe(304);
    expect((await get(source, { headers: { 'if-modified-since': earlier } })).status).toBe(200);
  });

  test('logs what was asked, with its headers', async () => {
    await get(source, { headers: { 'if-none-match': '"seen"' } });
    expect(upstream.requests().at(-1)).toMatchObject({
      source,
      path: PATHS[source],
      headers: { 'if-none-match': '"seen"' },
    });
  });

  test.each([
    ['error-500', 500],
    ['redirect', 302],
    ['html-200', 200],
    ['empty-200', 200],
    ['rate-limited', 429],
  ] as const)('goes bad as %s', async (kind, status) => {
    upstream.fault(source, kind);
    const answer = await get(source);
    expect(answer.status).toBe(status);
    const body = await answer.text();
    if (kind === 'html-200') expect(body).toContain('<html>');
    if (kind === 'empty-200') expect(body).toBe('');
    if (kind === 'rate-limited') expect(answer.headers.get('retry-after')).toBe('2');
    if (kind === 'redirect') expect(answer.headers.get('location')).toContain('/moved/');
  });

  test('never answers on a timeout', async () => {
    upstream.fault(source, 'timeout');
    await expect(get(source, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/i);
  });

  test('gives half of the bytes when truncated', async () => {
    const whole = Buffer.from(await (await get(source)).arrayBuffer());
    upstream.fault(source, 'truncated');
    const half = Buffer.from(await (await get(source)).arrayBuffer());
    expect(half.equals(whole.subarray(0, whole.length / 2))).toBe(true);
  });

  test('gives another text of the same form when a field has changed', async () => {
    const right = Buffer.from(await (await get(source)).arrayBuffer());
    upstream.fault(source, 'changed-field');
    const changed = await get(source);
    expect(changed.status).toBe(200);
    expect(Buffer.from(await changed.arrayBuffer()).equals(right)).toBe(false);
  });

  test('is right again when the fault is taken away', async () => {
    upstream.fault(source, 'error-500');
    upstream.fault(source, null);
    expect((await get(source)).status).toBe(200);
  });
});

test('a changed field is named differently or gone', async () => {
  const changed = async (source: keyof typeof PATHS, url: string) => {
    upstream.fault(source, 'changed-field');
    const text = await (await fetch(upstream.bases[source] + url)).text();
    upstream.fault(source, null);
    return text;
  };
  expect(await changed('ecb', '/stats/eurofxref/eurofxref.csv')).toMatch(/^TIME_PERIOD, USD/);
  expect(await changed('yahoo-chart', PATHS['yahoo-chart'])).toContain('"closePrice":');
  expect(JSON.parse(await changed('binance', PATHS.binance))[0]).toHaveLength(11);
  expect(await changed('binance', '/api/v3/exchangeInfo')).toContain('"instruments":');
  expect(await changed('worldbank', PATHS.worldbank)).toContain('"time_period":"2024"');
});

test('one bad source leaves the others right', async () => {
  upstream.fault('ecb', 'error-500');
  expect((await get('binance')).status).toBe(200);
  upstream.fault('ecb', null);
});

test('a bad answer is not hidden behind a 304', async () => {
  const modified = (await get('worldbank')).headers.get('last-modified') ?? '';
  upstream.fault('worldbank', 'changed-field');
  expect((await get('worldbank', { headers: { 'if-modified-since': modified } })).status).toBe(200);
  upstream.fault('worldbank', null);
});

test('a path of no source, a malformed path and a method other than GET are refused', async () => {
  expect((await fetch(`${upstream.bases['yahoo-chart']}/v8/finance/chart/%E0`)).status).toBe(400);
  expect((await fetch(`${upstream.url}/elsewhere`)).status).toBe(404);
  expect((await get('binance', { method: 'POST' })).status).toBe(405);
});
