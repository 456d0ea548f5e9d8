import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toInstant } from '../../src/core/clock.ts';
import { apple, appleDivided, vodacom } from '../../src/quality/examples.ts';
import type { Database } from '../../src/storage/client.ts';
import { type Auditing, auditing, barsOf, splitOf } from './auditing.ts';
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

describe('what is measured', () => {
  const metrics = async (channel: string, source = 'yahoo-csv') =>
    (
      await db.query<{ metrics: Record<string, { numerator: number; denominator: number } | null>; score: string }>(
        'SELECT metrics, score::text FROM quality WHERE channel = $1 AND source = $2',
        [channel, source],
      )
    )[0];
  const share = (metric: { numerator: number; denominator: number } | null | undefined) =>
    metric && [metric.numerator, metric.denominator];

  test('a series with a gap, beside another source', async () => {
    const points = vodacom.series.points;
    const withGap = points.filter(({ period }) => period !== '2010-03-24');
    await the.bring({ bar: barsOf('XJSE:VOD', withGap) }, 'divided');
    const half = points.map((point, at) => (at < 2 ? { ...point, close: '9999' } : point));
    await the.bring({ bar: barsOf('XJSE:VOD', half) }, 'ice');
    await the.auditLater();
    const { metrics: found, score } = (await metrics('bar.1d:XJSE:VOD', 'divided')) ?? {};
    expect(share(found?.completeness)).toEqual([8, 9]);
    expect(share(found?.accuracy)).toEqual([6, 8]);
    expect([found?.timeliness, found?.validity, found?.uniqueness]).toEqual([null, null, null]);
    const fresh = found?.freshness;
    expect(fresh?.numerator).toBe(1);
    // Sixteen years of sessions have come and gone since.
    expect(fresh?.denominator).toBeGreaterThan(4000);
    expect(Number(score)).toBeCloseTo((8 / 9 + 6 / 8 + 1 / (fresh?.denominator ?? 1)) / 3, 4);
  });

  test('records turned away and repeats, by the payloads that bring the series', async () => {
    await the.bring({ bar: barsOf('XJSE:VOD', vodacom.series.points) });
    const [row] = await db.query<{ fetch_id: string }>('SELECT fetch_id FROM bar LIMIT 1');
    const at = toInstant(the.clock.now());
    const log = async (fetchId: string, subject: string, rowsIn: number, rejected: number) => {
      await db.query(
        `INSERT INTO fetch_log (fetch_id, run_id, connector, subject, url, status, headers, sha256, size_bytes,
           fetched_at, window_from, window_to, is_sample, parsed_at, rows_in, rejected)
         VALUES ($1, 'r', 'yahoo-csv', $2, 'u', 200, '{}', 's', 1, $5, $5, $5, true, $5, $3, $4)`,
        [fetchId, subject, rowsIn, rejected, at],
      );
    };
    await log(row?.fetch_id ?? '', 'VOD.JO', 10, 1);
    await log('fetch_later', 'VOD.JO', 10, 4);
    await log('fetch_other', 'MTN.JO', 100, 50);
    await db.query(
      `INSERT INTO quarantine VALUES ('fetch_later', 0, 'yahoo-csv', 'bar', 'duplicate', 'Twice.', 'rejected', '{}', $1),
         ('fetch_later', 1, 'yahoo-csv', 'bar', 'ohlc', 'Low.', 'rejected', '{}', $1)`,
      [at],
    );
    await the.auditLater();
    const { metrics: found } = (await metrics('bar.1d:XJSE:VOD')) ?? {};
    expect([share(found?.validity), share(found?.uniqueness)]).toEqual([
      [16, 20],
      [19, 20],
    ]);
  });

  test('rows that came as they came about, and one that came late', async () => {
    const points = vodacom.series.points;
    await the.bring({ bar: barsOf('XJSE:VOD', points) }, 'ice');
    await db.query(`UPDATE bar SET recorded_at = time + interval '10 hours'`);
    await db.query(`UPDATE bar SET recorded_at = time + interval '50 hours' WHERE session_date = '2010-03-24'`);
    await the.auditLater();
    const { metrics: found } = (await metrics('bar.1d:XJSE:VOD', 'ice')) ?? {};
    expect(share(found?.timeliness)).toEqual([7, 8]);
    expect(await the.findings()).toContain('ice bar.1d:XJSE:VOD late 2010-03-24');
  });

  test('files that are handed in are never overdue, and computed bars are nobody’s to judge', async () => {
    await the.bring({ bar: barsOf('XJSE:VOD', vodacom.series.points) });
    await the.bring({ bar: barsOf('XJSE:VOD', vodacom.series.points) }, 'derived');
    await the.auditLater();
    expect((await metrics('bar.1d:XJSE:VOD'))?.metrics.freshness).toBeNull();
    expect(await metrics('bar.1d:XJSE:VOD', 'derived')).toBeUndefined();
  });

  test('observations by their own interval, whose absent values are no values', async () => {
    await db.query(
      `INSERT INTO series VALUES ('WB:X.ZAF', 'ice', 'n', 'X', 'ZAF', 'South Africa', '%', '1y', 'macro', true, 'f', now())`,
    );
    await db.query(
      `INSERT INTO observation (series_id, source, period, value, is_sample, fetch_id, recorded_at)
       SELECT 'WB:X.ZAF', 'ice', make_date(y, 1, 1), NULLIF(y, 2021)::numeric, true, 'f', now() FROM generate_series(2018, 2024) y`,
    );
    await db.query("INSERT INTO audited_channel (channel, changed_id) VALUES ('observation:WB:X.ZAF', 1)");
    await the.auditLater();
    const { metrics: found } = (await metrics('observation:WB:X.ZAF', 'ice')) ?? {};
    expect(share(found?.completeness)).toEqual([6, 7]);
    expect(found?.freshness).not.toBeNull();
  });

  test('divided shares beside those as they were traded', async () => {
    await the.bring({ bar: barsOf('XNAS:AAPL', apple.series.points) }, 'ice');
    await the.bring({ bar: barsOf('XNAS:AAPL', appleDivided.series.points) }, 'divided');
    await the.bring({ corporate_action: [splitOf('XNAS:AAPL', '2020-08-31', '4')] }, 'ice');
    await the.auditLater();
    expect(await the.findings()).toEqual([]);
    expect(share((await metrics('bar.1d:XNAS:AAPL', 'divided'))?.metrics.accuracy)).toEqual([7, 7]);
  });
});
