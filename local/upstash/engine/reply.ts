/** What Redis answers: a status such as OK is not a string, neither for the client nor for Lua. */
export type Reply = string | number | null | Status | readonly Reply[];

export interface Status {
  readonly status: string;
}

export const ok: Status = { status: 'OK' };

export function isStatus(reply: Reply): reply is Status {
  return typeof reply === 'object' && reply !== null && 'status' in reply;
}

/** An error in Redis' own words, beginning with its kind: ERR, WRONGTYPE, NOSCRIPT. */
export class RedisError extends Error {
  override readonly name = 'RedisError';
}
