import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BarBlocks, barBlocks } from '../../src/api/both-stores/bar-blocks.ts';
import { readBarsOfBoth } from '../../src/api/both-stores/read-bars.ts';
import { readBarsInBlocks } from '../../src/api/both-stores/read-bars-in-blocks.ts';
import type { CachedAnswer } from '../../src/cache/answer.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { newId } from '../../src/core/ids.ts';
import { partOf } from '../../src/lake/cold/bar-index.ts';
import type { Bar } from '../../src/model/records.ts';
import type { BarsRequest } from '../../src/storage/read/bars.ts';
import { store } from '../../src/storage/store.ts';
import { withdrawalStatement } from '../../src/storage/withdraw.ts';
import { RangeBucket } from '../support/range-bucket.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freeze } from './cold-bars.ts';
import { type MigratedDatabase, startMigratedDatabase } from './migrated-database.ts';

const instrument_id = 'XJSE:ABG';
const clock = fixedClock(Date.UTC(2020, 5, 15));
const random = seededRandom(11);
const lake = new RangeBucket();
let stand: MigratedDatabase;
let trips = 0;
let rowsRead = 0;

beforeAll(async () => {
  stand = await startMigratedDatabase();
  for (const [at, source] of ['alpha', 'beta', 'gamma'].entries()) {
    await stand.db.query(
      `INSERT INTO source (source_id, name, url, terms_url, redistribution, attribution, country, datasets,
         cadence_seconds, coverage_start, verified_on, rank, price_basis)
       VALUES ($1, 't', 'u', 'u', 'open', 'a', 'ZA', '[]', 60, '2000-01-01', '2026-11-24', $2, 'as_traded')`,
      [source, at + 1],
    );
  }
}, 120_000);
afterAll(() => stand.stop());

/** Every tenth day, so that a year has some 36 bars; the figures are draws, what is told is only whether pages agree. */
const dayAt = (index: number): string => new Date(Date.UTC(2012, 0, 3 + index * 10, 7)).toISOString();
const barAt = (index: number, unit = 'ZAc', close = String(random.whole(1, 10 ** 9))): Bar => ({
  ...{ instrument_id, interval: '1d', time: dayAt(index), session_date: dayAt(index).slice(0, 10) },
  ...{ open: null, high: null, low: null, close, volume: null, turnover: null },
  ...{ trades: null, unit, final: true },
});

async function tell(source: string, bars: readonly Bar[], is_sample = false): Promise<string[]> {
  clock.advance(1);
  const recorded_at = new Date(clock.now()).toISOString();
  const { changes } = await store(
    stand.db,
    { bar: bars },
    { source, is_sample, fetch_id: newId('fetch'), recorded_at },
  );
  return changes.map(({ channel }) => channel);
}

/** The blocks of an isolate that shares with others, and that no purge reaches but that of `announce`. */
const shared = new Map<string, CachedAnswer>();
const purged = new Map<string, number>();
function isolate(): BarBlocks {
  return barBlocks({
    clock,
    maxBytes: 1_000_000,
    shared: {
      get: async (key) => shared.get(key) ?? null,
      put: async (key, answer) => void shared.set(key, answer),
      purge: async () => undefined,
    },
    isOvertaken: ({ tags, readAtMs }) => tags.some((tag) => (purged.get(tag) ?? -1) >= readAtMs),
    defer: () => undefined,
  });
}
const announce = (channels: readonly string[]): void => {
  for (const channel of channels) purged.set(channel, clock.now());
};

const request = (more: Partial<BarsRequest>): BarsRequest => ({
  ...{ key: [instrument_id, '1d'], from: null, before: null, position: null, order: 'latest', limit: 500 },
  ...{ as_of: null, source: null, format: 'rows', unit: null, part: partOf(instrument_id) },
  ...more,
});

async function readBoth(blocks: BarBlocks, asked: BarsRequest) {
  const counted = {
    ...stand.db,
    query: (async (text: string, params: unknown[]) => {
      trips += 1;
      const found = await stand.db.query<{ json: string }>(text, params);
      rowsRead += (JSON.parse(found[0]?.json ?? '[]') as unknown[]).length;
      return found;
    }) as typeof stand.db.query,
  };
  trips = 0;
  rowsRead = 0;
  const {
    snapshot: _s,
    holds: _h,
    more: _m,
    ...page
  } = await readBarsInBlocks({ db: counted, lake, blocks, clock }, asked);
  const taken = trips;
  return { page, trips: taken, rowsRead, oracle: await readBarsOfBoth({ db: stand.db, lake }, asked) };
}

test('closed years come from blocks: none of their rows is read twice, and a page in them asks nobody', async () => {
  await tell(
    'beta',
    Array.from({ length: 305 }, (_, index) => barAt(index)),
  );
  const blocks = isolate();
  const whole = await readBoth(blocks, request({ from: '2012-01-01T00:00:00.000Z' }));
  expect(whole.page).toEqual(whole.oracle);
  expect(whole.trips).toBe(1);

  const inside = await readBoth(
    blocks,
    request({ from: '2013-02-01T00:00:00.000Z', before: '2018-07-01T00:00:00.000Z' }),
  );
  expect([inside.page, inside.trips]).toEqual([inside.oracle, 0]);

  const open = await readBoth(blocks, request({ from: '2014-01-01T00:00:00.000Z' }));
  expect([open.page, open.trips]).toEqual([open.oracle, 1]);
  expect(open.rowsRead).toBeLessThan(20);

  clock.advance(20_000);
  const later = await readBoth(
    blocks,
    request({ from: '2013-02-01T00:00:00.000Z', before: '2018-07-01T00:00:00.000Z' }),
  );
  expect([later.page, later.trips]).toEqual([later.oracle, 1]);
});

