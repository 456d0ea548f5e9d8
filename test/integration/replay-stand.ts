import { createLogins } from '../../local/logins.ts';
import type { Connector } from '../../src/connectors/connector.ts';
import { fixedClock, toInstant } from '../../src/core/clock.ts';
import { lake } from '../../src/lake/lake.ts';
import type { ChangeMessage, RawMessage } from '../../src/model/messages.ts';
import type { Parsed } from '../../src/model/parsed.ts';
import type { FetchRecord } from '../../src/model/payload.ts';
import type { DatasetDifference } from '../../src/model/replay.ts';
import { type Dataset, datasets } from '../../src/model/symbol.ts';
import { applyMessage } from '../../src/pipeline/apply-message.ts';
import * as replay from '../../src/pipeline/replay.ts';
import { type Database, database } from '../../src/storage/client.ts';
import { findReplay } from '../../src/storage/replay-state.ts';
import { fakeSource } from '../support/fake-source.ts';
import { MemoryBucket } from '../support/memory-bucket.ts';
import { startMigratedDatabase } from './migrated-database.ts';

const day0 = Date.UTC(2022, 11, 30);
export const hourMs = 3_600_000;

/** The ECB's reference rates of 30 December 2022 for the euro. */
export const published = { ZAR: '18.0986', USD: '1.0666', GBP: '0.88693', JPY: '140.66' };

export const rates = (values: Readonly<Record<string, string>>): Parsed => ({
  rows: {
    rate: Object.entries(values).map(([quote, value]) => ({ base: 'EUR', quote, date: '2022-12-30', value })),
  },
  rejected: [],
});

/** A parser that reads the rand wrongly, calls the dollar by a wrong name and does not see the yen. */
export const wrong = ({ rows, rejected }: Parsed): Parsed => ({
  rejected,
  rows: {
    rate: (rows.rate ?? [])
      .filter(({ quote }) => quote !== 'JPY')
      .map((row) => (row.quote === 'ZAR' ? { ...row, value: '18' } : row))
      .map((row) => (row.quote === 'USD' ? { ...row, quote: 'USN' } : row)),
  },
});
export const wronglyHeld = { ZAR: '18', USN: '1.0666', GBP: '0.88693' };

/** Everything that the fake source ever sent. */
export const all = { connector: 'fake', from: toInstant(0), to: toInstant(day0 + 365 * 24 * hourMs) };

export const none = { same: 0, repeated: 0, added: 0, changed: 0, withdrawn: 0, superseded: 0, kept: 0 };
export const countsOf = ({ same, repeated, added, changed, withdrawn, superseded, kept }: DatasetDifference) => ({
  ...{ same, repeated, added, changed, withdrawn, superseded, kept },
});

/** A lake, a database as the Worker has it, and a source whose parser a test may break and mend. */
export class ReplayStand {
  readonly owner: Database;
  /** It may write, and make no tables. */
  readonly db: Database;
  readonly stop: () => Promise<void>;
  readonly #lake = lake(new MemoryBucket());
  #fetches = 0;
  clock = fixedClock(day0);
  announced: ChangeMessage[] = [];
  raw: RawMessage[] = [];
  /** What the parser makes of what a payload says. */
  reading: (said: Parsed) => Parsed = (said) => said;
  version = 1;
  isSample = true;

  private constructor(owner: Database, db: Database, stop: () => Promise<void>) {
    [this.owner, this.db, this.stop] = [owner, db, stop];
  }

  static async start(): Promise<ReplayStand> {
    const { db: owner, stop, owner: connection, endpoint } = await startMigratedDatabase();
    const credentials = new Proxy({} as never, { get: (_, name) => `secret-of-${String(name)}` });
    const logins = await createLogins(connection, endpoint, credentials);
    return new ReplayStand(owner, database({ connectionString: logins.clean, endpoint }), stop);
  }

