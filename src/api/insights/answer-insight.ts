import { toInstant } from '../../core/clock.ts';
import type { Computed, Insight, Insufficient, Quotation } from '../../insights/insight.ts';
import { tell } from '../../insights/tell.ts';
import type { Principal } from '../../model/principal.ts';
import { type JsonAnswer, jsonAnswer } from '../answer.ts';
import { onlyOne } from '../only-one.ts';
import { cappedRows } from '../parameters.ts';
import type { ApiServices } from '../services.ts';
import { evidenceOf } from './evidence.ts';
import type { InputSpan, ReadInput } from './read-input.ts';
import { readInputs } from './read-inputs.ts';

export interface InsightSpan {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly as_of?: string | undefined;
  readonly source?: string | undefined;
  readonly limit: number;
  readonly words: 'auto' | 'template';
}

/** Reads what the insight needs, computes it, and says it with its evidence. */
export async function answerInsight(
  one: Insight,
  parameters: Readonly<Record<string, unknown>>,
  asked: InsightSpan,
  { db, lake, clock, textModel = null }: ApiServices,
  principal: Principal,
): Promise<JsonAnswer> {
  const { as_of = null, source = null, from = null, to: before = null } = asked;
  const limit = cappedRows(principal, asked.limit);
  const today = (as_of ?? toInstant(clock.now())).slice(0, 10);
  const span: InputSpan = { from, before, limit, as_of, source, least: one.minimumRows, today };
  const { inputs, digest } = await readInputs({ db, lake }, one.inputs(parameters), span);
  const outcome = one.compute(inputs, parameters);
  const { findings, sentences, quotations = [] } = outcome.status === 'computed' ? outcome : nothing;
  const read = Object.entries(inputs);
  const answer = {
    ...{ insight: one.id, version: one.version, title: one.title, question: one.question, method: one.method },
    ...{ parameters, status: outcome.status },
    insufficient: outcome.status === 'computed' ? null : shownShortage(outcome),
    findings: findings.map(({ id, figures, evidence }) => ({
      id,
      figures: Object.entries(figures).map(([name, figure]) => ({ name, ...figure })),
      evidence: evidence.map((ref) => evidenceOf(ref, inputs[ref.input], span)),
    })),
    quotations: quotations.map((one) => ({ ...one, fetch_id: fetchOf(one, inputs) })),
    inputs: read.map(([name, input]) => ({
      ...evidenceOf({ input: name, from: null, to: null }, input, span),
      ...{ kind: input.spec.kind, source: input.source, unit: input.unit },
    })),
    input_digest: digest,
    words: await tell({ findings, sentences }, asked.words === 'template' ? null : textModel),
  };
  const heard = read.flatMap(([, { rows, source: of }]) => (rows.length > 0 && of !== null ? [of] : []));
  return jsonAnswer(
    JSON.stringify(answer),
    { as_of, limit, source: onlyOne(heard), is_sample: read.some(([, { is_sample }]) => is_sample) },
    [...new Set(read.flatMap(([, { channels }]) => channels))],
  );
}

const fetchOf = ({ news_id, feed_id }: Quotation, inputs: Readonly<Record<string, ReadInput>>): string =>
  Object.values(inputs)
    .flatMap(({ rows }) => rows)
    .find(({ story }) => story?.news_id === news_id && story.feed_id === feed_id)?.fetch_ids[0] ?? '';

const nothing: Computed = { status: 'computed', findings: [], sentences: [] };

const shownShortage = ({ reason, needed, have }: Insufficient) => ({ reason, needed, have });
