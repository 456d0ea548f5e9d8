import { z } from 'zod';

export const spent = z.object({ day: z.string(), today: z.number(), month: z.number() });

/** What was counted of the account `a` this month. */
export const spentOf = `(SELECT json_build_object(
    'day', today.day::text,
    'today', coalesce(sum(u.tokens) FILTER (WHERE u.day = today.day), 0),
    'month', coalesce(sum(u.tokens), 0))
  FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS day) today
  LEFT JOIN usage u ON u.account_id = a.account_id AND u.day >= date_trunc('month', today.day)::date
  GROUP BY today.day) AS spent`;
