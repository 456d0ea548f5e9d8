import { z } from 'zod';
import { seal, unseal } from '../core/secret.ts';
import type { RememberedWrite, WriteState, WrittenAnswer } from '../model/account-service.ts';
import type { Database } from '../storage/client.ts';

interface WriteDeps {
  readonly db: Database;
  readonly pepper: string;
}

const rememberedHours = 24;
/** A write that has not ended by then was broken off, and may be tried again under its name. */
const brokenOffAfter = "interval '1 minute'";

const known = z.object({
  fingerprint: z.string(),
  status: z.union([z.literal(200), z.literal(201), z.literal(202)]).nullable(),
  answer: z.string().nullable(),
});

/** Whoever inserts the row does the write; the others hear how it ended, or that it has not. */
export async function beginWrite({ db, pepper }: WriteDeps, write: RememberedWrite): Promise<WriteState> {
  const { account_id, name, fingerprint } = write;
  const begun = await db.query(
    `INSERT INTO remembered_write (account_id, name, fingerprint, begun_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (account_id, name) DO UPDATE
       SET fingerprint = excluded.fingerprint, begun_at = excluded.begun_at, status = NULL, answer = NULL
       WHERE remembered_write.begun_at < now() - interval '${rememberedHours} hours'
         OR (remembered_write.status IS NULL AND remembered_write.fingerprint = excluded.fingerprint
           AND remembered_write.begun_at < now() - ${brokenOffAfter})
     RETURNING 1`,
    [account_id, name, fingerprint],
  );
  if (begun.length > 0) return { state: 'begun' };
  const [row] = await db.query(
    'SELECT fingerprint, status, answer FROM remembered_write WHERE account_id = $1 AND name = $2',
    [account_id, name],
  );
  // Its first asker gave it up between the two statements.
  if (row === undefined) return { state: 'running' };
  const { fingerprint: first, status, answer } = known.parse(row);
  if (first !== fingerprint) return { state: 'other' };
  if (status === null || answer === null) return { state: 'running' };
  return { state: 'done', answer: { status, body: await unseal(pepper, contextOf(write), answer) } };
}

export async function endWrite(
  { db, pepper }: WriteDeps,
  write: RememberedWrite,
  answer: WrittenAnswer | null,
): Promise<void> {
  const { account_id, name, fingerprint } = write;
  const mine = 'account_id = $1 AND name = $2 AND fingerprint = $3 AND status IS NULL';
  if (answer === null) {
    await db.query(`DELETE FROM remembered_write WHERE ${mine}`, [account_id, name, fingerprint]);
    return;
  }
  await db.query(`UPDATE remembered_write SET status = $4, answer = $5 WHERE ${mine}`, [
    ...[account_id, name, fingerprint, answer.status],
    await seal(pepper, contextOf(write), answer.body),
  ]);
}

const contextOf = ({ account_id, name }: RememberedWrite): string => JSON.stringify(['write', account_id, name]);
