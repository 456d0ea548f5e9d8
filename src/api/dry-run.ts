import { z } from '@hono/zod-openapi';
import { toInstant } from '../core/clock.ts';
import { planOf, type WindowLeft, windowSeconds } from '../model/plan.ts';
import { instant } from '../model/records.ts';
import { envelope, metaOf } from './answer.ts';
import { askOfRequest } from './asked.ts';
import { countedAs } from './caller-address.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from './context.ts';
import type { Endpoint, Policy } from './endpoint.ts';
import { announceMinute } from './limit-headers.ts';
import { readInput } from './read-input.ts';
import { respond } from './respond.ts';
import { tooDear } from './spent.ts';

/** Of its own, so that no client takes the price for the answer. */
export const costMediaType = 'application/vnd.wizdata.cost+json';

const parameter = z.enum(['cost'], 'must be cost').optional().openapi({
  description: 'Set to `cost`, the call is checked and not done: the answer is what it would cost, and costs nothing',
});

/** The query of a counted operation, with which its price may be asked. */
export const withDryRun = (query: z.ZodObject): z.ZodObject => query.safeExtend({ dry_run: parameter });

const windowNames = Object.keys(windowSeconds) as (keyof typeof windowSeconds)[];
const count = z.number().int();
const cost = z
  .object({
    operation: z.string(),
    tokens: count.openapi({
      description: 'Taken from each window. Where they are more than `x-tokens`, an answer from memory may take fewer',
    }),
    tokens_per_further_page: count
      .nullable()
      .openapi({ description: 'With `pages=all` for every page beyond the first; null where there is one' }),
    plan: z.string(),
    refused_by: z
      .enum(windowNames)
      .nullable()
      .openapi({ description: 'The longest window that has not so many tokens left; null where the call would go on' }),
    scope: z.enum(['shared', 'isolate']).openapi({
      description: 'isolate: the count that all share is away, and what is left of the minute is that of one isolate',
    }),
    windows: z
      .array(z.object({ window: z.enum(windowNames), limit: count, remaining: count, resets_at: instant }))
      .openapi({ description: 'Those that bind, as far as who answers knows' }),
  })
  .openapi('Cost');

export const costAnswer = {
  schema: envelope(cost).openapi('CostAnswer'),
  example: {
    data: {
      ...{ operation: 'listBars', tokens: 1, tokens_per_further_page: null },
      ...{ plan: 'anonymous', refused_by: null, scope: 'shared' },
      windows: [{ window: 'minute', limit: 120, remaining: 117, resets_at: '2026-11-24T12:01:00.000Z' }],
    },
    meta: metaOf({}),
  },
};

/** Whether the price is asked for and not the thing. Looked for first, since hardly anybody does. */
const asksForCost = (url: string): boolean => url.includes('dry_run=') && /^[^?]*\?(?:[^&]*&)*dry_run=/.test(url);

/** What is counted: an operation, or the stream, which takes no input. */
export type Priced = Policy | Endpoint;

/** Tells the price in place of the call, in a version that there is. @param versioned what finds the version */
export function dryRun(of: Priced, deps: ApiDeps, versioned: ApiMiddleware): ApiMiddleware {
  if (of.scope === null) return (_c, next) => next();
  return async (c, next) => {
    if (!asksForCost(c.req.url)) return await next();
    return await versioned(c, async () => {
      c.res = await tellCost(of, c, deps);
    });
  };
}

/** Answers what the call would cost. It is checked like the call, and nothing is spent, read or written. */
async function tellCost(of: Priced, c: ApiContext, deps: ApiDeps): Promise<Response> {
  const principal = c.get('principal');
  const tokens = 'query' in of ? await priceOf(of, c, deps) : of.cost;
  const limit = planOf(principal.plan).requests_per_minute;
  if (tokens > limit) throw tooDear(principal.plan, limit, tokens);
  const minute = deps.limiter.peek(countedAs(c), limit);
  announceMinute(c, principal, minute);
  const left: readonly WindowLeft[] = [
    { window: 'minute', ...minute },
    ...(principal.key_id === null ? [] : deps.meter.left(principal)),
  ];
  const windows = left.toSorted((a, b) => windowSeconds[a.window] - windowSeconds[b.window]);
  const data: z.infer<typeof cost> = {
    operation: of.operationId,
    tokens,
    tokens_per_further_page: c.get('query')?.get('pages') === 'all' ? of.cost : null,
    plan: principal.plan,
    refused_by: windows.findLast(({ remaining }) => remaining < tokens)?.window ?? null,
    scope: minute.scope,
    windows: windows.map(({ window, limit, remaining, resetSeconds }) => {
      const resets_at = toInstant(Math.floor(deps.clock.now() / 1000 + resetSeconds) * 1000);
      return { window, limit, remaining, resets_at };
    }),
  };
  const headers = { 'content-type': costMediaType, 'cache-control': 'no-store', 'cache-status': 'wizdata; fwd=bypass' };
  return respond(c, 200, JSON.stringify({ data, meta: metaOf({}) }), headers);
}

async function priceOf(endpoint: Endpoint, c: ApiContext, { clock, cursors }: ApiDeps): Promise<number> {
  c.set('query', askOfRequest(endpoint, c, clock.now()).query);
  const input = await readInput(endpoint, c);
  const { cursor } = input.query;
  if (typeof cursor === 'string') await cursors.open(cursor, endpoint.operationId);
  return endpoint.priceOf?.(input) ?? endpoint.cost;
}
