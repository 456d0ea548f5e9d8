import { z } from 'zod';
import { fetchRecord } from './payload.ts';
import { announced } from './symbol.ts';

const instant = z.iso.datetime();

/** ingest -> clean: a payload lies in the lake. A pointer. */
const rawMessage = z.object({
  type: z.literal('raw'),
  fetch: fetchRecord,
});

/** ingest -> clean: what became of one attempt to fetch. ingest has no database of its own. */
export const runMessage = z.object({
  type: z.literal('run'),
  run_id: z.string(),
  connector: z.string(),
  subject: z.string(),
  /**
   * `round`: all that a source owed has been asked for; its subject is `all`.
   * `backfill` is the report of a backfill as a whole, its run_id the backfill's, its payloads the chunks that it has;
   * `chunk` is one window of it.
   */
  kind: z.enum(['schedule', 'admin', 'live', 'round', 'intake', 'backfill', 'chunk']),
  /** The backfill that a chunk belongs to. */
  backfill_id: z.string().nullable().default(null),
  attempt: z.number().int().positive(),
  /** `needs_key`: the source was not asked, because this deployment has no key for it. */
  status: z.enum(['running', 'succeeded', 'failed', 'not_modified', 'needs_key']),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  payloads: z.number().int().nonnegative(),
  window_from: instant,
  window_to: instant,
  started_at: instant,
  finished_at: instant,
});

export const ingestMessage = z.discriminatedUnion('type', [rawMessage, runMessage]);

/** clean -> indicators and stream: rows changed. A pointer to `outbox`. */
export const changeMessage = z.object({
  type: z.literal('change'),
  outbox_id: z.string(),
  dataset: z.enum(announced),
  channel: z.string(),
});

export type RawMessage = z.infer<typeof rawMessage>;
export type RunMessage = z.infer<typeof runMessage>;
export type IngestMessage = z.infer<typeof ingestMessage>;
export type ChangeMessage = z.infer<typeof changeMessage>;
