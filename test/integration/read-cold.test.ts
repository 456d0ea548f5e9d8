import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barIndex, shardKey, shardOf } from '../../src/lake/cold/bar-index.ts';
import { drawDecimal } from '../../src/lake/cold/examples.ts';
import { limiterOf } from '../contract/fake-api.ts';
import { RangeBucket } from '../support/range-bucket.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freeze } from './cold-bars.ts';
import { listSeries } from './migrated-database.ts';
import { type Answer, first, type ReadApi, second, startReadApi } from './read-api.ts';

const id = 'XJSE:NPN';
const days = Array.from({ length: 91 }, (_, at) => new Date(Date.UTC(2013, 0, 2 + 20 * at)).toISOString().slice(0, 10));
const hours = Array.from({ length: 120 }, (_, at) => new Date(Date.UTC(2017, 9, 1, 5 + 18 * at)).toISOString());

const orders = ['', '&order=asc', '&order=desc'];
const spans = [
  '',
  '&from=2013-06-01&to=2014-03-01',
  '&from=2015-11-01&to=2016-02-10',
  '&to=2013-03-01',
  '&from=2014-02-01&to=2014-05-01',
  '&from=2015-03-01&to=2015-09-01',
  '&from=2016-02-01',
];
const forms = [
  '',
  '&as_of=2014-06-01',
  '&as_of=2016-01-01T00:00:00Z',
  '&unit=ZAR',
  '&format=columns',
  '&format=columns&unit=ZAR&as_of=2016-01-01',
  '&source=beta',
  '&source=gamma&format=columns',
  '&source=delta&unit=ZAR',
  '&adjust=splits',
  '&adjust=all&explain=true',
  '&adjust=all&explain=true&source=beta&as_of=2016-06-01',
];
const limits = [1, 2, 7, 500];
const mostPages = 12;

let read: ReadApi;
const bucket = new RangeBucket();
let trips = 0;
const before = new Map<string, string[]>();

beforeAll(async () => {
  const limiter = limiterOf({ allowed: true, limit: 1, remaining: 1, resetSeconds: 1, scope: 'shared' });
  read = await startReadApi({ lake: bucket, limiter });
  await fill();
  await listSeries(read.owner);
  for (const path of paths()) before.set(path, await walk(path));
  await freeze(read.owner, bucket, 'daily', '2013');
  await freeze(read.owner, bucket, 'daily', '2014', [id]);
  await freeze(read.owner, bucket, 'daily', '2015');
  for (const month of ['2017-10', '2017-11']) await freeze(read.owner, bucket, 'intraday', month);
  await read.api.deps.cache.purge([`bar.1d:${id}`, `bar.1h:${id}`, `corporate_action:${id}`]);
  const { db } = read.api.deps;
  const [query, batch] = [db.query.bind(db), db.batch.bind(db)];
  Object.assign(db, {
    query: (...args: Parameters<typeof query>) => {
      trips += 1;
      return query(...args);
    },
    batch: (...args: Parameters<typeof batch>) => {
      trips += 1;
      return batch(...args);
    },
  });
}, 120_000);
afterAll(() => read.stop());

/** Sources of which one has only old bars, one all, one begins a session on the evening before, one counts in dollars. */
async function fill(): Promise<void> {
  const { owner } = read;
  await owner.query('DELETE FROM bar');
  await owner.query('DELETE FROM bar_series');
  for (const [at, source] of ['alpha', 'beta', 'gamma', 'delta'].entries()) {
    await owner.query(
      `INSERT INTO source (source_id, name, url, terms_url, redistribution, attribution, country, datasets,
         cadence_seconds, coverage_start, verified_on, rank, price_basis)
       VALUES ($1, 't', 'u', 'u', 'open', 'a', 'ZA', '[]', 60, '2000-01-01', '2026-11-24', $2, 'as_traded')`,
      [source, at + 1],
    );
  }
  const random = seededRandom(4);
  const price = () =>
    drawDecimal(random)
      .replace('-', '')
      .replace(/^0(\.0*)?$/, '7');
  const insert = (source: string, interval: string, time: string, day: string, unit: string) =>
    owner.query(
      `INSERT INTO bar VALUES ($1, $2, $3, $4::timestamptz, $5, $6, $7, $8, $9, $10, $11, $12, $13, true, $14, $15, $4)`,
      [
        id,
        interval,
        source,
        time,
        day,
        null,
        ...[price(), price(), price(), price(), price()],
        12,
        unit,
        random.whole(0, 1) === 1,
        first,
      ],
    );
  for (const day of days) {
    if (day < '2014-03-20') await insert('alpha', '1d', `${day}T07:00:00Z`, day, 'ZAc');
    await insert('beta', '1d', `${day}T07:00:00Z`, day, day < '2013-05' ? 'ZAR' : 'ZAc');
    const evening = new Date(Date.parse(day) - 7_200_000).toISOString();
    if (day > '2014-12') await insert('gamma', '1d', evening, day, 'ZAc');
    if (day > '2015-11') await insert('delta', '1d', `${day}T07:00:00Z`, day, day.startsWith('2015') ? 'USD' : 'ZAc');
  }
  for (const time of hours) await insert('beta', '1h', time, time.slice(0, 10), 'ZAc');
  for (const divisor of [3, 5, 7]) {
    await owner.query(
      `UPDATE bar SET close = close + 1, volume = CASE rev WHEN 1 THEN volume END, rev = rev + 1, fetch_id = $2,
         recorded_at = recorded_at + interval '190 days' WHERE extract(doy FROM time)::int % $1::int = 0`,
      [divisor, second],
    );
  }
  for (const [kind, day, ratio, amount] of [
    ['split', '2015-01-10', 2, null],
    ['split', '2016-01-08', '1.5', null],
    ['dividend', '2013-07-01', null, 1],
    ['dividend', '2017-07-01', null, 1],
  ]) {
    await owner.query(
      `INSERT INTO corporate_action (instrument_id, source, kind, ex_date, ratio, amount, unit, is_sample, fetch_id, recorded_at)
       VALUES ($1, 'beta', $2::text, $3::date, $4, $5, CASE $2::text WHEN 'dividend' THEN 'ZAc' END, true, $6, $3::date::timestamptz)`,
      [id, kind, day, ratio, amount, first],
    );
  }
}

