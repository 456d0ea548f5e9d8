import type { RunMessage } from './messages.ts';
import type { Window } from './payload.ts';
import type { FetchRefusal } from './services.ts';

/** One window of a backfill. Fetching it twice does no harm: it is one run, whose last report counts. */
export interface Chunk {
  readonly backfill_id: string;
  readonly index: number;
  readonly subject: string;
  readonly window: Window;
}

export interface ChunkOutcome {
  readonly status: RunMessage['status'];
  readonly payloads: number;
  readonly error_code: string | null;
  /** Whether the same may succeed later. */
  readonly retry: boolean;
}

export interface CollectRequest {
  readonly kind: 'schedule' | 'admin';
  /** One subject, or null for all of the source. */
  readonly subject: string | null;
  /** Asked for although it is not due and although the source may be resting: a person wants it now. */
  readonly force: boolean;
}

/** What a source's gate answers. One gate per source: it asks one thing at a time and remembers how far it came. */
export interface GateService {
  /** Fetches what the source owes. While a run is under way, a second call waits for its turn. */
  collect(request: CollectRequest): Promise<{ readonly run_ids: readonly string[] }>;
  /** A payload was not understood: its window is owed again and the source is left in peace for a while. */
  refuse(refusal: FetchRefusal): Promise<void>;
  /** Fetches one window of the past, whatever the cursors say, and leaves them alone. */
  fetchChunk(chunk: Chunk): Promise<ChunkOutcome>;
  /** Makes sure that the source's socket is open, where it has one. */
  listen(): Promise<void>;
}
