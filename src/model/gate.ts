import type { FetchRefusal } from './services.ts';

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
  /** Makes sure that the source's socket is open, where it has one. */
  listen(): Promise<void>;
}
