import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { fakeApi } from './fake-api.ts';

const paged = endpoints.filter(({ query }) => Object.hasOwn(query.shape, 'cursor'));

describe.each(paged.map((endpoint) => [endpoint.operationId, endpoint] as const))('%s', (_name, endpoint) => {
  const { path, body } = endpoint.example;
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const at = (cursor: string) => `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`;

  test('takes no cursor that it did not give', async () => {
    const api = fakeApi();
    const made = await api.deps.cursors.seal('WyIyMDIxLTAxLTEzIl0', endpoint.operationId);
    const ofAnother = await api.deps.cursors.seal('WyIyMDIxLTAxLTEzIl0', 'listNothing');
    for (const cursor of [
      ofAnother,
      'WyIyMDIxLTAxLTEzIl0',
      `A${made.slice(1)}`,
      made.slice(0, -1),
      `${made}0`,
      'x',
      '',
    ]) {
      const response = await api.request(at(cursor), { method: endpoint.method, key: 'admin', ...sent });
      const { detail } = (await response.json()) as { detail: string };
      expect([cursor, response.status, detail]).toEqual([cursor, 400, expect.stringContaining('next_cursor')]);
    }
    expect(api.queries).toHaveLength(0);
  });
});

describe('a page of bars', () => {
  const path = '/v1/bars/XJSE:NPN?limit=1';
  const withMore = () => {
    const api = fakeApi();
    const { answers } = api;
    api.answers = (text) => answers(text).map((row) => ({ ...row, more: true, next: '2021-01-13T07:00:00.000Z' }));
    return api;
  };

  test('gives a cursor that leads on, in JSON and in the headers of a table', async () => {
    const api = withMore();
    const { meta } = (await (await api.request(path)).json()) as { meta: { next_cursor: string } };
    const csv = await api.request(`${path}&format=csv`);
    expect(csv.headers.get('wiz-next-cursor')).toBe(meta.next_cursor);
    const next = /<([^>]+)>; rel="next"/.exec(csv.headers.get('link') ?? '')?.[1] ?? '';
    expect(next).toContain(`cursor=${meta.next_cursor}`);
    for (const url of [`${path}&cursor=${meta.next_cursor}`, next]) expect((await api.request(url)).status).toBe(200);
    expect((await api.request(next)).headers.get('content-type')).toContain('text/csv');
  });

  test('among several gives one for each of them', async () => {
    const api = withMore();
    const answer = (await (await api.request('/v1/bars?ids=XJSE:NPN')).json()) as { data: { next_cursor: string }[] };
    const cursor = answer.data[0]?.next_cursor ?? '';
    expect((await api.request(`${path}&cursor=${cursor}`)).status).toBe(200);
  });
});
