import type { Told } from '../../ask/call.ts';
import { isRefusal, type Plan } from '../../ask/plan.ts';
import type { Question } from '../../ask/question.ts';
import type { Refusal } from '../../ask/refusals.ts';
import { type JsonAnswer, jsonAnswer } from '../answer.ts';
import { byRules, type PlannedBy } from './by-model.ts';
import type { Ran } from './run-calls.ts';

interface Asked {
  readonly question: string;
  /** Null where its words were not even read as a question about figures. */
  readonly asked: Question | null;
  readonly plan: Plan | null;
  readonly done: readonly Ran[];
  readonly told: Told | Refusal;
  readonly planner?: PlannedBy;
}

const fallback = ['price of Naspers', 'inflation in South Africa in 2023', '100 USD in ZAR on 2021-01-13'];

/** The answer with everything that it rests on. */
export function toldAnswer({ question, asked, plan, done, told, planner = byRules }: Asked): JsonAnswer {
  const refusal = isRefusal(told) ? told : null;
  const answer = isRefusal(told) ? null : told;
  const is_sample = done.some(({ isSample }) => isSample);
  const values = answer?.values ?? [];
  const fetches = [...new Set(values.flatMap(({ fetch_ids }) => fetch_ids))].slice(0, 50);
  const rows = done
    .filter(({ call, outcome }) => outcome.status === 200 && call.body === undefined)
    .map(({ path }) => path);
  const period = asked?.period;
  return jsonAnswer(
    JSON.stringify({
      question,
      answered: answer !== null,
      answer: answer === null ? null : `${answer.sentence}${is_sample ? ' These are sample figures.' : ''}`,
      reason: refusal?.reason ?? null,
      why: refusal?.why ?? null,
      values,
      calls: done.map(({ call: { operation, params, query, body }, path, cost, outcome: { status } }) => ({
        ...{ operation, params, query, body: body ?? null, path, cost, status },
      })),
      citations:
        answer === null
          ? []
          : [...new Set([...rows, ...(answer.links ?? []), ...fetches.map((id) => `/v1/provenance/${id}`)])],
      understood: {
        entities: plan?.entities ?? [],
        measure: asked === null ? null : (asked.concepts[0]?.concept ?? asked.measure),
        period: period === undefined ? null : { kind: period.kind, from: period.from, to: period.to },
        comparison: asked?.compared ?? false,
        as_of: asked?.as_of ?? null,
      },
      planner,
      suggestions: refusal === null ? [] : refusal.suggestions.length > 0 ? refusal.suggestions : fallback,
    }),
    { is_sample, as_of: asked?.as_of === undefined || asked.as_of === null ? null : instantOf(asked.as_of) },
  );
}

/** A day means its end, as in `as_of` everywhere. */
const instantOf = (moment: string): string => (moment.length === 10 ? `${moment}T23:59:59.999Z` : moment);
