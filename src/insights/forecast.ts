import { z } from 'zod';
import { instrumentId, seriesId } from '../model/symbol.ts';
import { count, date, figure, id, label, percent } from './figure.ts';
import { type ForecastMethod, forecastMethods } from './forecast-methods.ts';
import { allOf, cannot, type Finding, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { points, valuesOf } from './returns.ts';
import { normalReach } from './statistics/distributions.ts';

const least = 24;
/** Origins of the back-test, evenly chosen where there are more. */
const mostOrigins = 150;
const names = Object.keys(forecastMethods) as ForecastMethod[];

export const forecast = insight({
  id: 'forecast',
  version: 1,
  title: 'Forecast with intervals and its back-test',
  question: 'Where may a price or a series go, and how often did such intervals hold the truth?',
  method: {
    formula:
      'naive: last value, spread s √h; drift: last + h · mean step, spread s √(h (1 + h/(n − 1))); theta: exponential smoothing with half the slope of the line, spread s √(1 + (h − 1) α²); interval = middle ± z · spread. Prices in logarithms. Back-test: from each origin in the second half the values up to it alone forecast the next ones; coverage = part of the outcomes inside of the interval; the method with the least mean absolute error over all steps is shown',
    source:
      'Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, chapter 5; Hyndman and Billah, Unmasking the theta method, 2003; Tashman, Out-of-sample tests of forecasting accuracy, 2000',
    notes: [
      'The coverage is measured, not promised: where it is below the confidence that was asked for, the interval is too narrow.',
      'A method that is chosen by its back-test looks a little better in it than it will be.',
    ],
  },
  parameters: z
    .object({
      instrument: instrumentId.optional().meta({ example: 'XJSE:NPN', description: 'Forecast its closes' }),
      series: seriesId.optional().meta({ example: 'WB:SP.POP.TOTL.ZAF', description: 'Or the values of a series' }),
      horizon: parameters.whole(5, 1, 20, 'Steps ahead: sessions of a price, periods of a series'),
      confidence: parameters.real(0.8, 0.5, 0.99, 'Part of the outcomes that the interval is to hold'),
    })
    .refine(({ instrument, series }) => (instrument === undefined) !== (series === undefined), {
      message: 'must be given, or `series`, and not both',
      path: ['instrument'],
    }),
  minimumRows: least,
  inputs: ({ instrument, series }) => ({
    values: instrument === undefined ? { kind: 'observations', id: series ?? '' } : { kind: 'prices', id: instrument },
  }),
  compute({ values: input }, { instrument, series, horizon, confidence }): Outcome {
    const known = points(input);
    const few = tooFew(known.length, least + horizon, instrument === undefined ? 'values' : 'closes');
    if (few !== null) return few;
    const inLogs = instrument !== undefined && known.every(({ value }) => value > 0);
    const values = inLogs ? valuesOf(known).map(Math.log) : valuesOf(known);
    const back = (value: number): number => (inLogs ? Math.exp(value) : value);
    const reach = normalReach(confidence);
    const tested = names.map((method) => ({ method, ...backTest(values, method, horizon, reach) }));
    const best = tested.reduce((one, other) => (other.error < one.error ? other : one));
    const unit = input.unit ?? 'unit';
    const evidence = allOf('values');
    const shown = forecastMethods[best.method](values, horizon);
    const last = shown.at(-1);
    if (last === undefined || !Number.isFinite(last.middle) || last.spread === 0) {
      return cannot('the values do not move', known.length);
    }
    const findings: Finding[] = [
      {
        id: 'forecast',
        figures: {
          subject: id(instrument ?? series ?? '', 'what is forecast'),
          method: label(best.method, 'method with the least error in the back-test'),
          values: count(known.length, 'values that were read'),
          last_day: date(known.at(-1)?.at ?? null, 'day of the last value'),
          horizon: count(horizon, 'steps ahead'),
          confidence: percent(confidence, 'part of the outcomes that the interval is to hold'),
          middle: figure(back(last.middle), unit, 'forecast of the last step'),
          low: figure(back(last.middle - reach * last.spread), unit, 'lower end of the interval of the last step'),
          high: figure(back(last.middle + reach * last.spread), unit, 'upper end of the interval of the last step'),
          coverage: percent(best.coverage, 'part of the outcomes that such intervals held in the back-test'),
          origins: count(best.origins, 'origins of the back-test'),
        },
        evidence,
      },
      ...shown.map(({ middle, spread }, index) => ({
        id: `step_${index + 1}`,
        figures: {
          middle: figure(back(middle), unit, 'forecast of the step'),
          low: figure(back(middle - reach * spread), unit, 'lower end of the interval of the step'),
          high: figure(back(middle + reach * spread), unit, 'upper end of the interval of the step'),
          coverage: percent(
            best.byStep[index] ?? null,
            'part of the outcomes of the step that were held in the back-test',
          ),
        },
        evidence,
      })),
      ...tested.map(({ method, error, coverage, origins }) => ({
        id: `back_test_${method}`,
        figures: {
          error: inLogs
            ? percent(error, 'mean absolute error of the back-test, of the logarithm')
            : figure(error, unit, 'mean absolute error of the back-test'),
          coverage: percent(coverage, 'part of the outcomes that were held in the back-test'),
          origins: count(origins, 'origins of the back-test'),
        },
        evidence,
      })),
    ];
    return {
      status: 'computed',
      findings,
      sentences: [
        'By the {forecast.method} method, the forecast of {forecast.subject} {forecast.horizon} steps ahead is {forecast.middle}, its interval {forecast.low} to {forecast.high}.',
        'The interval is to hold {forecast.confidence} of the outcomes; in a back-test from {forecast.origins} origins it held {forecast.coverage}.',
      ],
    };
  },
});

/** Forecasts from origins of the second half, each from the values up to it. */
function backTest(values: Float64Array, method: ForecastMethod, horizon: number, reach: number) {
  const first = Math.max(12, Math.ceil(values.length / 2));
  const possible = values.length - horizon - first + 1;
  const stride = Math.max(1, Math.ceil(possible / mostOrigins));
  const held = new Array<number>(horizon).fill(0);
  let [error, origins] = [0, 0];
  for (let origin = first; origin + horizon <= values.length; origin += stride) {
    origins += 1;
    for (const [index, { middle, spread }] of forecastMethods[method](values.subarray(0, origin), horizon).entries()) {
      const miss = Math.abs((values[origin + index] as number) - middle);
      error += miss;
      if (miss <= reach * spread) held[index] = (held[index] ?? 0) + 1;
    }
  }
  const all = origins * horizon;
  return {
    ...{ origins, error: error / all, byStep: held.map((inside) => inside / origins) },
    coverage: held.reduce((sum, inside) => sum + inside, 0) / all,
  };
}
