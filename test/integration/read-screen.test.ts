import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../support/seeded-random.ts';
import { listSeries } from './migrated-database.ts';
import { type Answer, first, type ReadApi, second, startReadApi } from './read-api.ts';

interface Bar {
  readonly day: string;
  readonly close: number;
}

let read: ReadApi;
const random = seededRandom(7);
const closes = new Map<string, readonly Bar[]>();
const dayAt = (back: number): string => new Date(Date.UTC(2023, 5, 30) - back * 86_400_000).toISOString().slice(0, 10);
const known = '2023-07-01T05:00:00.000Z';

/** Walks at random of 300 weekdays until 2023-06-30: only whether the answers say what they say is looked at. */
beforeAll(async () => {
  read = await startReadApi();
  await read.owner.query(
    `INSERT INTO source (source_id, name, url, terms_url, redistribution, attribution, country, datasets,
       cadence_seconds, coverage_start, verified_on, rank, price_basis)
     VALUES ('draws', 't', 'u', 'u', 'open', 'a', 'ZA', '[]', 60, '2000-01-01', '2026-11-24', 1, 'as_traded')`,
  );
  for (let number = 0; number < 30; number += 1) {
    const id = `XTST:W${number}`;
    let close = random.whole(500, 50_000);
    const bars = Array.from({ length: 420 }, (_, back) => dayAt(419 - back))
      .filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
      .map((day) => {
        close = Math.max(1, close + Math.round((close * random.whole(-30, 31)) / 1000));
        return { day, close };
      });
    closes.set(id, bars);
    await read.owner.query(
      `INSERT INTO bar SELECT $1, '1d', 'draws', (d || 'T07:00:00Z')::timestamptz, d::date, c, c, c, c, 1000, NULL, NULL, 'ZAc',
         true, true, $2, $3 FROM unnest($4::text[], $5::numeric[]) AS x(d, c)`,
      [id, first, known, bars.map(({ day }) => day), bars.map((bar) => bar.close)],
    );
    await read.owner.query(
      `INSERT INTO instrument VALUES ($1, 'draws', 'equity', $1, 'XTST', $4, 'ZAR', 'ZAc', NULL, 'Africa/Johannesburg', true, $2, $3)`,
      [id, first, known, `W${number}`],
    );
  }
  await listSeries(read.owner);
}, 120_000);
afterAll(() => read.stop());

