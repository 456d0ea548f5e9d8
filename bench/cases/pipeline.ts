import { migrate } from '../../local/migrate.ts';
import { sampleSettings } from '../../local/sources.ts';
import { clean } from '../../src/cleaning/clean.ts';
import { rules } from '../../src/cleaning/index.ts';
import { parserFor } from '../../src/connectors/connector.ts';
import { connectorOf } from '../../src/connectors/index.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { RawMessage } from '../../src/model/messages.ts';
import type { Rows } from '../../src/model/parsed.ts';
import { applyMessage } from '../../src/pipeline/apply-message.ts';
import { type Database, database } from '../../src/storage/client.ts';
import type { Provenance } from '../../src/storage/store.ts';
import { bareUpsert } from '../bare/upsert.ts';
import type { Benchmark } from '../benchmark.ts';
import { type Fetched, fetchPayloads } from '../payloads.ts';
import { compare, takeTurns } from '../rounds.ts';
import type { Stage } from '../stage.ts';

/** The ECB's whole history, minutes of Binance, days of the JSE: a large, two middling and ten small kinds of payload. */
const wanted = {
  ecb: () => true,
  binance: (subject: string) => subject === 'BTCUSDT:1m',
  'yahoo-chart': () => true,
};
const rounds = { warmUp: 3, rounds: 11 };
const nothing = async (): Promise<void> => {};

/** One payload after the other, as the queue's consumer takes them. The queues behind the commit are left out. */
export const pipeline: Benchmark = {
  cases: ['line.pipeline'],
  compares: 'payloads through parse, clean, store, outbox and log against unnest upserts of the same rows',
  async run(stage) {
    const db = await emptyDatabase(stage);
    const fetched = await fetchPayloads(wanted, sampleSettings(stage.platform.upstream));
    const writes = await Promise.all(fetched.messages.map((message) => bareWrite(message, fetched)));
    const ours = () => rowsPerSecond(db, () => applyAll(db, fetched));
    const bare = async () =>
      rowsPerSecond(db, async () => {
        for (const { rows, provenance } of writes) await bareUpsert(db, rows, provenance);
      });
    const taken = await takeTurns(rounds, ours, bare);
    const written = new Set(taken.flatMap((round) => [round.ours.rows, round.bare.rows]));
    if (written.size > 1) throw new Error(`the two sides wrote different numbers of rows: ${[...written].join(', ')}`);
    return [{ case: 'line.pipeline', unit: 'rows/s', aim: 0.4, ...compare(taken, 'higher', ({ speed }) => speed) }];
  },
};

/** A database of its own, so that emptying it takes nothing from the platform. */
async function emptyDatabase({ platform }: Stage): Promise<Database> {
  const { owner, endpoint } = platform;
  await database({ connectionString: owner, endpoint }).query('CREATE DATABASE pipeline');
  const connection = new URL(owner);
  connection.pathname = '/pipeline';
  await migrate({ connectionString: connection.href, endpoint });
  return database({ connectionString: connection.href, endpoint });
}

async function applyAll(db: Database, { lake, messages }: Fetched): Promise<void> {
  for (const message of messages) {
    await applyMessage(message, {
      ...{ db, lake, clock: systemClock, connectorOf },
      ...{ sendRaw: nothing, sendPublish: nothing, sendDerive: nothing },
      refuse: ({ url, message: reason }) => Promise.reject(new Error(`${url} was not understood: ${reason}`)),
    });
  }
}

/** The rows that the payload comes to, ready to be written. */
async function bareWrite({ fetch }: RawMessage, { lake }: Fetched): Promise<{ rows: Rows; provenance: Provenance }> {
  const { connector, subject, is_sample, fetch_id, fetched_at } = fetch;
  const parsed = parserFor(connectorOf(connector), fetched_at).parse(await lake.payload(fetch), subject);
  const { accepted } = clean(parsed, rules, { fetchedAt: fetched_at });
  return { rows: accepted, provenance: { source: connector, is_sample, fetch_id, recorded_at: fetched_at } };
}

const tables = ['instrument', 'bar', 'rate', 'corporate_action'];

async function rowsPerSecond(db: Database, write: () => Promise<void>): Promise<{ rows: number; speed: number }> {
  await db.query(`TRUNCATE bar_series, ${tables.join(', ')}, outbox, fetch_log, quarantine`);
  const start = performance.now();
  await write();
  const seconds = (performance.now() - start) / 1000;
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ');
  const [row] = await db.query<{ rows: string }>(`SELECT ${counts} AS rows`);
  const written = Number(row?.rows);
  return { rows: written, speed: written / seconds };
}
