import { type Clock, toInstant } from '../core/clock.ts';
import { toWizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { type Channel, parseChannel } from '../model/symbol.ts';
import { type DueChannel, pickChannels, readAuditState, waitOn } from '../storage/audit-queue.ts';
import { type AuditedChannel, recordAudit, recordAuditRun } from '../storage/audit-record.ts';
import { channelStatement, readChannel } from '../storage/audit-series.ts';
import type { Database, Row } from '../storage/client.ts';
import { readProgress } from '../storage/read/status.ts';
import { auditChannel } from './audit-channel.ts';

interface AuditDeps {
  readonly db: Database;
  readonly clock: Clock;
}

export interface AuditOutcome {
  /** The line was at work, so the turn was skipped. */
  readonly waited: boolean;
  readonly channels: number;
  readonly findings: number;
}

/** Figures of half a payload would look like gaps. But a line that never rests must not go unaudited. */
const longestWaitMs = 30 * 60_000;
/** A change this young may have one with a lower number still on its way into the outbox. */
const settledAfterMs = 60_000;
const channelsPerRun = 60;
/** Six years of bars of several sources are a megabyte a channel, and an answer must stay under eight. */
const channelsPerTrip = 3;
/** A run ends before the next one begins. */
const longestRunMs = 40_000;

/** Looks at the series that have changed, and at each once a day. Changes nothing but what it says of them. */
export async function audit({ db, clock }: AuditDeps): Promise<AuditOutcome> {
  const startedMs = clock.now();
  const now = toInstant(startedMs);
  const [state, { pending_payloads }] = await Promise.all([readAuditState(db), readProgress(db)]);
  const waitingMs = state.waiting_since === null ? 0 : startedMs - Date.parse(state.waiting_since);
  if ((state.derivations_open || pending_payloads > 0) && waitingMs < longestWaitMs) {
    await waitOn(db, now);
    return { waited: true, channels: 0, findings: 0 };
  }
  const due = await pickChannels(db, toInstant(startedMs - settledAfterMs), now, channelsPerRun);
  const failures: string[] = [];
  let [channels, findings] = [0, 0];
  for (let at = 0; at < due.length && clock.now() - startedMs < longestRunMs; at += channelsPerTrip) {
    const audited = await auditSome(due.slice(at, at + channelsPerTrip), db, now, failures);
    await recordAudit(db, audited, now);
    channels += audited.length;
    findings += audited.flatMap(({ records }) => records ?? []).reduce((sum, one) => sum + one.findings.length, 0);
  }
  if (channels > 0) {
    const error = failures.length === 0 ? null : failures.join('; ');
    await recordAuditRun(db, { run_id: newId('run'), error, started_at: now, at: toInstant(clock.now()) });
  }
  return { waited: false, channels, findings };
}

/** A series over which the rules stumble must not keep the others from their turn: it is tried again another day. */
async function auditSome(
  due: readonly DueChannel[],
  db: Database,
  now: string,
  failures: string[],
): Promise<AuditedChannel[]> {
  const known: (DueChannel & { readonly parsed: Channel })[] = [];
  const unknown: DueChannel[] = [];
  for (const one of due) {
    const parsed = parseChannel(one.channel);
    if (parsed === null) unknown.push(one);
    else known.push({ ...one, parsed });
  }
  const read = await db.batch(known.map(({ parsed }) => channelStatement(parsed, now)));
  const judged = known.map(({ channel, changed_id, parsed }, index): AuditedChannel => {
    try {
      const stored = readChannel(read[index]?.[0] as Row | undefined);
      const records = auditChannel({ name: channel, channel: parsed, stored }, now);
      return { channel, changed_id, looked_from: stored.cold_until, records };
    } catch (caught) {
      failures.push(`${channel}: ${toWizError(caught).message}`);
      return { channel, changed_id, looked_from: null, records: null };
    }
  });
  return [...judged, ...unknown.map((one) => ({ ...one, looked_from: null, records: [] }))];
}
