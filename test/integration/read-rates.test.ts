import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, first, knownAt, type ReadApi, startReadApi } from './read-api.ts';

let read: ReadApi;

beforeAll(async () => {
  read = await startReadApi();
  const { owner } = read;
  const provenance = [true, first, knownAt[0]];
  await owner.query(
    `INSERT INTO rate VALUES ('USD', 'ZAR', 'bank', '2021-01-12', '15.3', $1, $2, $3),
       ('USD', 'ZAR', 'wrong', '2021-01-13', '153', $1, $2, $3)`,
    provenance,
  );
});
afterAll(() => read.stop());

describe('a conversion', () => {
  const convert = (query: string) => read.get(`/v1/convert?from=USD&to=ZAR&date=2021-01-13&${query}`, 'convertMoney');

  test('takes the youngest way, and says how old each leg is', async () => {
    const { data } = await convert('amount=100&source=ecb');
    expect(data).toMatchObject({ converted: '1531.55515371', method: 'cross', age_days: 0 });
    expect((await convert('amount=100&source=bank')).data).toMatchObject({ method: 'direct', age_days: 1 });
  });

  test('blended, leaves out who is far from the others, and says why', async () => {
    const { data } = await convert('method=blend');
    const verdicts = data.contributions.map(({ source, used }: Record<string, unknown>) => [source, used]);
    expect(Object.fromEntries(verdicts)).toEqual({ ecb: true, bank: true, wrong: false });
    expect(Number(data.rate)).toBeCloseTo((15.3155515371 + 15.3) / 2, 6);
  });

  test('of a currency into itself is the amount', async () => {
    const { data } = await read.get('/v1/convert?from=ZAR&to=ZAR&amount=2.50', 'convertMoney');
    expect(data).toMatchObject({ converted: '2.50', method: 'identity' });
  });
});

describe('rates that several sources have', () => {
  const days = ['2023-03-01', '2023-03-02', '2023-03-03', '2023-03-06', '2023-03-07'];
  const spanned = 'from=2023-03-01&to=2023-03-31';
  const rates = (query: string) => read.get(`/v1/rates/GBP-ZAR?${query}`, 'getRates');
  const told = ({ data }: Answer) => data.map(({ date, source }: Record<string, string>) => [date, source]);

  beforeAll(async () => {
    for (const [source, upTo] of [
      ['fred', 5],
      ['sarb', 4],
    ] as const) {
      for (const day of days.slice(0, upTo)) {
        await read.owner.query(`INSERT INTO rate VALUES ('GBP', 'ZAR', $1, $2, 22, true, $3, $4)`, [
          ...[source, day, first, knownAt[0]],
        ]);
      }
    }
  });

  test.each(['asc', 'desc'])('come from whoever is believed first, page by page, each day once: %s', async (order) => {
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Answer = await rates(`${spanned}&order=${order}&limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...told(page));
      cursor = page.meta.next_cursor;
    }
    const walked = days.slice(0, 4).map((day) => [day, 'sarb']);
    expect(seen).toEqual(order === 'asc' ? walked : walked.reverse());
  });

  test('are of the source that is asked for, however large the page', async () => {
    expect(told(await rates(`${spanned}&source=fred&limit=100`))).toEqual(days.map((day) => [day, 'fred']));
  });

  test('the latest is of the newest day, whoever has it', async () => {
    expect(told(await rates(''))).toEqual([['2023-03-07', 'fred']]);
  });
});
