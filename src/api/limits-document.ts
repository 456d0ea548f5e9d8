import { z } from '@hono/zod-openapi';
import { plans, windowLimits, windowSeconds } from '../model/plan.ts';
import { awayMs, blocksPerWindow, patienceMs } from '../ratelimit/leased-limiter.ts';
import { contentTag } from './content-tag.ts';
import type { Contract } from './contract.ts';
import { costMediaType } from './dry-run.ts';
import { streamPolicy } from './stream.ts';

export const limitsPath = '/.well-known/wizdata-limits';

const windowName = z.enum(Object.keys(windowSeconds) as (keyof typeof windowSeconds)[]);
const sentence = z.string();
const count = z.number().int();

/** Plans, costs and how both are counted, for programs and their makers. */
export const limitsDocument = z
  .object({
    unit: sentence,
    counted_by: z.object({ key: sentence, session: sentence, anonymous: sentence }),
    windows: z.array(z.object({ window: windowName, seconds: count, counted: sentence, resets: sentence })),
    plans: z.array(
      z.object({
        plan: z.string(),
        limits: z.array(z.object({ window: windowName, limit: count })).openapi({ description: 'For keys' }),
        limits_without_key: z.array(z.object({ window: windowName, limit: count })),
        rows_per_request: count,
        stream_channels: count,
        history_years: count.nullable().openapi({ description: 'How far back prices reach; null: all the way' }),
      }),
    ),
    costs: z.array(
      z.object({
        operation: z.string(),
        method: z.string(),
        path: z.string(),
        tokens: count.openapi({ description: '0: open and not counted' }),
        depends_on_request: z.boolean().openapi({ description: 'True where it may be more; `dry_run` tells' }),
      }),
    ),
    algorithm: z.object({
      name: z.string(),
      blocks_per_window: count,
      description: sentence,
      quotas: sentence,
    }),
    without_shared_count: z.object({
      policy: sentence,
      waits_ms: count.openapi({ description: 'For so long a request waits before the isolate counts alone' }),
      asks_again_after_ms: count,
      announced_by: z.string(),
    }),
    over_admission: z.object({
      minute: sentence,
      minute_without_shared_count: sentence,
      edge: sentence,
      quotas: sentence,
    }),
    refusal: z.object({ status: count, header: z.string(), problems: z.array(z.string()), description: sentence }),
    dry_run: z.object({ parameter: z.string(), media_type: z.string(), description: sentence }),
    headers: z.array(z.object({ name: z.string(), description: sentence })),
  })
  .openapi('Limits');
type Limits = z.infer<typeof limitsDocument>;

export function limitsOf({ endpoints }: Pick<Contract, 'endpoints'>): Limits {
  return {
    unit: 'All limits count tokens; each operation costs what `costs` says, from memory or read anew.',
    counted_by: {
      key: 'The second and the minute are of each key, the day and the month of its account.',
      session: 'The minute is of each member.',
      anonymous: 'The minute is of each address: one of IPv4, or a /64 of IPv6.',
    },
    windows: [
      {
        window: 'second',
        seconds: windowSeconds.second,
        counted: 'by each isolate for itself',
        resets: 'with the second',
      },
      { window: 'minute', seconds: windowSeconds.minute, counted: 'by all together', resets: 'with the minute (UTC)' },
      { window: 'day', seconds: windowSeconds.day, counted: 'by all together', resets: 'at midnight (UTC)' },
      {
        ...{ window: 'month', seconds: windowSeconds.month, counted: 'by all together' },
        resets: 'with the month of the calendar (UTC); `seconds` is the longest',
      },
    ],
    plans: Object.values(plans).map((plan) => ({
      plan: plan.plan_id,
      limits: [...windowLimits(plan, true)],
      limits_without_key: [...windowLimits(plan, false)],
      rows_per_request: plan.rows_per_request,
      stream_channels: plan.stream_channels,
      history_years: plan.history_years,
    })),
    costs: [
      ...endpoints.map(({ operationId: operation, method, path, cost: tokens, scope, query, priceOf }) => ({
        ...{ operation, method, path, tokens: scope === null ? 0 : tokens },
        depends_on_request: priceOf !== undefined || Object.hasOwn(query.shape, 'pages'),
      })),
      {
        ...{ operation: streamPolicy.operationId, method: streamPolicy.method, path: streamPolicy.path },
        ...{ tokens: streamPolicy.cost, depends_on_request: false },
      },
    ],
    algorithm: {
      name: 'leased_fixed_window',
      blocks_per_window: blocksPerWindow,
      description:
        'A minute is counted in one place for all. Isolates lease blocks of it, of a twentieth of the limit, and spend them without asking; the next block is leased beside the requests when half of one is left. Where an isolate has none, reads go on beside its lease and are shown once it is granted. Up to one and a half blocks may lie unspent in an isolate, so that a caller who is spread over many may be refused a little early.',
      quotas:
        'Days and months go by what all isolates have told a second ago, and by what this one has counted since. Only answers below 500 that are not 429 count for them.',
    },
    without_shared_count: {
      policy:
        'While the shared count is away each isolate admits the limit of the minute by itself. Once it is back, which is seen within `asks_again_after_ms`, what was spent alone is counted there, as far as the minute holds it, and all count together again.',
      waits_ms: patienceMs,
      asks_again_after_ms: awayMs,
      announced_by: 'RateLimit-Scope: isolate',
    },
    over_admission: {
      minute:
        'None while the shared count answers within `waits_ms`: blocks divide the limit, and what is leased is counted before it is spent. What an isolate spends while an answer is late is counted once that comes.',
      minute_without_shared_count: 'The limit for each isolate that answers the caller.',
      edge: 'Windows are fixed: within any 60 seconds that two minutes share, up to twice the limit may be spent.',
      quotas:
        'What other isolates spend within about a second; while the shared count is away, what they spend meanwhile.',
    },
    refusal: {
      status: 429,
      header: 'Retry-After',
      problems: ['/problems/rate_limited', '/problems/quota_exceeded'],
      description: 'The problem says which window (`quota`), its `limit`, and when it begins anew (`resets_at`).',
    },
    dry_run: {
      parameter: 'dry_run=cost',
      media_type: costMediaType,
      description:
        'On any counted operation: who asks and what is asked is checked as for the call, then its cost and what is left are answered. Nothing is spent and nothing is done.',
    },
    headers: [
      {
        name: 'RateLimit-Policy',
        description: 'Every window that binds: its limit `q` and its length `w` in seconds.',
      },
      {
        name: 'RateLimit',
        description: 'What is left (`r`) and for how many seconds (`t`): of the minute, or of the window that refuses.',
      },
      { name: 'RateLimit-Scope', description: '`isolate` while the shared count is away.' },
      { name: 'Retry-After', description: 'On every 429: the seconds after which it makes sense to come back.' },
    ],
  };
}

const written = new WeakMap<Contract, { readonly text: string; readonly etag: string }>();

/** The document, written once. */
export function limitsText(contract: Contract) {
  const known = written.get(contract);
  if (known !== undefined) return known;
  const text = JSON.stringify(limitsOf(contract));
  const made = { text, etag: contentTag(new TextEncoder().encode(text)) };
  written.set(contract, made);
  return made;
}
