import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toInstant } from '../../src/core/clock.ts';
import type { Rate } from '../../src/model/records.ts';
import { audit } from '../../src/pipeline/audit.ts';
import * as examples from '../../src/quality/examples.ts';
import type { Database } from '../../src/storage/client.ts';
import { MemoryBucket } from '../support/memory-bucket.ts';
import { type Auditing, auditing, barsOf, minuteMs, splitOf } from './auditing.ts';
import { freeze } from './cold-bars.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;
let the: Auditing;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
  the = await auditing(db);
});
afterAll(() => stop());
beforeEach(() => the.empty());

const { mtn, richemont, vodacom, remgro, apple, naspers } = examples;

describe('each planted fault is found by the rule that names it', () => {
  test('a payload in another unit than the ones before and after it', async () => {
    const points = mtn.series.points;
    for (const part of [points.slice(0, 4), points.slice(4, 5), points.slice(5)]) {
      await the.bring({ bar: barsOf('XJSE:MTN', part) });
    }
    await the.auditLater();
    expect(await the.findings()).toEqual(['yahoo-csv bar.1d:XJSE:MTN unit_jump 2020-10-30']);
  });

  test('a split that the prices deny, as soon as it is told', async () => {
    await the.bring({ bar: barsOf('XNAS:AAPL', apple.series.points) }, 'ice');
    await the.auditLater();
    expect(await the.findings()).toEqual([]);
    await the.bring({ corporate_action: [splitOf('XNAS:AAPL', '2020-08-26', '4')] }, 'ice');
    await the.auditLater();
    expect(await the.findings()).toEqual(['ice bar.1d:XNAS:AAPL split_sanity 2020-08-26']);
  });

  test('a price that stands still', async () => {
    await the.bring({ bar: barsOf('XJSE:CFR', richemont.series.points) });
    await the.auditLater();
    expect(await the.findings()).toEqual([
      'yahoo-csv bar.1d:XJSE:CFR gap 2008-08-06',
      'yahoo-csv bar.1d:XJSE:CFR stale_price 2008-07-28',
    ]);
  });

  test('a session without a bar, while a holiday needs none', async () => {
    await the.bring({
      bar: barsOf(
        'XJSE:VOD',
        vodacom.series.points.filter(({ period }) => period !== '2010-03-24'),
      ),
    });
    await the.auditLater();
    expect(await the.findings()).toEqual(['yahoo-csv bar.1d:XJSE:VOD gap 2010-03-24']);
  });

  test('a price far from its neighbours', async () => {
    await the.bring({ bar: barsOf('XJSE:REM', remgro.series.points) });
    await the.auditLater();
    expect(await the.findings()).toEqual(['yahoo-csv bar.1d:XJSE:REM outlier 2019-07-19']);
  });

  test('a source that contradicts a better one', async () => {
    const [other] = naspers.others;
    await the.bring({ bar: barsOf('XJSE:NPN', naspers.series.points) });
    await the.bring({ bar: barsOf('XJSE:NPN', other?.points ?? []) }, 'ice');
    await the.auditLater();
    expect(await the.findings()).toEqual(['yahoo-csv bar.1d:XJSE:NPN disagreement 2010-03-15']);
  });

  test('a rate that contradicts another source', async () => {
    const rate = (date: string, value: string): Rate => ({ base: 'EUR', quote: 'ZAR', date, value });
    await the.bring({ rate: [rate('2022-12-29', '18.1967'), rate('2022-12-30', '18.0986')] }, 'ice');
    await the.bring({ rate: [rate('2022-12-29', '18.1967'), rate('2022-12-30', '28.0986')] });
    await the.auditLater();
    expect(await the.findings()).toEqual(['yahoo-csv rate.1d:FX:EUR-ZAR disagreement 2022-12-30']);
  });
});

