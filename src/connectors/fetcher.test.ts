import { expect, test } from 'vitest';
import { fixedClock } from '../core/clock.ts';
import { fetcher } from './fetcher.ts';

const url = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref.zip';

function politeTo(response: Response, seen: RequestInit[] = []) {
  return fetcher({
    clock: fixedClock(Date.parse('2022-03-04T15:10:00.000Z')),
    baseUrl: 'https://www.ecb.europa.eu',
    userAgent: 'WizData',
    timeoutMs: 1000,
    validatorsOf: () => ({ etag: '"a"', last_modified: 'Fri, 04 Mar 2022 15:00:00 GMT' }),
    fetch: async (_input, init) => {
      seen.push(init ?? {});
      return response;
    },
  });
}

test('a payload is the bytes, the moment, and the headers worth keeping', async () => {
  const response = new Response('Date,', { headers: { etag: '"b"', 'content-type': 'text/csv', 'set-cookie': 'a=b' } });
  expect(await politeTo(response).get(url)).toEqual({
    url,
    status: 200,
    headers: { etag: '"b"', 'content-type': 'text/csv' },
    bytes: new TextEncoder().encode('Date,'),
    fetched_at: '2022-03-04T15:10:00.000Z',
  });
});

test('a request names us, is conditional, bounded in time and follows no redirect', async () => {
  const seen: RequestInit[] = [];
  await politeTo(new Response(null, { status: 304 }), seen).get(url, { headers: { accept: 'application/zip' } });
  expect(Object.fromEntries(new Headers(seen[0]?.headers))).toEqual({
    accept: 'application/zip',
    'if-modified-since': 'Fri, 04 Mar 2022 15:00:00 GMT',
    'if-none-match': '"a"',
    'user-agent': 'WizData',
  });
  expect(seen[0]?.redirect).toBe('manual');
  expect(seen[0]?.signal).toBeInstanceOf(AbortSignal);
});

test('more bytes than allowed are a changed source', async () => {
  const work = politeTo(new Response('0123456789')).get(url, { maxBytes: 9 });
  await expect(work).rejects.toMatchObject({ code: 'source_changed', message: expect.stringContaining('9 bytes') });
});

test.each([
  ...[
    'https://evil.test/x',
    'https://www.ecb.europa.eu@evil.test/',
    'https://www.ecb.europa.eu.evil.test/',
    'http://www.ecb.europa.eu/',
  ],
  ...['https://www.ecb.europa.eu:8443/', 'https://user@www.ecb.europa.eu/', 'https://user:password@www.ecb.europa.eu/'],
  ...[
    'https://www.ecb.europa.eu/stats/../x',
    'https://www.ecb.europa.eu/stats/%2e%2E/x',
    'https://www.ecb.europa.eu/..',
  ],
  ...[
    'https://www.ecb.europa.eu/stats\\..\\x',
    'https://www.ecb.europa.eu/./x',
    'https://127.0.0.1/',
    'file:///etc/passwd',
  ],
])('%s is not asked: it is not of the source', async (elsewhere) => {
  const seen: RequestInit[] = [];
  await expect(politeTo(new Response('x'), seen).get(elsewhere)).rejects.toMatchObject({ code: 'config_invalid' });
  expect(seen).toEqual([]);
});
