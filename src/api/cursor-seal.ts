import { hmac } from '../core/secret.ts';
import { unknownCursor } from './cursor.ts';
import type { Endpoint } from './endpoint.ts';

/** Cursors are ours alone, each of one operation: one that was made up or changed is refused before it is read. */
export interface CursorSeal {
  seal(cursor: string, operationId: string): Promise<string>;
  /** The cursor inside, or `invalid_request`. */
  open(sealed: string, operationId: string): Promise<string>;
}

/** Hexadecimal: 64 bits, which nobody guesses at the pace of a plan, and which keep addresses short. */
const sealCharacters = 16;

/** @param secret one that all isolates have; with another one, cursors under way are refused and reading starts anew */
export function cursorSeal(secret: string): CursorSeal {
  const sealOf = async (cursor: string, operationId: string) =>
    (await hmac(secret, `cursor ${operationId} ${cursor}`)).slice(0, sealCharacters);
  return {
    seal: async (cursor, operationId) => `${cursor}.${await sealOf(cursor, operationId)}`,
    async open(sealed, operationId) {
      const [cursor = '', seal] = sealed.split('.');
      const right = await sealOf(cursor, operationId);
      if (sealed !== `${cursor}.${seal}` || !isSame(right, seal ?? '')) throw unknownCursor();
      return cursor;
    },
  };
}

/** In a time that does not tell where they differ. */
function isSame(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

/** The endpoint with its cursors opened on the way in and sealed on the way out. */
export const withSealedCursors =
  (of: Pick<Endpoint, 'handle' | 'operationId'>): Endpoint['handle'] =>
  async (input, services, ...caller) => {
    const { cursors } = services;
    const { cursor } = input.query;
    const query =
      typeof cursor === 'string' ? { ...input.query, cursor: await cursors.open(cursor, of.operationId) } : input.query;
    const answer = await of.handle({ ...input, query }, services, ...caller);
    if ('bytes' in answer || answer.meta.next_cursor === null) return answer;
    return {
      ...answer,
      meta: { ...answer.meta, next_cursor: await cursors.seal(answer.meta.next_cursor, of.operationId) },
    };
  };