describe('an audit', () => {
  const vod = (without: readonly string[] = []) =>
    barsOf(
      'XJSE:VOD',
      vodacom.series.points.filter(({ period }) => !without.includes(period)),
    );
  const rows = async () =>
    await db.query('SELECT * FROM finding ORDER BY channel, source, rule, "at"').then(async (found) => ({
      found,
      quality: (await db.query('SELECT * FROM quality ORDER BY channel, source, day')).map(
        ({ computed_at: _, ...rest }) => rest,
      ),
    }));

  test('of what has not changed says nothing new', async () => {
    await the.bring({ bar: vod(['2010-03-24']) });
    expect(await the.auditLater()).toEqual({ waited: false, channels: 1, findings: 1 });
    const first = await rows();
    expect(await the.auditLater()).toEqual({ waited: false, channels: 0, findings: 0 });
    await db.query('UPDATE audited_channel SET audited_id = 0');
    expect(await the.auditLater()).toEqual({ waited: false, channels: 1, findings: 1 });
    expect(await rows()).toEqual(first);
    expect(first.found).toHaveLength(1);
  });

  test('resolves what was put right, and keeps it; what comes back is found anew', async () => {
    await the.bring({ bar: vod(['2010-03-24']) });
    await the.auditLater();
    await the.bring({ bar: vod() });
    await the.auditLater();
    expect([await the.findings(), await the.findings(false)]).toEqual([
      [],
      ['yahoo-csv bar.1d:XJSE:VOD gap 2010-03-24'],
    ]);
    await db.query("DELETE FROM bar WHERE session_date = '2010-03-24'");
    await db.query('UPDATE audited_channel SET audited_id = 0');
    await the.auditLater();
    expect(await the.findings()).toHaveLength(1);
    expect(await the.findings(false)).toHaveLength(1);
  });

  test('resolves what it found in a series whose last row was withdrawn, and leaves the other sources alone', async () => {
    await the.bring({ bar: vod(['2010-03-24']) });
    await the.bring({ bar: vod(['2010-03-24']) }, 'ice');
    await the.auditLater();
    const found = ['ice', 'yahoo-csv'].map((source) => `${source} bar.1d:XJSE:VOD gap 2010-03-24`);
    expect(await the.findings()).toEqual(found);
    await db.query("DELETE FROM bar WHERE source = 'ice'");
    await db.query('UPDATE audited_channel SET audited_id = 0');
    await the.auditLater();
    expect([await the.findings(), await the.findings(false)]).toEqual([found.slice(1), found.slice(0, 1)]);
    await db.query('DELETE FROM bar');
    await db.query('UPDATE audited_channel SET audited_id = 0');
    await the.auditLater();
    expect([await the.findings(), await the.findings(false)]).toEqual([[], found]);
  });

  test('looks at every series once a day, and keeps a row of each day', async () => {
    await the.bring({ bar: vod() });
    await the.auditLater();
    the.clock.advance(24 * 60 * minuteMs);
    expect((await the.auditLater()).channels).toBe(1);
    const days = await db.query('SELECT day::text FROM quality ORDER BY day');
    expect(days).toHaveLength(2);
    expect(await db.query('SELECT day::text FROM latest_quality')).toEqual(days.slice(1));
  });

  test('leaves a channel alone for a while, however often it changes', async () => {
    await the.bring({ bar: vod().slice(0, 4) });
    await the.auditLater();
    await the.bring({ bar: vod() });
    the.clock.advance(14 * minuteMs);
    expect((await audit({ db, clock: the.clock })).channels).toBe(0);
    the.clock.advance(2 * minuteMs);
    expect((await audit({ db, clock: the.clock })).channels).toBe(1);
  });

  test('leaves a change alone that has only just been made', async () => {
    await the.bring({ bar: vod() });
    the.clock.advance(Date.now() - the.clock.now());
    expect((await audit({ db, clock: the.clock })).channels).toBe(0);
    expect((await the.auditLater()).channels).toBe(1);
  });

  test('waits while the line is at work, for half an hour at most', async () => {
    await the.bring({ bar: vod() });
    await db.query('UPDATE outbox SET derived_at = NULL');
    expect(await audit({ db, clock: the.clock })).toMatchObject({ waited: true, channels: 0 });
    the.clock.advance(29 * minuteMs);
    expect(await audit({ db, clock: the.clock })).toMatchObject({ waited: true, channels: 0 });
    the.clock.advance(2 * minuteMs);
    expect(await audit({ db, clock: the.clock })).toMatchObject({ waited: false, channels: 1 });
    expect(await audit({ db, clock: the.clock })).toMatchObject({ waited: true });
  });

  test('waits for payloads that have not become rows', async () => {
    await the.bring({ bar: vod() });
    const at = toInstant(Date.now());
    await db.query(
      `INSERT INTO job_run (run_id, connector, subject, kind, attempt, status, payloads, window_from, window_to,
         started_at, finished_at) VALUES ('run_1', 'yahoo-csv', 's', 'schedule', 1, 'succeeded', 1, $1, $1, $1, $1)`,
      [at],
    );
    expect(await audit({ db, clock: the.clock })).toMatchObject({ waited: true });
  });

  test('is itself a run, and of nothing it is none', async () => {
    await the.bring({ bar: vod() });
    await the.auditLater();
    await the.auditLater();
    expect(await db.query('SELECT connector, subject, kind, status, payloads FROM job_run')).toEqual([
      { connector: 'platform', subject: 'audit', kind: 'audit', status: 'succeeded', payloads: 0 },
    ]);
  });

  test('takes no offence at a channel that it cannot read, and looks at the others', async () => {
    await the.bring({ bar: vod() });
    await db.query("INSERT INTO audited_channel (channel, changed_id) VALUES ('bar:nonsense', 1)");
    expect((await the.auditLater()).channels).toBe(2);
    expect(
      await db.query("SELECT audited_at IS NULL AS open FROM audited_channel WHERE channel = 'bar:nonsense'"),
    ).toEqual([{ open: false }]);
  });
});

