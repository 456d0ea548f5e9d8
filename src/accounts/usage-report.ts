import { z } from 'zod';
import type { Caller, Usage, UsageRow } from '../model/account-service.ts';
import type { Database } from '../storage/client.ts';
import { spent, spentOf } from './spent.ts';

const report = z.object({
  plan: z.string(),
  counted_until: z.string().nullable(),
  spent,
  rows: z.array(
    z.object({
      ...{ day: z.string(), key_id: z.string(), operation: z.string() },
      ...{ requests: z.number(), tokens: z.number() },
    }),
  ),
}) satisfies z.ZodType<{ rows: UsageRow[] }>;

/** What was counted of the account, by day, key and operation, and what of its quotas is spent. */
export async function readUsage(
  db: Database,
  caller: Caller,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Usage> {
  const [row] = await db.query(
    `SELECT a.plan, ${spentOf},
       (SELECT wire_instant(applied_at) FROM usage_flush ORDER BY flush_id DESC LIMIT 1) AS counted_until,
       (SELECT coalesce(json_agg(r), '[]') FROM (
         SELECT day::text AS day, key_id, operation, requests, tokens FROM usage
         WHERE account_id = $1 AND day >= $2::date AND day <= $3::date
         ORDER BY usage.day, key_id, operation LIMIT 20000) r) AS rows
     FROM account a WHERE a.account_id = $1`,
    [caller.account_id, from, to],
  );
  const {
    spent: { today, month },
    ...found
  } = report.parse(row);
  return { ...found, today, month };
}
