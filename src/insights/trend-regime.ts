import { z } from 'zod';
import { instrumentId } from '../model/symbol.ts';
import { count, date, figure, id, label, percent } from './figure.ts';
import { allOf, cannot, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { logReturns, points, valuesOf } from './returns.ts';
import { studentReach, studentTwoSided } from './statistics/distributions.ts';
import { mean } from './statistics/moments.ts';
import { neweyWestLag, regress } from './statistics/regression.ts';
import { twoRegimes } from './statistics/two-regimes.ts';

export const trendRegime = insight({
  id: 'trend-regime',
  version: 1,
  title: 'Trend and regime',
  question: 'Does the price drift in one direction, and is the market calm or turbulent?',
  method: {
    formula:
      'drift = mean of r = ln(close / close before), its standard error Newey and West’s with lag ⌊4 (n/100)^(2/9)⌋ times √(n / (n − 1)), t = drift / standard error against Student’s t; line: ln(close) = a + b·session by least squares; regimes: two states of variance of r − drift, staying with constant chances, fitted by maximum likelihood',
    source:
      'Newey and West, Automatic lag selection in covariance matrix estimation, 1994; Hamilton, A new approach to the economic analysis of nonstationary time series and the business cycle, 1989',
    notes: [
      'The test is of the mean return and not of the line through prices, whose residuals wander and make any line look significant.',
      'The chance of turbulence on a day rests on what came up to it; the two variances are of all days that were read.',
    ],
  },
  parameters: z.object({
    instrument: instrumentId.meta({ example: 'XJSE:NPN' }),
    sessions_per_year: parameters.sessionsPerYear(),
    confidence: parameters.confidence(),
  }),
  minimumRows: 61,
  inputs: ({ instrument }) => ({ prices: { kind: 'prices', id: instrument } }),
  compute({ prices }, { instrument, sessions_per_year, confidence }): Outcome {
    const closes = points(prices);
    const returns = logReturns(closes);
    const few = tooFew(returns.length + 1, 61, 'closes');
    if (few !== null) return few;
    const values = valuesOf(returns);
    const drift = regress(values, [], neweyWestLag(values.length));
    const centre = mean(values);
    const regimes = twoRegimes(values.map((value) => value - centre));
    const logs = closes.filter(({ value }) => value > 0).map(({ value }) => Math.log(value));
    const line = regress(logs, [Float64Array.from(logs, (_, session) => session)], 0);
    const error = drift?.standardErrors[0] ?? 0;
    if (drift === null || line === null || regimes === null || error === 0) {
      return cannot('the price does not move', values.length + 1);
    }
    const t = centre / error;
    const p = studentTwoSided(t, drift.freedom);
    const reach = studentReach(confidence, drift.freedom) * error;
    const isTold = p < 1 - confidence;
    const chance = regimes.turbulence.at(-1) ?? 0;
    const entered = returns.findLastIndex((_, at) => (regimes.turbulence[at] as number) >= 0.5 !== chance >= 0.5) + 1;
    const year = (value: number) => value * sessions_per_year;
    const scale = Math.sqrt(sessions_per_year);
    const whole = allOf('prices');
    return {
      status: 'computed',
      findings: [
        {
          id: 'trend',
          figures: {
            instrument: id(instrument, 'instrument'),
            direction: label(
              isTold ? (centre > 0 ? 'upward' : 'downward') : 'none',
              'direction of the drift, where it is told from chance',
            ),
            returns: count(values.length, 'returns that were counted'),
            drift: percent(year(centre), 'drift of the logarithm of the price a year'),
            low: percent(year(centre - reach), 'lower end of the interval of the drift'),
            high: percent(year(centre + reach), 'upper end of the interval of the drift'),
            t: figure(t, 'ratio', 't statistic of the drift'),
            p: figure(p, 'ratio', 'chance of such a drift where there is none'),
            lag: count(neweyWestLag(values.length), 'lag of the standard error'),
          },
          evidence: whole,
        },
        {
          id: 'line',
          figures: {
            slope: percent(
              year(line.coefficients[1] ?? 0),
              'slope of the line through the logarithms of the price, a year',
            ),
            r2: percent(line.r2, 'part of the variance of these that the line explains'),
          },
          evidence: whole,
        },
        {
          id: 'regime',
          figures: {
            state: label(chance >= 0.5 ? 'turbulent' : 'calm', 'regime of the last day'),
            since_day: date(returns[entered]?.at ?? null, 'first day of the regime that still lasts'),
            last_day: date(returns.at(-1)?.at ?? null, 'last day of the prices'),
            chance_turbulent: percent(chance, 'chance that the last day is turbulent'),
            calm: percent(regimes.calm * scale, 'volatility a year of the calm regime'),
            turbulent: percent(regimes.turbulent * scale, 'volatility a year of the turbulent regime'),
            stay_calm: percent(regimes.stayCalm, 'chance that a calm day follows a calm one'),
            stay_turbulent: percent(regimes.stayTurbulent, 'chance that a turbulent day follows a turbulent one'),
            supported: label(
              regimes.preference > 0 ? 'two' : 'one',
              'number of regimes that Schwarz’s criterion prefers',
            ),
          },
          evidence: whole,
        },
      ],
      sentences: [
        'The drift of {trend.instrument} is {trend.drift} a year, its interval {trend.low} to {trend.high}, over {trend.returns} returns.',
        isTold
          ? 'The drift is {trend.direction}, with a t statistic of {trend.t}.'
          : 'The drift is not told from chance: its t statistic is {trend.t}.',
        'The chance that the last day, {regime.last_day}, is turbulent is {regime.chance_turbulent}: the regime is {regime.state} since {regime.since_day}.',
        'Volatility a year is {regime.calm} in the calm regime and {regime.turbulent} in the turbulent one.',
        ...(regimes.preference > 0 ? [] : ['Schwarz’s criterion prefers {regime.supported} regime to two.']),
      ],
    };
  },
});
