import type { Since } from './client-frames.ts';

/** Where a channel's log stands. `firstSeq` is the oldest item that is kept, `headSeq + 1` when none is. */
export interface LogPosition {
  readonly epoch: string;
  readonly headSeq: number;
  readonly firstSeq: number;
}

/** How a subscription catches up. Items are missing from `afterSeq + 1` up to the head. */
export type Recovery =
  | { readonly kind: 'live' }
  | { readonly kind: 'replayed'; readonly afterSeq: number }
  | { readonly kind: 'gap'; readonly afterSeq: number };

/**
 * All or nothing: a client gets exactly what it missed, or the clear word that it cannot. Half a replay would look like
 * a whole one.
 */
export function planRecovery(since: Since | undefined, log: LogPosition): Recovery {
  if (since === undefined) return { kind: 'live' };
  if (since === 'start' || since.epoch === undefined) return { kind: 'replayed', afterSeq: log.firstSeq - 1 };
  if (since.epoch !== log.epoch || since.seq > log.headSeq) return { kind: 'gap', afterSeq: 0 };
  return { kind: since.seq < log.firstSeq - 1 ? 'gap' : 'replayed', afterSeq: since.seq };
}
