import { z } from 'zod';
import type { Caller, Usage, UsageRow } from '../model/account-service.ts';
import type { Database } from '../storage/client.ts';

const report = z.object({
  plan: z.string(),
  counted_until: z.string().nullable(),
  today: z.number(),
  month: z.number(),
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
    `WITH today AS (SELECT (now() AT TIME ZONE 'UTC')::date AS day),
     month AS (
       SELECT coalesce(sum(u.tokens), 0)::float8 AS month,
         coalesce(sum(u.tokens) FILTER (WHERE u.day = today.day), 0)::float8 AS today
       FROM today LEFT JOIN usage u ON u.account_id = $1 AND u.day >= date_trunc('month', today.day)::date
     )
     SELECT a.plan, month.today, month.month,
       (SELECT wire_instant(applied_at) FROM usage_flush ORDER BY flush_id DESC LIMIT 1) AS counted_until,
       (SELECT coalesce(json_agg(r), '[]') FROM (
         SELECT day::text AS day, key_id, operation, requests, tokens FROM usage
         WHERE account_id = $1 AND day >= $2::date AND day <= $3::date
         ORDER BY usage.day, key_id, operation LIMIT 20000) r) AS rows
     FROM account a CROSS JOIN month WHERE a.account_id = $1`,
    [caller.account_id, from, to],
  );
  return report.parse(row);
}