function paths(): string[] {
  const random = seededRandom(40);
  const bars = orders.flatMap((order) =>
    spans.flatMap((span) =>
      forms.flatMap((form) => {
        const limit = random.pick(limits);
        return [`/v1/bars/${id}?limit=${limit}${order}${span}${form}`];
      }),
    ),
  );
  const more = limits.flatMap((limit) => [
    ...orders.map((order) => `/v1/bars/${id}?interval=1h&limit=${limit}${order}`),
    `/v1/bars/${id}?interval=1h&limit=${limit}&adjust=all&from=2017-11-20&to=2017-12-03`,
    ...spans.flatMap((span) => [
      `/v1/bars/${id}/revisions?limit=${limit}${span}`,
      `/v1/bars/${id}/revisions?limit=${limit}${span}&source=beta`,
      `/v1/reconciliation/${id}?limit=${limit}${span}`,
      `/v1/reconciliation/${id}?limit=${limit}${span}&as_of=2015-07-01`,
    ]),
    `/v1/reconciliation/${id}?limit=${limit}&interval=1h&from=2017-11-25&to=2017-12-05`,
    `/v1/bars/${id}/revisions?limit=${limit}&interval=1h`,
  ]);
  return [...bars, ...more];
}

/** The answers of all pages, up to so many, as text. */
async function walk(path: string): Promise<string[]> {
  const pages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null && pages.length < mostPages; ) {
    const response = await read.api.request(`${path}${cursor && `&cursor=${cursor}`}`, { key: 'admin' });
    const text = (await response.text()).replace(/req_[0-9a-f]+/, 'req');
    pages.push(`${response.status} ${text}`);
    cursor = response.status === 200 ? JSON.parse(text).meta.next_cursor : null;
  }
  return pages;
}

describe('bars of which some are cold', () => {
  test('are answered as they were, byte for byte, whatever is asked', async () => {
    expect([...before.values()].flat().filter((page) => page.startsWith('200')).length).toBeGreaterThan(800);
    const different: unknown[] = [];
    for (const [path, pages] of before) {
      const after = await walk(path);
      const at = pages.findIndex((page, index) => page !== after[index]);
      if (at !== -1 || after.length !== pages.length) different.push({ path, at, was: pages[at], is: after[at] });
    }
    expect(different.slice(0, 3)).toEqual([]);
    expect(different).toHaveLength(0);
  }, 120_000);

  test('cost nothing more where they are not', async () => {
    const { data } = await counted(`/v1/bars/${id}?source=beta&limit=3&as_of=2026-01-02`);
    expect(data.map(({ time }: { time: string }) => time.slice(0, 4))).toEqual(['2017', '2017', '2017']);
    await counted(`/v1/bars/${id}?order=asc&limit=3&from=2016-01-01`);
    await counted(`/v1/bars/${id}?source=beta&from=2014-02-01&to=2014-06-01&limit=400`);
    await counted(`/v1/bars/${id}?from=2017-08-01&adjust=all&limit=400`);
    await counted(`/v1/bars/${id}/revisions?limit=3`);
    await counted(`/v1/reconciliation/${id}?limit=3`);
  });

  test('take one read of the index and one of each file, and no other trip to the database', async () => {
    const [before, reads] = [trips, bucket.gets.length];
    await read.get(`/v1/bars/${id}?source=beta&limit=400&from=2013-01-01&to=2015-12-30`, 'listBars');
    expect([trips - before, bucket.gets.length - reads]).toEqual([1, 3]);
  });

  test('that cannot be reached are a problem, and never a shorter answer', async () => {
    bucket.failure = new Error('R2 is away');
    const response = await read.api.request(`/v1/bars/${id}?limit=401`, { key: 'admin' });
    bucket.failure = null;
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'dependency_unavailable' }]);
    const index = shardKey(shardOf(id));
    const shard = bucket.objects.get(index) as Uint8Array;
    bucket.objects.delete(index);
    expect((await read.api.request(`/v1/bars/${id}?limit=402`, { key: 'admin' })).status).toBe(503);
    bucket.objects.set(index, shard);
    expect((await read.api.request(`/v1/bars/${id}?limit=402`, { key: 'admin' })).status).toBe(200);
  });
});

