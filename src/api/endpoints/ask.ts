import { z } from '@hono/zod-openapi';
import type { Call as Planned } from '../../ask/call.ts';
import { lookupOf } from '../../ask/lookup.ts';
import type { Names } from '../../ask/names.ts';
import { readQuestions } from '../../ask/parts.ts';
import { isRefusal, planOf } from '../../ask/plan.ts';
import type { Question } from '../../ask/question.ts';
import { type Refusal, refusal } from '../../ask/refusals.ts';
import { toInstant } from '../../core/clock.ts';
import { gathered } from '../../storage/gathered.ts';
import { readNames } from '../../storage/read/named.ts';
import { answeredByModel, mayBeReadByModel } from '../ask/by-model.ts';
import { offeredReads } from '../ask/offered-reads.ts';
import { ran } from '../ask/run-calls.ts';
import { toldAnswer } from '../ask/told-answer.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';
import { answerSchema, askExample } from './ask-schemas.ts';

const nothingRead = refusal('not_understood', 'No words of the question are understood.');
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
    description: `A planner of rules and words turns the question into reads of this API, runs them and says what they answered: each number is copied from them or computed by an arithmetic that is told. Where its words are not understood and the deployment binds a text model, that may plan through the same reads, with the caller's own rights; \`planner\` says so, and its words stand only where they say what the reads answered. Where it cannot, \`answered\` is false, \`reason\` says why and \`suggestions\` what could be asked. Words of the question are never obeyed. Each call costs what it costs alone, beside ${ownCost - 1} for the question; \`dry_run\` tells ${mostCost}, which no question exceeds.`,
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
      planner: z
        .enum(['auto', 'rules'])
        .default('auto')
        .openapi({ description: 'rules: no model sees the question, whether one is bound or not' }),
    }),
    response: answerSchema,
    example: askExample,
    priceOf: () => mostCost,
    async handle({ body }, services, principal, call) {
      const { question } = body;
      const today = toInstant(services.clock.now()).slice(0, 10);
      const day = body.as_of?.slice(0, 10) ?? today;
      const parts = readQuestions(question, day).map((part) =>
        isRefusal(part) ? part : { ...part, as_of: part.as_of ?? body.as_of ?? null },
      );
      const read = parts.filter((part): part is Question => !isRefusal(part));
      const [asked] = read;
      const [refusedPart] = parts.filter(isRefusal);
      if (asked === undefined) return refused(question, null, refusedPart ?? nothingRead);
      const lookup = lookupOf(read);
      const names = lookup === null ? nobody : await readNames(services.db, { ...lookup, as_of: null, on: today });
      const plan = planOf(parts, names);
      const together = { ...services, db: gathered(services.db) };
      const run = (calls: readonly Planned[]) => ran(calls, all(), together, principal, call, mostCost - ownCost + 1);
      if (isRefusal(plan)) {
        // What was understood and refused stays so, and a model is asked of one moment.
        const isOpen = parts.every((one) => (isRefusal(one) ? mayBeReadByModel(one) : one.as_of === asked.as_of));
        const model = body.planner === 'rules' || !isOpen || !mayBeReadByModel(plan) ? null : services.textModel;
        if (!model) return refused(question, asked, plan);
        const offered = offeredReads(all(), asked.as_of);
        const byModel = await answeredByModel({ question, today: day, names, refusal: plan }, model, offered, run);
        const { by, failure } = byModel.planner;
        const level = failure === 'no_answer' ? 'warn' : 'info';
        services.log.log(level, 'question_planned', { request_id: call.request_id, by, model: model.id, failure });
        return toldAnswer({ question, asked, plan: null, ...byModel });
      }
      const done = await run(plan.calls);
      const told = plan.tell(done.map(({ outcome }) => outcome));
      return toldAnswer({ question, asked, plan, done, told });
    },
  });

function refused(question: string, asked: Question | null, refusal: Refusal) {
  return toldAnswer({ question, asked, plan: null, done: [], told: refusal });
}
