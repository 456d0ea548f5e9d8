import { clean } from '../cleaning/clean.ts';
import { rules } from '../cleaning/index.ts';
import { type Connector, parserFor } from '../connectors/connector.ts';
import { type Clock, toInstant } from '../core/clock.ts';
import { toWizError, WizError } from '../core/errors.ts';
import type { Lake } from '../lake/lake.ts';
import type { RawMessage } from '../model/messages.ts';
import type { Change, ChangeSet, Parsed, Rows } from '../model/parsed.ts';
import type { FetchRecord } from '../model/payload.ts';
import type { FetchRefusal } from '../model/services.ts';
import type { Database } from '../storage/client.ts';
import {
  type Application,
  type FetchState,
  laterFetches,
  logFetch,
  logReplay,
  quarantineStatements,
  unhurried,
} from '../storage/fetch-log.ts';
import { store } from '../storage/store.ts';
import { restatedFrom } from './restate.ts';
import { sessionCheck } from './session-check.ts';

export interface ApplyDeps {
  readonly db: Database;
  readonly lake: Lake;
  readonly clock: Clock;
  connectorOf(id: string): Connector;
  /** Tells ingest that a payload was not understood, so that its window is asked for again. */
  refuse(refusal: FetchRefusal): Promise<void>;
  sendRaw(messages: readonly RawMessage[]): Promise<void>;
}

/** Statements of the log in one request; a large quarantine takes several. */
const statementsPerTrip = 4;

const nothing: ChangeSet = { inserted: 0, revised: 0, unchanged: 0, stale: 0, changes: [] };

/**
 * One payload through parse, clean and store. Applying it again changes nothing; what happened is logged after all
 * else is done, so a fetch without a log entry is one of which something may be missing, and the sweeper sends it again.
 */
export async function applyPayload(
  message: RawMessage,
  state: FetchState,
  deps: ApplyDeps,
): Promise<readonly Change[]> {
  const { fetch } = message;
  const connector = deps.connectorOf(fetch.connector);
  const parser = parserFor(connector, fetch.fetched_at);
  const now = toInstant(deps.clock.now());
  const log = async (application: Application): Promise<void> => {
    const statements = [...quarantineStatements(fetch, application, now), logFetch(fetch, application)];
    if (message.replay_id !== null) statements.push(logReplay(message.replay_id, fetch, application));
    for (let at = 0; at < statements.length; at += statementsPerTrip) {
      await deps.db.batch([unhurried, ...statements.slice(at, at + statementsPerTrip)]);
    }
  };
  const base = { parserVersion: parser.version, at: now };
  const payload = await deps.lake.payload(fetch);
  let parsed: Parsed;
  try {
    parsed = parser.parse(payload, fetch.subject);
  } catch (caught) {
    const error = understood(caught);
    if (message.replay_id === null) await deps.refuse(refusalOf(fetch, error));
    await log({ ...base, ...failure(error), rowsIn: 0, changes: nothing, rejected: [], flagged: [] });
    return [];
  }
  const { accepted, rejected, flagged } = clean(parsed, rules, {
    fetchedAt: fetch.fetched_at,
    isSession: sessionCheck(parsed.rows),
    priceBasis: connector.source.price_basis,
  });
  const { changes, ...counts } = await store(
    deps.db,
    accepted,
    {
      source: fetch.connector,
      is_sample: fetch.is_sample,
      fetch_id: fetch.fetch_id,
      recorded_at: state.applied ? now : fetch.fetched_at,
    },
    state.applied ? 'again' : state.late ? 'late' : 'in turn',
  );
  // Later fetches have spoken before this one was heard: what it changed, they must have their say on again.
  const later = counts.revised > 0 ? await laterFetches(deps.db, fetch, message.replay_id) : [];
  await deps.sendRaw(later.map((again) => ({ ...message, fetch: again })));
  if (message.replay_id === null && !state.applied) await collectRestated(connector, fetch, accepted, deps);
  const rowsIn = countRows(parsed.rows) + parsed.rejected.length;
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

/** A parser that stumbles over bytes it does not know says "changed", whatever it stumbled with. */
function understood(caught: unknown): WizError {
  const error = toWizError(caught);
  return error.code === 'internal' ? new WizError('source_changed', error.message, {}, caught) : error;
}

const failure = ({ code, message }: WizError) => ({ errorCode: code, errorMessage: message });

function refusalOf(fetch: FetchRecord, { code, message }: WizError): FetchRefusal {
  const { connector, subject, fetch_id, url, window_from } = fetch;
  return { connector, subject, fetch_id, url, window_from, code, message };
}

function countRows(rows: Rows): number {
  return Object.values(rows).reduce((sum, list) => sum + (list?.length ?? 0), 0);
}
