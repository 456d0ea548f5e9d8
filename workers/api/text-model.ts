import { withTimeout } from '../../src/core/retry.ts';
import type { TextModel } from '../../src/model/text-model.ts';

/** What is asked of Workers AI's binding. */
export interface TextGenerator {
  run(model: string, input: { readonly prompt: string; readonly max_tokens: number }): Promise<unknown>;
}

/** Enough for the few sentences of an insight, and for a plan of four calls. */
const mostTokens = 800;
const patienceMs = 10_000;

/** Workers AI as a text model; null where the deployment has none. */
export function workersAi(ai: TextGenerator | undefined, model: string): TextModel | null {
  if (ai === undefined) return null;
  return {
    id: model,
    // A model that is away costs its words and never the figures.
    complete: (prompt) =>
      withTimeout(ai.run(model, { prompt, max_tokens: mostTokens }), patienceMs, 'a text model').then(
        textOf,
        () => null,
      ),
  };
}

function textOf(answer: unknown): string | null {
  const text = (answer as { readonly response?: unknown } | null)?.response;
  return typeof text === 'string' ? text : null;
}