/** What is answered while an object says something else. */
async function damaged(key: string, bytes: Uint8Array, path: string): Promise<[number, unknown]> {
  const whole = bucket.objects.get(key) as Uint8Array;
  bucket.objects.set(key, bytes);
  const response = await read.api.request(path, { key: 'admin' });
  bucket.objects.set(key, whole);
  return [response.status, ((await response.json()) as { code?: string }).code];
}

describe('cold storage that was damaged', () => {
  const path = (at: number) => `/v1/bars/${id}?source=beta&order=asc&from=2013-01-01&to=2013-12-30&limit=${at + 100}`;
  const away = [503, 'dependency_unavailable'];

  test('is a problem and never another number, whichever bit of the bars is another', async () => {
    const [key = ''] = [...bucket.objects.keys()].filter((name) => /daily\/2013\/.*parquet$/.test(name));
    const whole = bucket.objects.get(key) as Uint8Array;
    const slices = (await barIndex(bucket).slices(id)).filter(
      ({ file, source }) => file.path === key && source === 'beta',
    );
    const random = seededRandom(12);
    for (let at = 0; at < 60; at += 1) {
      const { offset, length } = random.pick(slices);
      const place = at === 0 ? offset + 4 : random.whole(offset, offset + length - 1);
      const bytes = whole.with(place, (whole[place] ?? 0) ^ (1 << (at === 0 ? 6 : random.whole(0, 7)))) as Uint8Array;
      expect(await damaged(key, bytes, path(at)), `at ${place}`).toEqual(away);
    }
    expect(await damaged(key, whole.slice(0, 40), path(60))).toEqual(away);
    expect(await damaged(key, new Uint8Array(whole.length), path(61))).toEqual(away);
  });

  test('is one too where the index is no JSON, or is and tells otherwise than it was written', async () => {
    const key = shardKey(shardOf(id));
    const text = new TextDecoder().decode(bucket.objects.get(key));
    const { slices, ...rest } = JSON.parse(text) as { slices: Record<string, unknown[][]> };
    const others = [
      '',
      '{',
      text.slice(0, 100),
      JSON.stringify({ ...rest, slices: {} }),
      JSON.stringify({ ...rest, slices: { [id]: slices[id]?.slice(1) } }),
      JSON.stringify({ ...rest, slices: { [id]: slices[id]?.map((each) => each.with(7, Number(each[7]) + 1)) } }),
    ];
    for (const [at, other] of others.entries()) {
      expect(await damaged(key, new TextEncoder().encode(other), path(70 + at)), other.slice(0, 80)).toEqual(away);
    }
    expect((await read.api.request(path(80), { key: 'admin' })).status).toBe(200);
  });
});

test('the status tells how much is cold, and of rows that have no partition', async () => {
  const { data } = await read.get('/v1/status', 'getStatus');
  expect(data.cold).toMatchObject([
    { interval_class: 'daily', files: 3, oldest_period: '2013', newest_period: '2015', reopened: 1 },
    { interval_class: 'intraday', files: 2, oldest_period: '2017-10', newest_period: '2017-11', reopened: 0 },
  ]);
  expect(data.cold[1].rows).toBeGreaterThan(80);
  expect(data.rows_beyond).toEqual({ bar_intraday: 0, bar_daily: 0, trade: 0, quote: 0, measurement: 0 });
});

/** An answer for which cold storage is not asked, and the database once. */
async function counted(path: string): Promise<Answer> {
  const [before, reads] = [trips, bucket.gets.length];
  const answer = await read.get(path, operationOf(path));
  expect([trips - before, bucket.gets.length - reads], path).toEqual([1, 0]);
  return answer;
}

const operationOf = (path: string): string =>
  path.includes('/revisions')
    ? 'listBarRevisions'
    : path.includes('/reconciliation')
      ? 'getReconciliation'
      : 'listBars';
