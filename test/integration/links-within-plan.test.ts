import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { type Answer, type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;
/** Ten years after the second of two closes, which is then the first that everybody may see. */
beforeAll(async () => {
  read = await startReadApi({ clock: fixedClock(Date.parse('2031-01-13T12:00:00Z')) });
});
afterAll(() => read.stop());

async function answerTo(path: string, key: string, body?: object): Promise<Answer> {
  const posted = body && {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  };
  const response = await read.api.request(path, { key, ...posted });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as Answer;
}
const days = ({ data }: Answer): string[] => data.map((bar: { session_date: string }) => bar.session_date);

test.each([
  '/v1/bars/XJSE:NPN/indicators?indicators=mom(1)&from=2021-01-13',
  '/v1/indicators/latest?ids=XJSE:NPN&indicators=mom(1)',
])('%s links to the bars that the plan of the caller shows, and says so', async (path) => {
  for (const [key, earliest, shown] of [
    ['admin', null, ['2021-01-12', '2021-01-13']],
    ['reader', '2021-01-13', ['2021-01-13']],
    ['admin', null, ['2021-01-12', '2021-01-13']],
  ] as const) {
    const { data, meta } = await answerTo(path, key);
    expect([data[0].values['mom(1)'], meta.earliest_day]).toEqual(['437', earliest]);
    expect(days(await answerTo(data[0].inputs, key))).toEqual(shown);
  }
});

test('a screen links to the bars that the plan of the caller shows', async () => {
  const screen = { filters: [{ field: 'change_1d', min: '0' }] };
  for (const [key, earliest, shown] of [
    ['admin', null, ['2021-01-12', '2021-01-13']],
    ['reader', '2021-01-13', ['2021-01-13']],
  ] as const) {
    const { data, meta } = await answerTo('/v1/screener?on=2021-01-13', key, screen);
    expect(meta.earliest_day).toBe(earliest);
    expect(days(await answerTo(data[0].figures[0].evidence, key))).toEqual(shown);
  }
});