test('blocks of a database that was restarted, where ids of transactions may begin anew, are read again', async () => {
  const span = request({ from: '2012-01-01T00:00:00.000Z' });
  const readTwice = async (epoch: string) => {
    const kept = isolate();
    const blocks: BarBlocks = {
      ...kept,
      keep: (series, block) => kept.keep(series, { ...block, snapshot: block.snapshot.replace(/^\S+/, epoch) }),
    };
    await readBoth(blocks, span);
    return await readBoth(blocks, span);
  };
  const other = await readTwice('1');
  expect([other.page, other.rowsRead]).toEqual([other.oracle, 305]);
  // Another isolate finds what this one has shared, and puts its own in their place.
  expect((await readTwice('$&')).rowsRead).toBeLessThan(20);
});

test('a correction in a closed year is seen at the next look, and at once where it was announced', async () => {
  const blocks = isolate();
  const span = request({ from: '2012-01-01T00:00:00.000Z', before: '2019-01-01T00:00:00.000Z' });
  await readBoth(blocks, span);
  expect((await readBoth(blocks, span)).trips).toBe(0);
  announce(await tell('beta', [barAt(100)]));
  const seen = await readBoth(blocks, span);
  expect([seen.page, seen.trips]).toEqual([seen.oracle, 1]);
  expect((await readBoth(blocks, span)).rowsRead, 'once read anew, it is a block again').toBe(0);

  await tell('beta', [barAt(101)]);
  clock.advance(15_000);
  const late = await readBoth(blocks, span);
  expect([late.page, late.trips]).toEqual([late.oracle, 1]);
  clock.advance(15_000);
  announce(await tell('beta', [barAt(304)]));
  const untouched = await readBoth(blocks, span);
  expect([untouched.page, untouched.trips]).toEqual([untouched.oracle, 1]);
});

test('a page that is full before its span ends is of the source that the whole span prefers', async () => {
  const other = 'XJSE:SOL';
  const ofOther = (more: Partial<BarsRequest>) => request({ key: [other, '1d'], part: partOf(other), ...more });
  const bars = (...days: number[]) => days.map((day) => ({ ...barAt(day, 'ZAc', '5'), instrument_id: other }));
  await tell('beta', bars(...Array.from({ length: 305 }, (_, index) => index)));
  await tell('alpha', bars(2, 303));
  const blocks = isolate();
  await readBoth(blocks, ofOther({ from: '2013-01-01T00:00:00.000Z', before: '2019-01-01T00:00:00.000Z' }));
  for (const asked of [
    ofOther({ from: '2013-02-01T00:00:00.000Z', order: 'asc', limit: 10 }),
    ofOther({ before: '2018-07-01T00:00:00.000Z', limit: 10 }),
  ]) {
    const read = await readBoth(blocks, asked);
    expect(read.page.source).toBe('alpha');
    expect(read.page, JSON.stringify(asked)).toEqual(read.oracle);
  }
});

test('whatever is asked in whatever order, while rows come, change and go, pages are as without blocks', async () => {
  const isolates = [isolate(), isolate()];
  const moments = [
    null,
    ...[2012, 2013, 2015, 2018, 2019, 2020].flatMap((year) => [
      `${year}-01-01T00:00:00.000Z`,
      `${year}-05-03T07:00:00.000Z`,
    ]),
  ];
  let saved = 0;
  for (let round = 0; round < 400; round += 1) {
    const draw = random.whole(0, 29);
    // What lies in cold storage is not written here.
    const anyDay = (): number => random.whole(round < 280 ? 0 : 80, 304);
    if (draw === 0) announce(await tell('beta', [barAt(anyDay())]));
    if (draw === 1) announce(await tell('gamma', [barAt(anyDay(), random.pick(['ZAc', 'USD']))], true));
    if (draw === 2 && round > 200) announce(await tell('alpha', [barAt(random.whole(150, 200))]));
    if (draw === 3) {
      const key = {
        instrument_id,
        interval: '1d',
        source: random.pick(['beta', 'gamma']),
        time: dayAt(anyDay()),
      };
      const at = new Date(Date.now() + 1000).toISOString();
      await stand.db.batch([withdrawalStatement({ dataset: 'bar', rows: [key], at })]);
      announce([`bar.1d:${instrument_id}`]);
    }
    if (draw === 4) clock.advance(random.pick([1, 16_000]));
    if (round === 280) await freeze(stand.db, lake, 'daily', '2013');
    const [from = null, before = null] = [random.pick(moments), random.pick(moments)];
    if (from !== null && before !== null && from > before) continue;
    let asked = request({
      ...{ from, before, order: random.pick(['latest', 'asc', 'desc']), limit: random.pick([1, 30, 100, 500]) },
      source: random.pick([null, null, 'beta', 'gamma']),
    });
    for (let page = 0; page < 3; page += 1) {
      const read = await readBoth(random.pick(isolates), asked);
      expect(read.page, JSON.stringify(asked)).toEqual(read.oracle);
      expect(read.trips).toBeLessThanOrEqual(2);
      if (read.rowsRead < (JSON.parse(read.page.json) as unknown[]).length) saved += 1;
      if (read.page.next === null) break;
      asked = { ...asked, position: read.page.next, source: read.page.source };
    }
  }
  expect(saved).toBeGreaterThan(50);
});
