import { z } from '@hono/zod-openapi';
import { instant } from '../../model/records.ts';

const text = z.string();
const maybeText = z.string().nullable();
const count = z.number().int();
const maybeCount = count.nullable();

export const jobRow = z
  .object({
    connector: text,
    subject: text,
    runs: count,
    last_run_id: text,
    last_kind: text,
    last_status: text,
    last_attempt: count,
    last_error_code: maybeText,
    last_error_message: maybeText,
    last_started_at: instant,
    last_finished_at: instant.nullable(),
    last_success_at: instant.nullable(),
  })
  .openapi('Job');

export const runRow = z
  .object({
    run_id: text,
    connector: text,
    subject: text,
    kind: text,
    attempt: count,
    status: text,
    error_code: maybeText,
    error_message: maybeText,
    payloads: count,
    rows_in: maybeCount.openapi({ description: 'Records of its payloads; null where none has been read' }),
    inserted: maybeCount,
    revised: maybeCount,
    unchanged: maybeCount,
    stale: maybeCount.openapi({ description: 'Older than what was known already' }),
    rejected: maybeCount,
    window_from: instant,
    window_to: instant,
    started_at: instant,
    finished_at: instant.nullable(),
  })
  .openapi('Run');

export const deadLetterRow = z
  .object({
    dead_letter_id: text,
    queue: text,
    message: z.unknown(),
    attempts: count,
    recorded_at: instant,
    resent_at: instant.nullable(),
  })
  .openapi('DeadLetter');

export const quarantineRow = z
  .object({
    fetch_id: text,
    position: count,
    connector: text,
    dataset: text,
    rule: text,
    reason: text,
    verdict: z.enum(['rejected', 'flagged']).openapi({ description: 'A flagged record became a row all the same' }),
    record: z.unknown().openapi({ description: 'The record as the source gave it' }),
    recorded_at: instant,
  })
  .openapi('Quarantined');
