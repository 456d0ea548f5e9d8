import { z } from 'zod';
import { instrumentId } from '../model/symbol.ts';
import { count, date, figure, id, label } from './figure.ts';
import { allOf, cannot, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { commonReturns, points } from './returns.ts';
import { normalReach } from './statistics/distributions.ts';
import { correlation } from './statistics/moments.ts';
import { ranks } from './statistics/rank.ts';

export const correlationLeadLag = insight({
  id: 'correlation-lead-lag',
  version: 1,
  title: 'Correlation and lead-lag',
  question: 'Do two prices move together, and does one move before the other?',
  method: {
    formula:
      'Pearson’s r of log returns on common days, its interval tanh(atanh r ± z / √(n − 3)); Spearman’s of their ranks; r(k) = correlation of the one with the other k days later; one leads where |r(k)| √(n − |k|) exceeds the normal quantile at (1 − confidence) / (2 · lags), with 2 · `lags` lags tried on both sides',
    source:
      'Fisher, On the probable error of a coefficient of correlation, 1921; Box, Jenkins and Reinsel, Time Series Analysis, chapter 12 (cross correlation); Bonferroni’s correction',
    notes: [
      'A lead is of closes: markets that close at different hours lead and lag by that alone.',
      'Between common days, each return spans all days in between.',
    ],
  },
  parameters: z.object({
    instrument: instrumentId.meta({ example: 'XJSE:NPN' }),
    other: instrumentId.meta({ example: 'XJSE:SOL', description: 'The instrument to compare with' }),
    lags: parameters.whole(5, 1, 20, 'Days before and after that are tried'),
    confidence: parameters.confidence(),
  }),
  minimumRows: 31,
  inputs: ({ instrument, other }) => ({
    prices: { kind: 'prices', id: instrument },
    others: { kind: 'prices', id: other },
  }),
  compute({ prices, others }, { instrument, other, lags, confidence }): Outcome {
    const { days, columns } = commonReturns([points(prices), points(others)]);
    const [one = new Float64Array(), two = new Float64Array()] = columns;
    const few = tooFew(days.length + 1, Math.max(31, 2 * lags + 12), 'common days');
    if (few !== null) return few;
    const r = correlation(one, two);
    const spearman = correlation(ranks(one), ranks(two));
    if (r === null || spearman === null) return cannot('one of the two prices does not move', days.length + 1);
    const reach = normalReach(confidence) / Math.sqrt(days.length - 3);
    const middle = Math.floor(days.length / 2);
    const half = (from: number, to: number) => correlation(one.slice(from, to), two.slice(from, to));
    const tried = Array.from({ length: 2 * lags + 1 }, (_, index) => index - lags).filter((lag) => lag !== 0);
    const limit = normalReach(1 - (1 - confidence) / tried.length);
    const shifted = tried.map((lag) => {
      const at = shiftedCorrelation(one, two, lag) ?? 0;
      return { lag, r: at, needed: limit / Math.sqrt(days.length - Math.abs(lag)) };
    });
    const best = shifted.reduce((most, at) => (Math.abs(at.r) > Math.abs(most.r) ? at : most));
    const leads = Math.abs(best.r) > best.needed;
    const leader = best.lag > 0 ? instrument : other;
    const whole = allOf('prices', 'others');
    return {
      status: 'computed',
      findings: [
        {
          id: 'together',
          figures: {
            instrument: id(instrument, 'instrument'),
            other: id(other, 'other instrument'),
            returns: count(days.length, 'common returns'),
            first_day: date(days[0] ?? null, 'first common day'),
            last_day: date(days.at(-1) ?? null, 'last common day'),
            pearson: figure(r, 'ratio', 'correlation of the returns'),
            low: figure(Math.tanh(atanh(r) - reach), 'ratio', 'lower end of the interval of the correlation'),
            high: figure(Math.tanh(atanh(r) + reach), 'ratio', 'upper end of the interval of the correlation'),
            spearman: figure(spearman, 'ratio', 'rank correlation of the returns'),
            first_half: figure(half(0, middle), 'ratio', 'correlation in the first half of the days'),
            second_half: figure(half(middle, days.length), 'ratio', 'correlation in the second half of the days'),
          },
          evidence: whole,
        },
        {
          id: 'lead',
          figures: {
            leader: leads ? id(leader, 'instrument that moves first') : label('neither', 'instrument that moves first'),
            lag: count(Math.abs(best.lag), 'days of the lag with the strongest correlation'),
            correlation: figure(best.r, 'ratio', 'correlation at that lag'),
            needed: figure(best.needed, 'ratio', 'correlation that chance alone would not exceed at any lag'),
            tried: count(tried.length, 'lags that were tried'),
          },
          evidence: whole,
        },
        {
          id: 'lags',
          figures: Object.fromEntries(
            shifted.map(({ lag, r: at }) => [
              lag > 0 ? `after_${lag}` : `before_${-lag}`,
              figure(at, 'ratio', `correlation with the other ${Math.abs(lag)} days ${lag > 0 ? 'later' : 'earlier'}`),
            ]),
          ),
          evidence: whole,
        },
      ],
      sentences: [
        'The correlation of the returns of {together.instrument} and {together.other} is {together.pearson}, its interval {together.low} to {together.high}, over {together.returns} common returns.',
        'It is {together.first_half} in the first half of the days and {together.second_half} in the second half.',
        leads
          ? '{lead.leader} moves first, by a lag of {lead.lag} days, with a correlation of {lead.correlation}; chance alone would not exceed {lead.needed}.'
          : 'Of {lead.tried} lags none has a correlation that chance alone would not exceed, which is {lead.needed}.',
      ],
    };
  },
});

const atanh = (r: number): number => Math.atanh(Math.max(-1 + 1e-15, Math.min(1 - 1e-15, r)));

/** Of the one with the other so many days later. */
function shiftedCorrelation(one: Float64Array, other: Float64Array, lag: number): number | null {
  const length = one.length - Math.abs(lag);
  const [from, to] = lag > 0 ? [0, lag] : [-lag, 0];
  return correlation(one.slice(from, from + length), other.slice(to, to + length));
}
