import { z } from '@hono/zod-openapi';
import { instant } from '../model/records.ts';
import type { Dataset, Interval } from '../model/symbol.ts';
import { readAuditProgress } from '../storage/audit-queue.ts';
import type { Database } from '../storage/client.ts';
import { channelsOf } from '../storage/read/quality.ts';
import { meta } from './answer.ts';

/** Answers that rest on audits say how far these have come: nothing found is not nothing wrong. */
export const auditedMeta = meta
  .extend({
    audit: z
      .object({
        audited_at: instant
          .nullable()
          .openapi({ description: 'The last audit of any of these series; null before the first' }),
        pending_channels: z.number().int().openapi({
          description: 'Channels with rows that no audit has looked at yet; each is looked at within an hour',
        }),
      })
      .openapi({ description: 'How far the audit has come with the series that are asked for' }),
  })
  .openapi('AuditedMeta');

export const exampleAudit = { audited_at: '2026-11-24T05:02:00.000Z', pending_channels: 0 };

/** Of one thing where it is named whole, else of everything. */
export function auditProgress(
  db: Database,
  {
    dataset,
    id,
    interval = null,
  }: { dataset?: Dataset | undefined; id?: string | undefined; interval?: Interval | null },
) {
  return readAuditProgress(db, dataset && id ? channelsOf({ dataset, id, interval }) : null);
}
