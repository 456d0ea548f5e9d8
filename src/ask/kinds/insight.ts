import { call, listOf, rowOf, rowsOf, text } from '../call.ts';
import { sourceOf } from '../names.ts';
import type { Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { entityOf, nothing, titleOf, unknownName } from './said.ts';

const operations: Readonly<Record<string, string>> = {
  volatility: 'getInsightVolatilityDrawdown',
  drawdown: 'getInsightVolatilityDrawdown',
  correlation: 'getInsightCorrelationLeadLag',
  trend: 'getInsightTrendRegime',
  sentiment: 'getInsightNewsSentiment',
};

/** What is told for a year, by the sessions of one. */
const yearly: readonly string[] = ['volatility', 'drawdown', 'trend'];

/** What an insight computes, in its own words. */
export const planInsight: Planner = (known) => {
  const { instruments, measure, period, as_of } = known;
  const [first, second] = instruments;
  if (first === undefined) return unknownName(known);
  if (measure === 'correlation' && second === undefined)
    return refusal('needs_name', 'A correlation is of two instruments.', `correlation of ${first.id} and XJSE:SOL`);
  const span = { from: period.from, to: period.to, as_of, words: 'template' };
  const of = measure === 'correlation' ? [first] : instruments.slice(0, 3);
  const source = measure === 'sentiment' ? null : sourceOf(first);
  const shared =
    second !== undefined && measure === 'correlation' && second.bars.some((one) => one.source === source)
      ? source
      : null;
  return {
    entities: instruments.map(entityOf),
    calls: of.map((one) =>
      call(
        operations[measure] ?? '',
        {},
        {
          instrument: one.id,
          other: measure === 'correlation' ? second?.id : null,
          source: measure === 'correlation' ? shared : measure === 'sentiment' ? null : sourceOf(one),
          // Of a coin every day is a session.
          sessions_per_year: one.kind === 'crypto' && yearly.includes(measure) ? 365 : null,
          ...span,
        },
      ),
    ),
    tell(outcomes) {
      const told = outcomes.map((outcome, at) => {
        const [row] = rowsOf(outcome);
        if (row === undefined || text(row, 'status') !== 'computed') return null;
        const words = rowOf(row.words);
        const sentences = Array.isArray(words.sentences)
          ? words.sentences.filter((one) => typeof one === 'string')
          : [];
        const own = measure === 'drawdown' ? sentences.filter((one) => /drawdown/.test(one)) : sentences.slice(0, 3);
        const values = listOf(row.findings).flatMap((finding) =>
          listOf(finding.figures).flatMap((figure) => {
            const value = text(figure, 'value');
            const unit = text(figure, 'unit');
            if (value === null || ['id', 'label', 'date'].includes(unit ?? '')) return [];
            const fetch_ids = listOf(finding.evidence).flatMap((one) =>
              Array.isArray(one.fetch_ids) ? one.fetch_ids.map(String) : [],
            );
            return [
              {
                name: `${text(finding, 'id')}.${text(figure, 'name')}`,
                value,
                unit,
                time: null,
                of: of[at]?.id ?? '',
                fetch_ids: [...new Set(fetch_ids)].slice(0, 10),
              },
            ];
          }),
        );
        return { sentence: own.join(' '), values };
      });
      const said = told.filter((one) => one !== null && one.sentence !== '');
      const short = outcomes
        .map((one) => text(rowOf(rowsOf(one)[0]?.insufficient), 'reason'))
        .find((one) => one !== null);
      if (said.length === 0 && short) return refusal('no_figures', `Too little is stored ${period.label}: ${short}.`);
      if (said.length === 0)
        return nothing(outcomes, `${measure} of ${instruments.map(titleOf).join(' and ')} ${period.label}`);
      return { sentence: said.map((one) => one?.sentence).join(' '), values: said.flatMap((one) => one?.values ?? []) };
    },
  };
};