async function screen(body: object, query = ''): Promise<Answer> {
  const response = await read.api.request(`/v1/screener?limit=500${query}`, {
    ...{ method: 'POST', key: 'admin', body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  });
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as Answer;
}

const universe = { venues: ['XTST'] };
const shownValue = (row: { figures: { field: string; value: string | null }[] }, field: string): number =>
  Number(row.figures.find((figure) => figure.field === field)?.value);

describe('a screen', () => {
  test('finds exactly those whose figures are so, in their order, and says why', async () => {
    const { data, meta } = await screen({
      universe,
      filters: [{ field: 'return_1m', min: '0.5', max: '12' }],
      sort: { field: 'return_1m', order: 'desc' },
    });
    const expected = [...closes]
      .map(([id, bars]) => {
        const base = bars.filter(({ day }) => day <= '2023-05-30').at(-1)?.close ?? 0;
        return { id, value: ((bars.at(-1)?.close ?? 0) / base - 1) * 100 };
      })
      .filter(({ value }) => value >= 0.5 && value <= 12)
      .sort((one, other) => other.value - one.value);
    expect(data.map((row: { instrument_id: string }) => row.instrument_id)).toEqual(expected.map(({ id }) => id));
    for (const [at, { value }] of expected.entries()) expect(shownValue(data[at], 'return_1m')).toBeCloseTo(value, 8);
    expect(data[0].figures[0]).toMatchObject({
      field: 'return_1m',
      unit: 'percent',
      min: '0.5',
      max: '12',
      fetch_ids: [first],
    });
    expect(meta).toMatchObject({
      day: '2023-06-30',
      looked_at: 30,
      matched: expected.length,
      is_sample: true,
      unit: 'ZAc',
    });
  });

  test('shows figures of the year as they follow from its bars', async () => {
    const fields = ['volatility_1y', 'sma_50', 'to_sma_200', 'high_1y', 'from_low_1y', 'volume_20d'];
    const { data } = await screen({ universe: { ids: ['XTST:W3'] }, fields });
    const year = (closes.get('XTST:W3') ?? []).filter(({ day }) => day > '2022-06-30').map(({ close }) => close);
    const returns = year.slice(1).map((close, at) => Math.log(close / (year[at] as number)));
    const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length;
    const variance = returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (returns.length - 1);
    const average = (count: number): number => year.slice(-count).reduce((sum, close) => sum + close, 0) / count;
    const last = year.at(-1) as number;
    const [row] = data;
    expect(shownValue(row, 'volatility_1y')).toBeCloseTo(Math.sqrt(variance * 252) * 100, 8);
    expect(shownValue(row, 'sma_50')).toBeCloseTo(average(50), 6);
    expect(shownValue(row, 'to_sma_200')).toBeCloseTo((last / average(200) - 1) * 100, 8);
    expect(shownValue(row, 'high_1y')).toBe(Math.max(...year));
    expect(shownValue(row, 'from_low_1y')).toBeCloseTo((last / Math.min(...year) - 1) * 100, 8);
    expect(shownValue(row, 'volume_20d')).toBe(1000);
  });

  test('sees nothing that was not known, nor anything after the day', async () => {
    const before = await screen({ universe, fields: ['return_1w'] }, '&on=2023-05-15');
    expect(before.meta.day).toBe('2023-05-15');
    await read.owner.query(
      `UPDATE bar SET close = close * 2, rev = 2, fetch_id = $1, recorded_at = '2023-08-01' WHERE instrument_id = 'XTST:W1'
         AND time >= '2023-05-11' AND time < '2023-05-12'`,
      [second],
    );
    await read.owner.query(
      `UPDATE bar SET close = close * 3, rev = 2, recorded_at = '2023-08-01' WHERE time > '2023-06-29'`,
    );
    expect((await screen({ universe, fields: ['return_1w'] }, '&on=2023-05-15')).data).toEqual(before.data);
    const then = await screen({ universe, fields: ['change_1d'] }, '&as_of=2023-07-15&on=2023-05-12');
    const now = await screen({ universe, fields: ['change_1d'] }, '&on=2023-05-12');
    const of = ({ data }: Answer) =>
      shownValue(
        data.find((row: { instrument_id: string }) => row.instrument_id === 'XTST:W1'),
        'change_1d',
      );
    expect(of(now)).toBeCloseTo((1 + of(then) / 100) * 50 - 100, 6);
    expect((await screen({ universe }, '&as_of=2023-06-01')).meta.looked_at).toBe(0);
  });

  test('gives no figure across a split, and says how many have none', async () => {
    await read.owner.query(
      `INSERT INTO corporate_action (instrument_id, source, kind, ex_date, ratio, is_sample, fetch_id, recorded_at)
       VALUES ('XTST:W5', 'draws', 'split', '2023-06-20', 2, true, $1, $2)`,
      [first, known],
    );
    const { data, meta } = await screen({
      universe: { ids: ['XTST:W5'] },
      fields: ['return_1w', 'return_1m', 'sma_50'],
    });
    const told = Object.fromEntries(
      data[0].figures.map((figure: { field: string; reason: string }) => [figure.field, figure.reason]),
    );
    expect(told).toEqual({ return_1w: null, return_1m: 'split_between', sma_50: 'split_between' });
    expect(meta.without).toEqual({ return_1m: 1, sma_50: 1 });
  });

  test('comes page by page, each instrument once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const response = await read.api.request(`/v1/screener?limit=7${cursor}`, {
        ...{ method: 'POST', key: 'admin', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ universe, sort: { field: 'volatility_3m' } }),
      });
      const { data, meta } = (await response.json()) as Answer;
      seen.push(...data.map((row: { instrument_id: string }) => row.instrument_id));
      cursor = meta.next_cursor === null ? '' : `&cursor=${meta.next_cursor}`;
    } while (cursor !== '');
    expect(seen.length).toBe(30);
    expect(new Set(seen).size).toBe(30);
  });

  test('that makes no sense is refused with what to do', async () => {
    for (const [body, said] of [
      [{ filters: [{ field: 'nonsense', min: '1' }] }, 'must be one of close'],
      [{ filters: [{ field: 'close' }] }, 'needs min or max'],
      [{ universe: { venues: [] } }, 'must not be empty'],
      [{ universe: { sectors: ['a\u0000'] } }, 'must be 1 to 100 characters'],
      [{ unknown: 1 }, 'unknown'],
    ] as const) {
      const response = await read.api.request('/v1/screener', {
        ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(said);
    }
  });
});
