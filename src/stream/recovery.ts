import type { SeqSpan } from '../model/services.ts';
import type { Since } from './client-frames.ts';

/** Where a channel's log stands. `firstSeq` is the oldest item that is kept, `headSeq + 1` when none is. */
interface LogPosition {
  readonly epoch: string;
  readonly headSeq: number;
  readonly firstSeq: number;
}

/**
 * How a subscription catches up. What it misses are the items that are `lost`, and from `afterSeq + 1` up to the head
 * those that are kept.
 */
export type Recovery =
  | { readonly kind: 'live' }
  | { readonly kind: 'replayed' | 'gap'; readonly afterSeq: number; readonly lost: SeqSpan | null };

/**
 * All or nothing: a client gets exactly what it missed, or the clear word that it cannot. Half a replay would look like
 * a whole one. Only who asks for the oldest item that is kept has never seen what came before it.
 */
export function planRecovery(since: Since | undefined, log: LogPosition): Recovery {
  if (since === undefined) return { kind: 'live' };
  const fromOldest = since === 'start' || since.epoch === undefined;
  const goesOn = !fromOldest && since.epoch === log.epoch && since.seq <= log.headSeq;
  const seenSeq = goesOn ? since.seq : 0;
  const lost = lostSpan(seenSeq + 1, log.headSeq, log.firstSeq);
  const kind = fromOldest || (goesOn && lost === null) ? 'replayed' : 'gap';
  return { kind, afterSeq: Math.max(seenSeq, log.firstSeq - 1), lost };
}

/** What of [fromSeq, toSeq] lies before the oldest item that is kept. */
export function lostSpan(fromSeq: number, toSeq: number, firstSeq: number): SeqSpan | null {
  const span = { from_seq: Math.max(fromSeq, 1), to_seq: Math.min(toSeq, firstSeq - 1) };
  return span.from_seq <= span.to_seq ? span : null;
}
