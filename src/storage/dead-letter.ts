import { newId } from '../core/ids.ts';
import type { Database } from './client.ts';
import { storableJson } from './storable-text.ts';

interface DeadLetter {
  readonly queue: string;
  readonly message: unknown;
}

export async function recordDeadLetters(
  db: Database,
  letters: readonly { queue: string; message: unknown; attempts: number }[],
  at: string,
): Promise<void> {
  if (letters.length === 0) return;
  await db.query(
    `INSERT INTO dead_letter (dead_letter_id, queue, message, attempts, recorded_at)
     SELECT id, queue, message::jsonb, attempts, $5 FROM unnest($1::text[], $2::text[], $3::text[], $4::int[])
       AS i(id, queue, message, attempts)`,
    [
      letters.map(() => newId('dead')),
      letters.map(({ queue }) => queue),
      letters.map(({ message }) => storableJson(message)),
      letters.map(({ attempts }) => attempts),
      at,
    ],
  );
}

/** The letter, or null when there is none of this id. */
export async function readDeadLetter(db: Database, id: string): Promise<DeadLetter | null> {
  const [row] = await db.query<{ queue: string; message: unknown }>(
    'SELECT queue, message FROM dead_letter WHERE dead_letter_id = $1',
    [id],
  );
  return row ?? null;
}

export async function markResent(db: Database, id: string, at: string): Promise<void> {
  await db.query('UPDATE dead_letter SET resent_at = $2 WHERE dead_letter_id = $1', [id, at]);
}
