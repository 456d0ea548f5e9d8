import type { Call, Told } from '../../ask/call.ts';
import type { Day } from '../../ask/dates.ts';
import { type Filled, filledBy } from '../../ask/model/filled.ts';
import type { Offered } from '../../ask/model/offered.ts';
import { planPromptOf } from '../../ask/model/plan-prompt.ts';
import { type ModelPlan, type PlanFailure, readPlan } from '../../ask/model/read-plan.ts';
import { plainly, sentencesOf, shown } from '../../ask/model/sentences.ts';
import type { Names } from '../../ask/names.ts';
import type { Refusal } from '../../ask/refusals.ts';
import { sha256 } from '../../core/hash.ts';
import { withTimeout } from '../../core/retry.ts';
import { ground } from '../../insights/grounding.ts';
import type { TextModel } from '../../model/text-model.ts';
import type { Ran } from './run-calls.ts';

/** Who planned, and what a model was asked, so that it can be asked again. */
export interface PlannedBy {
  readonly by: 'rules' | 'model';
  /** The model that was asked, whether its plan was followed or not. */
  readonly model: string | null;
  readonly prompt_sha256: string | null;
  readonly input_ids: readonly string[];
  readonly failure: PlanFailure | null;
  /** Why sentences of the model do not stand. What they said is not repeated. */
  readonly removed: readonly string[];
}

export const byRules: PlannedBy = {
  ...{ by: 'rules', model: null, prompt_sha256: null, input_ids: [], failure: null, removed: [] },
};

/** Refusals that say that words were not understood. The others were understood, and no model overrules them. */
export const mayBeReadByModel = ({ reason }: Refusal): boolean =>
  reason === 'not_understood' || reason === 'unknown_name';

interface Answered {
  readonly planner: PlannedBy;
  readonly done: readonly Ran[];
  readonly told: Told | Refusal;
}

interface Asked {
  readonly question: string;
  readonly today: Day;
  readonly names: Names;
  /** What the rules say, which stands where the model has no answer. */
  readonly refusal: Refusal;
}

/** Longer than a model takes that keeps its own time. */
const patienceMs = 12_000;
const mostIds = 20;

/** Has a model plan, makes its calls and tells what they answered, in its words where they pass the gate. */
export async function answeredByModel(
  { question, today, names, refusal }: Asked,
  model: TextModel,
  offered: readonly Offered[],
  run: (calls: readonly Call[]) => Promise<readonly Ran[]>,
): Promise<Answered> {
  const found = [...names.instruments.map(({ id }) => id), ...names.series.map((one) => one.series_id)];
  const input_ids = [...new Set(found)].slice(0, mostIds);
  const prompt = planPromptOf({ question, today, ids: input_ids }, offered);
  const asked = { model: model.id, prompt_sha256: await sha256(prompt), input_ids };
  const without = (failure: PlanFailure, done: readonly Ran[] = []): Answered => ({
    ...{ planner: { ...byRules, ...asked, failure }, done, told: refusal },
  });
  const text = await completed(model, prompt);
  if (text === null) return without('no_answer');
  const plan = readPlan(text, offered);
  if (typeof plan === 'string') return without(plan);
  const done = await run(plan.calls);
  const filled = filledOf(plan, done);
  if (filled === null) return without('no_figures', done);
  const { sentence, removed } = worded(plan.say, filled);
  const values = shown([...filled.values()]).map(({ value }) => value);
  return { planner: { by: 'model', ...asked, failure: null, removed }, done, told: { sentence, values } };
}

/** A model that is away, slow or broken costs its plan and never the answer. */
async function completed(model: TextModel, prompt: string): Promise<string | null> {
  try {
    return await withTimeout(model.complete(prompt), patienceMs, 'a text model');
  } catch {
    return null;
  }
}

/** All of the slots or none: half of a comparison is no answer. */
function filledOf({ calls, slots }: ModelPlan, done: readonly Ran[]): ReadonlyMap<string, Filled> | null {
  const filled = new Map<string, Filled>();
  const outcomes = done.map(({ outcome }) => outcome);
  for (const [name, slot] of slots) {
    const one = filledBy(slot, calls, outcomes);
    if (one === null) return null;
    filled.set(name, one);
  }
  return filled;
}

/** A sentence that does not stand gives way to its figures in our words. */
function worded(say: string, filled: ReadonlyMap<string, Filled>) {
  const removed: string[] = [];
  const sentences = sentencesOf(say, filled).flatMap(({ text, said, ours }) => {
    const grounded = said === null ? null : ground(text, [said]);
    if (grounded?.removed.length === 0 && grounded.kept.length === 1) return grounded.kept;
    removed.push(...(grounded === null ? ['no_figure'] : grounded.removed));
    return ours;
  });
  const spoken = sentences.length > 0 ? sentences : plainly([...filled.values()]);
  return { sentence: [...new Set(spoken)].join(' '), removed };
}
