import type { Clock } from '../core/clock.ts';
import type { Database } from '../storage/client.ts';
import { type Progress, readProgress } from '../storage/read/status.ts';

export interface Readiness extends Progress {
  /** The first ingestion has landed. Later fetches that are under way are business as usual. */
  readonly landed: boolean;
}

/** Once ready, an isolate asks again at most this often: anybody may ask, and nobody pays for it. */
const rememberedMs = 5_000;

/** How far the first ingestion is, remembered by the isolate once it has landed. */
export function readinessOf(db: Database, clock: Clock): () => Promise<Readiness> {
  let known: { readonly readiness: Readiness; readonly atMs: number } | null = null;
  return async () => {
    if (known !== null && clock.now() - known.atMs < rememberedMs) return known.readiness;
    const progress = await readProgress(db);
    const readiness = { ...progress, landed: known !== null || hasLanded(progress) };
    if (readiness.landed) known = { readiness, atMs: clock.now() };
    return readiness;
  };
}

const hasLanded = ({ sources, finished, succeeded, pending_payloads }: Progress): boolean =>
  sources > 0 && finished === sources && succeeded > 0 && pending_payloads === 0;