describe('a series of which a period lies in files, and an older one was taken back', () => {
  const dayMs = 86_400_000;
  const moved = (days: number) =>
    vodacom.series.points.slice(0, 5).map((point) => {
      const period = toInstant(Date.parse(point.period) - days * dayMs).slice(0, 10);
      return { ...point, period, time: `${period}T07:00:00.000Z` };
    });
  const without = (day: string, points: ReturnType<typeof moved>) =>
    barsOf(
      'XJSE:VOD',
      points.filter(({ period }) => period !== day),
    );

  afterEach(() => db.query('TRUNCATE cold_file, cold_reopened'));

  test('is looked at from the end of the files on, and what was found before them stays', async () => {
    await the.bring({ bar: without('2008-02-20', moved(756)) });
    await the.auditLater();
    const old = 'yahoo-csv bar.1d:XJSE:VOD gap 2008-02-20';
    expect(await the.findings()).toEqual([old]);

    await the.bring({ bar: [...without('', moved(364)), ...without('2010-03-17', moved(0))] });
    const bucket = new MemoryBucket();
    await freeze(db, bucket, 'daily', '2009');
    await freeze(db, bucket, 'daily', '2008', ['XJSE:VOD']);
    await the.auditLater();
    expect(await the.findings()).toEqual([old, 'yahoo-csv bar.1d:XJSE:VOD gap 2010-03-17']);
    expect(await the.findings(false)).toEqual([]);
    expect(await db.query('SELECT rows, wire_instant(first_time) AS first FROM quality')).toEqual([
      { rows: 4, first: '2010-03-15T07:00:00.000Z' },
    ]);

    // What was taken back is in the table as a whole: what is not there is missing.
    await db.query(`INSERT INTO cold_reopened VALUES ('daily', '2009', 'XJSE:VOD', now())`);
    await the.bring({ bar: without('2010-03-17', moved(0)).map((bar) => ({ ...bar, volume: '1' })) });
    await the.auditLater();
    expect((await the.findings()).length).toBeGreaterThan(2);
  });
});
