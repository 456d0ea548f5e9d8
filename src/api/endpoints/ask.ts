import { z } from '@hono/zod-openapi';
import { lookupOf } from '../../ask/lookup.ts';
import type { Names } from '../../ask/names.ts';
import { isRefusal, planOf } from '../../ask/plan.ts';
import { type Question, readQuestion } from '../../ask/question.ts';
import type { Refusal } from '../../ask/refusals.ts';
import { toInstant } from '../../core/clock.ts';
import { gathered } from '../../storage/gathered.ts';
import { readNames } from '../../storage/read/named.ts';
import { ran } from '../ask/run-calls.ts';
import { toldAnswer } from '../ask/told-answer.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { answerSchema, askExample } from './ask-schemas.ts';

const nobody: Names = { instruments: [], series: [] };

/** Names are looked up, and a token of the calls is in it. */
const ownCost = 4;
/** At most so much, for which `dry_run` says the price before anything is looked up. */
const mostCost = 30;

/** @param all the registry, which this endpoint is in itself */
export const ask = (all: () => readonly Endpoint[]): Endpoint =>
  endpoint({
    method: 'POST',
    path: '/v1/ask',
    operationId: 'ask',
    summary: 'A question in English, answered by calls of this API that it shows',
    description: `A planner of rules and words, no model, turns the question into reads of this API, runs them and says what they answered: each number is copied from them or computed by an arithmetic that is told. Where it cannot, \`answered\` is false, \`reason\` says why and \`suggestions\` what could be asked. Words of the question are never obeyed. Each call costs what it costs alone, beside ${ownCost - 1} for the question; \`dry_run\` tells ${mostCost}, which no question exceeds.`,
    tag: 'Tools',
    scope: 'read',
    cost: ownCost,
    cache: 'none',
    params: z.object({}),
    query: z.object({}),
    body: z.strictObject({
      question: z
        .string()
        .min(1, 'must not be empty')
        .max(500, 'must be at most 500 characters')
        .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'must be well-formed Unicode')
        .openapi({ example: 'What did Naspers close at on 2021-01-13?' }),
      as_of: parameters.asOf,
    }),
    response: answerSchema,
    example: askExample,
    priceOf: () => mostCost,
    async handle({ body }, services, principal, call) {
      const { question } = body;
      const today = toInstant(services.clock.now()).slice(0, 10);
      const read = readQuestion(question, body.as_of?.slice(0, 10) ?? today);
      if (isRefusal(read)) return refused(question, null, read);
      const asked: Question = { ...read, as_of: read.as_of ?? body.as_of ?? null };
      const lookup = lookupOf(asked);
      const names = lookup === null ? nobody : await readNames(services.db, { ...lookup, as_of: null, on: today });
      const plan = planOf(asked, names);
      if (isRefusal(plan)) return refused(question, asked, plan);
      const together = { ...services, db: gathered(services.db) };
      const done = await ran(plan.calls, all(), together, principal, call, mostCost - ownCost + 1);
      const told = plan.tell(done.map(({ outcome }) => outcome));
      return toldAnswer({ question, asked, plan, done, told });
    },
  });

function refused(question: string, asked: Question | null, refusal: Refusal) {
  return toldAnswer({ question, asked, plan: null, done: [], told: refusal });
}
