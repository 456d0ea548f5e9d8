import { newId } from '../core/ids.ts';
import type { AuditEvent, AuditPage, Caller } from '../model/account-service.ts';
import type { Database, Row, Statement } from '../storage/client.ts';

/** What was done, as its account's people will read it. Never a secret. */
export interface Note {
  readonly account_id: string;
  readonly actor: string;
  readonly request_id: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

type Actor = Pick<Caller, 'account_id' | 'member_id' | 'key_id' | 'request_id'>;

export const noteOf = (caller: Actor, action: string, detail: Note['detail'] = {}): Note => ({
  account_id: caller.account_id,
  actor: caller.member_id ?? caller.key_id ?? 'platform',
  request_id: caller.request_id,
  action,
  detail,
});

/** What a change reads from first, and what it counts, which nobody else may change meanwhile. */
interface Ground {
  readonly home?: string;
  readonly lock?: string;
}

/**
 * A change of one row and its line in the audit log, in one statement: neither is there without the other. `change`
 * returns what was changed, and `subject` is the column that names it.
 */
export async function changeNoted(
  db: Database,
  change: string,
  params: readonly unknown[],
  subject: string,
  note: Note,
  { home, lock }: Ground = {},
): Promise<Row | undefined> {
  const at = params.length;
  const text = `WITH ${home === undefined ? '' : `home AS (${home}), `}changed AS (${change}), noted AS (
      INSERT INTO audit_event (audit_id, account_id, actor, action, subject, detail, request_id)
      SELECT $${at + 1}, $${at + 2}, $${at + 3}, $${at + 4}, changed.${subject}, $${at + 5}::jsonb, $${at + 6}
      FROM changed
    ) SELECT * FROM changed`;
  const { account_id, actor, action, detail, request_id } = note;
  const all = [...params, newId('audit'), account_id, actor, action, JSON.stringify(detail), request_id];
  const [row] = lock === undefined ? await db.query(text, all) : await oneByOne(db, lock, { text, params: all });
  return row;
}

/** Who counts rows before adding to them waits here for the others: a statement of its own sees what they have done. */
export async function oneByOne(db: Database, lock: string, statement: Statement): Promise<Row[]> {
  const waiting = { text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', params: [lock] };
  const [, rows = []] = await db.batch([waiting, statement]);
  return rows;
}

/** Newest first. */
export async function listAudit(
  db: Database,
  caller: Caller,
  { limit, before }: { readonly limit: number; readonly before: string | null },
): Promise<AuditPage> {
  const rows = await db.query(
    `SELECT audit_id, wire_instant(recorded_at) AS recorded_at, actor, action, subject, detail, request_id
     FROM audit_event WHERE account_id = $1 AND ($2::text IS NULL OR audit_id < $2)
     ORDER BY audit_id DESC LIMIT $3`,
    [caller.account_id, before, limit + 1],
  );
  const events = rows.slice(0, limit) as unknown as AuditEvent[];
  return { events, next: rows.length > limit ? (events.at(-1)?.audit_id ?? null) : null };
}
