import type { Connector } from '../connectors/connector.ts';
import { type Clock, toInstant } from '../core/clock.ts';
import type { WizError } from '../core/errors.ts';
import type { Lake } from '../lake/lake.ts';
import type { RawMessage } from '../model/messages.ts';
import type { Change, ChangeSet, Rows } from '../model/parsed.ts';
import type { FetchRecord } from '../model/payload.ts';
import type { FetchRefusal } from '../model/services.ts';
import type { Database } from '../storage/client.ts';
import {
  type Application,
  type FetchState,
  laterFetches,
  logFetch,
  quarantineStatements,
  unhurried,
} from '../storage/fetch-log.ts';
import { store } from '../storage/store.ts';
import type { ColdRepeats } from './cold/cold-repeats.ts';
import { readPayload } from './read-payload.ts';
import { restatedFrom } from './restate.ts';

export interface ApplyDeps {
  readonly db: Database;
  readonly lake: Lake;
  readonly clock: Clock;
  connectorOf(id: string): Connector;
  /** Tells ingest that a payload was not understood, so that its window is asked for again. */
  refuse(refusal: FetchRefusal): Promise<void>;
  sendRaw(messages: readonly RawMessage[]): Promise<void>;
  /** Leaves out what cold storage says already; see `cold/cold-repeats.ts`. Where there is none, nothing is left out. */
  readonly repeats?: ColdRepeats;
}

/** Statements of the log in one request; a large quarantine takes several. */
const statementsPerTrip = 4;

const nothing: ChangeSet = { inserted: 0, revised: 0, unchanged: 0, stale: 0, changes: [] };

/**
 * One payload through parse, clean and store. Applying it again changes nothing; what happened is logged after all
 * else is done, so a fetch without a log entry is one of which something may be missing, and the sweeper sends it again.
 */
export async function applyPayload(
  { fetch }: RawMessage,
  state: FetchState,
  deps: ApplyDeps,
): Promise<readonly Change[]> {
  const connector = deps.connectorOf(fetch.connector);
  const now = toInstant(deps.clock.now());
  const log = async (application: Application): Promise<void> => {
    const statements = [...quarantineStatements(fetch, application, now), logFetch(fetch, application)];
    for (let at = 0; at < statements.length; at += statementsPerTrip) {
      await deps.db.batch([unhurried, ...statements.slice(at, at + statementsPerTrip)]);
    }
  };
  const reading = readPayload(connector, fetch, await deps.lake.payload(fetch));
  const base = { parserVersion: reading.parserVersion, at: now };
  if (reading.error !== null) {
    await deps.refuse(refusalOf(fetch, reading.error));
    await log({ ...base, ...failure(reading.error), rowsIn: 0, changes: nothing, rejected: [], flagged: [] });
    return [];
  }
  const { rowsIn, accepted, rejected, flagged } = reading;
  const { rows, repeated } = (await deps.repeats?.leaveOut(accepted, fetch)) ?? { rows: accepted, repeated: 0 };
  const { changes, ...stored } = await store(
    deps.db,
    rows,
    {
      source: fetch.connector,
      is_sample: fetch.is_sample,
      fetch_id: fetch.fetch_id,
      recorded_at: state.applied ? now : fetch.fetched_at,
    },
    state.applied ? 'again' : state.late ? 'late' : 'in turn',
  );
  const counts = { ...stored, unchanged: stored.unchanged + repeated };
  // Later fetches have spoken before this one was heard: what it changed, they must have their say on again.
  const later = counts.revised > 0 ? await laterFetches(deps.db, fetch) : [];
  await deps.sendRaw(later.map((again) => ({ type: 'raw', fetch: again })));
  if (!state.applied) await collectRestated(connector, fetch, accepted, deps);
  await log({ ...base, rowsIn, changes: counts, rejected, flagged, errorCode: null, errorMessage: null });
  return changes;
}

/** What a new split has restated is owed again from its beginning. */
async function collectRestated(connector: Connector, fetch: FetchRecord, rows: Rows, deps: ApplyDeps): Promise<void> {
  const window_from = await restatedFrom(deps.db, connector, fetch, rows);
  if (window_from === null) return;
  const { connector: source, subject, fetch_id, url } = fetch;
  const message = 'a split restates all earlier prices';
  await deps.refuse({ connector: source, subject, fetch_id, url, window_from, code: 'source_changed', message });
}

const failure = ({ code, message }: WizError) => ({ errorCode: code, errorMessage: message });

function refusalOf(fetch: FetchRecord, { code, message }: WizError): FetchRefusal {
  const { connector, subject, fetch_id, url, window_from } = fetch;
  return { connector, subject, fetch_id, url, window_from, code, message };
}
