import { z } from 'zod';
import type { Call } from '../call.ts';
import { mostCalls, mostRows, type Offered } from './offered.ts';

/** Why a model's plan is not followed; the list is closed. */
export const planFailures = [
  'no_answer',
  'unknown',
  'too_long',
  'malformed',
  'unknown_operation',
  'unknown_parameter',
  'no_figures',
] as const;
export type PlanFailure = (typeof planFailures)[number];

const given = z
  .record(z.string().max(40), z.union([z.string().max(100), z.number()]).transform(String))
  .refine((named) => Object.keys(named).length <= 12);

/** Where in the answer of a call a value stands. */
const slot = z.strictObject({
  call: z
    .int()
    .min(0)
    .max(mostCalls - 1),
  path: z
    .array(z.union([z.string().regex(/^[a-z][\w(),.-]{0,59}$/), z.int().min(0).max(mostRows)]))
    .min(1)
    .max(6),
});
export type Slot = z.output<typeof slot>;

const planned = z.strictObject({
  calls: z
    .array(z.strictObject({ operation: z.string().max(40), params: given.default({}), query: given.default({}) }))
    .min(1)
    .max(mostCalls),
  say: z.string().min(1).max(600),
  slots: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,29}$/), slot),
});

const answer = z.union([z.strictObject({ unknown: z.literal(true) }), planned]);

export interface ModelPlan {
  readonly calls: readonly Call[];
  readonly say: string;
  readonly slots: ReadonlyMap<string, Slot>;
}

export const slotShape = /\{\{([a-z0-9_]+)\}\}/g;
const mostCharacters = 6000;

/** What a model planned, of which nothing is believed: what is not asked for in this form is not read at all. */
export function readPlan(text: string, offered: readonly Offered[]): ModelPlan | PlanFailure {
  if (text.length > mostCharacters) return 'too_long';
  const parsed = answer.safeParse(jsonOf(text));
  if (!parsed.success) return 'malformed';
  if ('unknown' in parsed.data) return 'unknown';
  const { calls: wanted, say, slots: places } = parsed.data;
  const slots = new Map<string, Slot>();
  for (const [, name = ''] of say.matchAll(slotShape)) {
    const place = Object.hasOwn(places, name) ? places[name] : undefined;
    if (place === undefined || place.call >= wanted.length) return 'malformed';
    slots.set(name, place);
  }
  if (slots.size === 0) return 'malformed';
  const calls: Call[] = [];
  for (const { operation, params, query } of wanted) {
    const of = offered.find((one) => one.operation === operation);
    if (of === undefined) return 'unknown_operation';
    const isOffered = (given: object, known: readonly string[]) =>
      Object.keys(given).every((one) => known.includes(one));
    if (!isOffered(params, of.params) || !isOffered(query, of.query)) return 'unknown_parameter';
    calls.push({ operation, params, query: { ...query, ...of.fixed } });
  }
  return { calls, say, slots };
}

/** Models like to put a fence around it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.trim().replace(/^```(?:json)?\s*|\s*```$/g, ''));
  } catch {
    return null;
  }
}
