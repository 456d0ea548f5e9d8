import { z } from 'zod';
import { instrumentId } from '../model/symbol.ts';
import { count, date, id, percent } from './figure.ts';
import { allOf, between, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { logReturns, type Point, points, valuesOf } from './returns.ts';
import { normalReach } from './statistics/distributions.ts';
import { deviation } from './statistics/moments.ts';
import { quantile } from './statistics/quantile.ts';

const decay = 0.94;

export const volatilityDrawdown = insight({
  id: 'volatility-drawdown',
  version: 1,
  title: 'Volatility and drawdown',
  question: 'How much does the price move, and how far has it fallen from its peak?',
  method: {
    formula:
      'r = ln(close / close before); volatility = sd(r) √(sessions per year), its interval ± z σ / √(2 n); EWMA variance = 0.94 variance + 0.06 r²; drawdown = close / highest close so far − 1; value at risk = −quantile(r, 1 − confidence), expected shortfall = −mean of the returns not above that quantile',
    source:
      'J.P. Morgan/Reuters, RiskMetrics Technical Document, 1996 (EWMA); Magdon-Ismail and Atiya, Maximum Drawdown, 2004; Acerbi and Tasche, On the coherence of expected shortfall, 2002',
    notes: [
      'Closes are multiplied by later splits and dividends.',
      'The interval is that of normal returns; fat tails make the true one wider.',
    ],
  },
  parameters: z.object({
    instrument: instrumentId.meta({ example: 'XJSE:NPN' }),
    sessions_per_year: parameters.sessionsPerYear(),
    confidence: parameters.confidence(),
  }),
  minimumRows: 31,
  inputs: ({ instrument }) => ({ prices: { kind: 'prices', id: instrument } }),
  compute({ prices }, { instrument, sessions_per_year, confidence }): Outcome {
    const closes = points(prices);
    const returns = logReturns(closes);
    const few = tooFew(returns.length + 1, 31, 'closes');
    if (few !== null) return few;
    const values = valuesOf(returns);
    const annual = Math.sqrt(sessions_per_year);
    const sd = deviation(values);
    const reach = (normalReach(confidence) * sd) / Math.sqrt(2 * values.length);
    const ewma = Math.sqrt(values.reduce((kept, value) => decay * kept + (1 - decay) * value * value, sd * sd));
    const cut = quantile(values, 1 - confidence);
    const tail = values.filter((value) => value <= cut);
    const worst = returns.reduce((least, one) => (one.value < least.value ? one : least));
    const { peak, trough, depth, recovered, now, sinceDays } = drawdownOf(closes);
    const whole = allOf('prices');
    return {
      status: 'computed',
      findings: [
        {
          id: 'volatility',
          figures: {
            instrument: id(instrument, 'instrument'),
            returns: count(values.length, 'returns that were counted'),
            annual: percent(sd * annual, 'volatility a year'),
            low: percent((sd - reach) * annual, 'lower end of the interval of volatility'),
            high: percent((sd + reach) * annual, 'upper end of the interval of volatility'),
            recent: percent(ewma * annual, 'volatility a year with recent returns weighing more'),
          },
          evidence: whole,
        },
        {
          id: 'drawdown',
          figures: {
            depth: percent(depth, 'deepest drawdown of the close'),
            peak_day: date(peak, 'day of the peak before the deepest drawdown'),
            trough_day: date(trough, 'day of the deepest drawdown'),
            recovered_day: date(recovered, 'first day at the peak again after the deepest drawdown'),
          },
          evidence: [between('prices', peak, recovered ?? closes.at(-1)?.at ?? trough)],
        },
        {
          id: 'now',
          figures: {
            last_day: date(closes.at(-1)?.at ?? null, 'last day of the prices'),
            drawdown: percent(now, 'drawdown on the last day'),
            sessions_under_peak: count(sinceDays, 'closes since the highest one'),
          },
          evidence: whole,
        },
        {
          id: 'tail',
          figures: {
            value_at_risk: percent(-cut, 'loss of a day that is exceeded once in so many days as confidence says'),
            expected_shortfall: percent(
              tail.length === 0 ? null : -tail.reduce((a, b) => a + b, 0) / tail.length,
              'mean loss of such days',
            ),
            worst: percent(worst.value, 'worst return of a day'),
            worst_day: date(worst.at, 'day of the worst return'),
          },
          evidence: whole,
        },
      ],
      sentences: [
        'The volatility of {volatility.instrument} is {volatility.annual} a year, its interval {volatility.low} to {volatility.high}, over {volatility.returns} returns.',
        'With recent returns weighing more, volatility is {volatility.recent} a year.',
        'The deepest drawdown of the close is {drawdown.depth}, between the peak of {drawdown.peak_day} and {drawdown.trough_day}.',
        'On {now.last_day}, the last day, the drawdown is {now.drawdown}.',
        'The worst return of a day is {tail.worst}, on {tail.worst_day}.',
      ],
    };
  },
});

function drawdownOf(closes: readonly Point[]) {
  const first = closes[0] ?? { at: '', value: Number.NaN };
  let top = first;
  let deepest = { peak: first, trough: first, depth: 0 };
  let sinceDays = 0;
  for (const close of closes) {
    sinceDays = close.value >= top.value ? 0 : sinceDays + 1;
    if (close.value >= top.value) top = close;
    const depth = close.value / top.value - 1;
    if (depth < deepest.depth) deepest = { peak: top, trough: close, depth };
  }
  const { peak, trough, depth } = deepest;
  const recovered = closes.find(({ at, value }) => at > trough.at && value >= peak.value)?.at ?? null;
  const last = closes.at(-1) ?? first;
  return {
    ...{ peak: peak.at, trough: trough.at, depth, sinceDays },
    recovered: depth < 0 ? recovered : null,
    now: last.value / top.value - 1,
  };
}