  async clear(): Promise<void> {
    const tables =
      'rate, rate_revision, bar, bar_revision, bar_series, quote, outbox, fetch_log, quarantine, cold_file, cold_reopened, bar_thawing';
    await this.owner.query(`TRUNCATE ${tables}, retention_run, replay, replay_payload, rebuild_proof`);
    await this.owner.query("SELECT drop_rebuild(nspname) FROM pg_namespace WHERE nspname LIKE 'rebuild%'");
    this.clock = fixedClock(day0 + 30 * 24 * hourMs);
    [this.announced, this.raw] = [[], []];
    [this.reading, this.version, this.isSample] = [(said) => said, 1, true];
  }

  /** The parser reads what payloads say, from an hour later on. */
  mend(): void {
    [this.reading, this.version] = [(said) => said, this.version + 1];
    this.clock.advance(hourMs);
  }

  deps(change: { db?: Database } = {}) {
    return {
      ...{ db: this.db, lake: this.#lake, clock: this.clock },
      connectorOf: (): Connector => this.#connector(),
      refuse: async () => {},
      sendRaw: async (messages: readonly RawMessage[]) => void this.raw.push(...messages),
      sendPublish: async (messages: readonly ChangeMessage[]) => void this.announced.push(...messages),
      sendDerive: async () => {},
      ...change,
    };
  }

  #connector(): Connector {
    const parse = ({ bytes }: { readonly bytes: Uint8Array }) =>
      this.reading(JSON.parse(new TextDecoder().decode(bytes)));
    return fakeSource({ parsers: [{ version: this.version, parse }] }).connector;
  }

  /** One more payload, an hour after the last, applied by the parser as it is. */
  async fetched(said: Parsed): Promise<FetchRecord> {
    this.#fetches += 1;
    const fetched_at = toInstant(day0 + this.#fetches * hourMs);
    const bytes = new TextEncoder().encode(JSON.stringify(said));
    const fetch = await this.#lake.put(
      { url: 'https://source.test/one', status: 200, headers: {}, bytes, fetched_at },
      {
        fetch_id: `fetch_${String(this.#fetches).padStart(32, '0')}`,
        ...{ run_id: 'run_1', connector: 'fake', subject: 'one', is_sample: this.isSample },
        ...{ window_from: toInstant(day0), window_to: fetched_at },
      },
    );
    await applyMessage({ type: 'raw', fetch }, this.deps());
    return fetch;
  }

  /** A rebuild of a range by the parser as it is, up to its comparison, before which something may happen. */
  async rebuilt(
    request = all,
    before: (id: string) => Promise<void> = async () => {},
  ): Promise<{ id: string; of: (dataset: Dataset) => DatasetDifference }> {
    const { replay_id } = await replay.planReplay(request, this.deps());
    const plan = { purpose: 'replay', workflow_id: replay_id, limit: null } as const;
    await replay.beginReplay(replay_id, request, plan, this.deps());
    while ((await replay.rebuildSome(replay_id, this.deps())) > 0);
    await before(replay_id);
    await replay.compareReplay(replay_id, this.deps());
    const found = (await findReplay(this.db, replay_id))?.difference ?? [];
    return { id: replay_id, of: (dataset) => found.find((one) => one.dataset === dataset) as DatasetDifference };
  }

  async swap(id: string, deps = this.deps()): Promise<void> {
    await replay.beginSwap(id, `${id}-swap`, deps);
    for (const dataset of datasets) while (await replay.swapSome(id, dataset, deps));
    await replay.endSwap(id, deps);
  }

  async standing(): Promise<Record<string, string>> {
    return await this.#values('SELECT quote, value::text FROM rate');
  }

  async asOf(at: string): Promise<Record<string, string>> {
    return await this.#values(
      `SELECT quote, value::text FROM rate WHERE recorded_at <= $1
       UNION ALL SELECT quote, value::text FROM rate_revision WHERE recorded_at <= $1 AND superseded_at > $1`,
      [at],
    );
  }

  async #values(text: string, params: readonly unknown[] = []): Promise<Record<string, string>> {
    const rows = await this.db.query<{ quote: string; value: string }>(text, params);
    return Object.fromEntries(rows.map(({ quote, value }) => [quote, value]));
  }
}
