import { sha256 } from '../core/hash.ts';
import type { TextModel } from '../model/text-model.ts';
import { ground, type Refusal } from './grounding.ts';
import type { Computed } from './insight.ts';
import { promptOf } from './prompt.ts';
import { saidOf } from './said.ts';

export interface Words {
  readonly by: 'template' | 'model';
  /** The model that was asked, whether its words stand or not. */
  readonly model: string | null;
  readonly prompt_sha256: string | null;
  /** The figures that the sentences may speak of. */
  readonly input_ids: readonly string[];
  readonly sentences: readonly string[];
  /** Why sentences of the model do not stand. What they said is not repeated. */
  readonly removed: readonly (Refusal | 'no_answer')[];
}

/** The outcome in words: those of a model where it is asked, answers and passes the gate, else those of the templates. */
export async function tell(
  computed: Pick<Computed, 'findings' | 'sentences'>,
  model: TextModel | null,
): Promise<Words> {
  const said = saidOf(computed);
  const input_ids = [...new Set(said.flatMap(({ ids }) => ids))];
  const ours = { by: 'template', input_ids, sentences: said.map(({ text }) => text) } as const;
  if (model === null || said.length === 0) return { ...ours, model: null, prompt_sha256: null, removed: [] };
  const prompt = promptOf(said);
  const asked = { model: model.id, prompt_sha256: await sha256(prompt) };
  const answer = await model.complete(prompt);
  if (answer === null) return { ...ours, ...asked, removed: ['no_answer'] };
  const { kept, removed } = ground(answer, said);
  if (kept.length === 0) return { ...ours, ...asked, removed };
  return { by: 'model', ...asked, input_ids, sentences: kept, removed };
}
