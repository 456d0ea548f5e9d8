import type { Statement } from './client.ts';

/** First in a transaction that hashes rows: instants are hashed as they are written, which must not depend on who asks. */
export const inUtc: Statement = { text: "SELECT set_config('timezone', 'UTC', true)" };
