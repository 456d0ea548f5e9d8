import { expect, test } from 'vitest';
import { gzip, isWorthGzip } from './gzip.ts';

const json = 'application/json';

test.each([
  [null, false],
  ['gzip', true],
  ['gzip, deflate, br', true],
  ['br;q=1.0, GZIP;q=0.5', true],
  ['gzip;q=0', false],
  ['gzip;q=0.0, *', false],
  ['*', true],
  ['*;q=0', false],
  ['identity', false],
  ['x-gzip2', false],
])('Accept-Encoding: %s takes gzip: %s', (accepted, takes) => {
  expect(isWorthGzip(accepted, json, 2_000)).toBe(takes);
});

test('neither what is small nor what is packed already is worth it', () => {
  expect(isWorthGzip('gzip', json, 500)).toBe(false);
  expect(isWorthGzip('gzip', 'application/vnd.apache.parquet', 2_000)).toBe(false);
});

test('what is packed is the same unpacked', async () => {
  const body = new TextEncoder().encode('{"close":"319878"}'.repeat(200));
  const packed = await gzip(body);
  expect(packed.byteLength).toBeLessThan(body.byteLength / 10);
  const unpacked = new Response(packed as BodyInit).body?.pipeThrough(new DecompressionStream('gzip'));
  expect(await new Response(unpacked).text()).toBe(new TextDecoder().decode(body));
});
