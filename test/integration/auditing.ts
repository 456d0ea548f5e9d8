import { type Clock, fixedClock } from '../../src/core/clock.ts';
import type { Rows } from '../../src/model/parsed.ts';
import type { Bar, CorporateAction } from '../../src/model/records.ts';
import { type AuditOutcome, audit } from '../../src/pipeline/audit.ts';
import type { Point } from '../../src/quality/series.ts';
import type { Database } from '../../src/storage/client.ts';
import { store } from '../../src/storage/store.ts';

export const minuteMs = 60_000;

export interface Auditing {
  readonly clock: Clock & { advance(ms: number): void };
  /** Nothing is stored, and everything to come will have come to rest two minutes later. */
  empty(): Promise<void>;
  /** Stores rows as one payload of a source brings them, and marks them derived. */
  bring(rows: Rows, source?: string): Promise<void>;
  /** A quarter of an hour later, when every channel may be looked at again. */
  auditLater(): Promise<AuditOutcome>;
  /** `source channel rule day` of each. */
  findings(open?: boolean): Promise<string[]>;
}

/** Three kinds of source: one handed in by files (among ours), one as traded, one divided by splits. */
export async function auditing(db: Database): Promise<Auditing> {
  await db.query(
    `INSERT INTO source (source_id, name, url, terms_url, redistribution, attribution, country, datasets,
       cadence_seconds, coverage_start, verified_on, rank, price_basis)
     VALUES ('ice', 'ICE', 'u', 'u', 'open', 'a', 'US', '["bar"]', 3600, '2000-01-01', '2026-11-24', 1, 'as_traded'),
       ('divided', 'D', 'u', 'u', 'open', 'a', 'US', '["bar"]', 3600, '2000-01-01', '2026-11-24', 2, 'split_adjusted')`,
  );
  const clock = fixedClock(Date.now());
  let fetches = 0;
  return {
    clock,
    async empty() {
      clock.advance(Date.now() + 2 * minuteMs - clock.now());
      const tables = ['bar', 'rate', 'observation', 'corporate_action', 'outbox', 'job_run', 'fetch_log', 'quarantine'];
      await db.query(`TRUNCATE ${tables.join(', ')}, finding, quality, audited_channel`);
      await db.query('UPDATE audit_state SET outbox_id = 0, waiting_since = NULL');
    },
    async bring(rows, source = 'yahoo-csv') {
      fetches += 1;
      const fetch_id = `fetch_${String(fetches).padStart(32, '0')}`;
      await store(db, rows, { source, is_sample: true, fetch_id, recorded_at: '2026-01-05T05:00:00.000Z' });
      await db.query('UPDATE outbox SET derived_at = now() WHERE derived_at IS NULL');
    },
    async auditLater() {
      clock.advance(16 * minuteMs);
      return await audit({ db, clock });
    },
    async findings(open = true) {
      const rows = await db.query<{ text: string }>(
        `SELECT source || ' ' || channel || ' ' || rule || ' ' || ("at" AT TIME ZONE 'UTC')::date AS text FROM finding
         WHERE (resolved_at IS NULL) = $1 ORDER BY channel, source, rule, "at"`,
        [open],
      );
      return rows.map(({ text }) => text);
    },
  };
}

/** The rows of an example of `src/quality`, as bars of an instrument. */
export const barsOf = (instrument_id: string, points: readonly Point[]): Bar[] =>
  points.map(({ period, time, open, high, low, close, volume, unit }) => ({
    ...{ instrument_id, interval: '1d', time, session_date: period, open, high, low, close, volume, unit },
    ...{ turnover: null, trades: null, final: true },
  }));

export const splitOf = (instrument_id: string, ex_date: string, ratio: string): CorporateAction => ({
  ...{ instrument_id, kind: 'split', ex_date, amount: null, ratio, unit: null },
  ...{ declared_on: null, record_date: null, payment_date: null, old_symbol: null, new_symbol: null },
});
