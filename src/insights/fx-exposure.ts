import { z } from 'zod';
import { currencyCode, instrumentId } from '../model/symbol.ts';
import { count, date, figure, id, label, percent } from './figure.ts';
import { allOf, cannot, type Input, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { commonReturns, points } from './returns.ts';
import { studentReach, studentTwoSided } from './statistics/distributions.ts';
import { neweyWestLag, regress } from './statistics/regression.ts';

export const fxExposure = insight({
  id: 'fx-exposure',
  version: 1,
  title: 'Currency exposure',
  question: 'How does the price of a share follow an exchange rate?',
  method: {
    formula:
      'r = a + b₋₁ f(day before) + b₀ f(day) + b₁ f(day after) [+ c market], f = ln(rate / rate before), by least squares; exposure = b₋₁ + b₀ + b₁ with Newey and West’s standard error, times √(n / degrees of freedom), against Student’s t; the same of b₀ alone',
    source:
      'Adler and Dumas, Exposure to currency risk, 1984; Dimson, Risk measurement when shares are subject to infrequent trading, 1979; Newey and West, 1994',
    notes: [
      'A rate is fixed at another hour than the exchange closes, so that part of a day’s move falls on the day before or after: the sum takes all of it.',
      'With USD and ZAR a positive exposure says that the share rises in rand when the rand loses against the dollar.',
    ],
  },
  parameters: z
    .object({
      instrument: instrumentId.meta({ example: 'XJSE:NPN' }),
      base: currencyCode.default('USD').meta({ description: 'The currency whose price is followed' }),
      quote: currencyCode.default('ZAR').meta({ description: 'The currency in which it is counted' }),
      market: instrumentId.optional().meta({ example: 'INDEX:J203', description: 'Held fixed beside the rate' }),
      confidence: parameters.confidence(),
    })
    .refine(({ base, quote }) => base !== quote, { message: 'must differ from `base`', path: ['quote'] }),
  minimumRows: 43,
  inputs: ({ instrument, base, quote, market }) => ({
    prices: { kind: 'prices', id: instrument },
    rates: { kind: 'rates', base, quote },
    ...(market === undefined ? {} : { market: { kind: 'prices' as const, id: market } }),
  }),
  compute(inputs: Readonly<Record<string, Input>>, { instrument, base, quote, confidence }): Outcome {
    const { prices, rates, market } = inputs;
    if (prices === undefined || rates === undefined) return cannot('there are no rates', 0);
    const series = [prices, rates, ...(market === undefined ? [] : [market])];
    const { days, columns } = commonReturns(series.map(points));
    const few = tooFew(days.length + 1, 43, 'common days');
    if (few !== null) return few;
    const [share = new Float64Array(), rate = new Float64Array(), index] = columns;
    const inner = (column: Float64Array, shift: number) => column.slice(1 + shift, column.length - 1 + shift);
    const y = inner(share, 0);
    const moves = [inner(rate, -1), inner(rate, 0), inner(rate, 1)];
    const model = regress(y, [...moves, ...(index === undefined ? [] : [inner(index, 0)])], neweyWestLag(y.length));
    if (model === null) return cannot('the rate does not move', days.length + 1);
    const [, before = 0, same = 0, after = 0] = model.coefficients;
    const exposure = before + same + after;
    const parts = [1, 2, 3];
    const spread = parts.reduce(
      (sum, i) => sum + parts.reduce((own, j) => own + (model.covariance[i]?.[j] ?? 0), 0),
      0,
    );
    const error = Math.sqrt(Math.max(0, spread));
    if (error === 0) return cannot('the price does not move', days.length + 1);
    const reach = studentReach(confidence, model.freedom);
    const sameError = model.standardErrors[2] ?? 0;
    const p = studentTwoSided(exposure / error, model.freedom);
    const told = p < 1 - confidence;
    return {
      status: 'computed',
      findings: [
        {
          id: 'exposure',
          figures: {
            instrument: id(instrument, 'instrument'),
            pair: id(`${base}-${quote}`, 'exchange rate'),
            returns: count(y.length, 'common returns'),
            first_day: date(days[0] ?? null, 'first common day'),
            last_day: date(days.at(-1) ?? null, 'last common day'),
            value: figure(exposure, 'ratio', 'exposure to the rate over three days'),
            error: figure(error, 'ratio', 'standard error of the exposure'),
            low: figure(exposure - reach * error, 'ratio', 'lower end of the interval of the exposure'),
            high: figure(exposure + reach * error, 'ratio', 'upper end of the interval of the exposure'),
            p: figure(p, 'ratio', 'chance of such an exposure where there is none'),
            same_day: figure(same, 'ratio', 'exposure to the rate of the same day'),
            same_day_low: figure(
              same - reach * sameError,
              'ratio',
              'lower end of the interval of the exposure of the same day',
            ),
            same_day_high: figure(
              same + reach * sameError,
              'ratio',
              'upper end of the interval of the exposure of the same day',
            ),
            r2: percent(model.r2, 'part of the variance of the returns that is explained'),
            told: label(told ? 'yes' : 'no', 'whether the exposure is told from chance'),
          },
          evidence: allOf('prices', 'rates', ...(market === undefined ? [] : ['market'])),
        },
      ],
      sentences: [
        'The exposure of {exposure.instrument} to {exposure.pair} is {exposure.value}, its interval {exposure.low} to {exposure.high}, over {exposure.returns} common returns.',
        told
          ? 'The exposure is told from chance; {exposure.r2} of the variance of the returns is explained.'
          : 'The exposure is not told from chance; {exposure.r2} of the variance of the returns is explained.',
      ],
    };
  },
});
