import { z } from 'zod';
import { instrumentId } from '../model/symbol.ts';
import { count, date, figure, id, label, percent } from './figure.ts';
import { allOf, between, cannot, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { commonReturns, points } from './returns.ts';
import { studentReach, studentTwoSided } from './statistics/distributions.ts';
import { deviation, mean } from './statistics/moments.ts';
import { regress } from './statistics/regression.ts';

const mostEvents = 40;

export const eventStudy = insight({
  id: 'event-study',
  version: 1,
  title: 'Event study',
  question: 'Does the share move around its dividends or announcements by more than the market explains?',
  method: {
    formula:
      'market model r = α + β market on `estimation` common returns that end before the event window; abnormal return AR = r − α − β market; CAR = Σ AR over the window; its variance s² [L + L²/M + (Σ (market − mean))² / Σ (market − mean)²], L returns in the window, M in the estimation; the mean CAR over events against Student’s t with the standard error of the CARs, or of the model where there is one event',
    source: 'MacKinlay, Event studies in economics and finance, Journal of Economic Literature, 1997',
    notes: [
      'Closes are multiplied by later dividends, so that the price’s fall on an ex-date is no abnormal return.',
      'A piece of news counts on the first common day that is not before its day in UTC.',
      'Windows that overlap are not independent, and the standard error does not know it; `overlapping` counts them.',
    ],
  },
  parameters: z.object({
    instrument: instrumentId.meta({ example: 'XJSE:NPN' }),
    market: instrumentId.meta({
      example: 'INDEX:J203',
      description: 'The index, or another price, that stands for the market',
    }),
    events: parameters.oneOf(
      ['dividends', 'announcements', 'articles'],
      'Ex-dates of cash dividends, or news that names the instrument',
    ),
    days_before: parameters.whole(1, 0, 20, 'Returns of the window before the event'),
    days_after: parameters.whole(3, 0, 20, 'Returns of the window after the event'),
    estimation: parameters.whole(100, 30, 250, 'Returns before the window, which say how the share follows the market'),
    confidence: parameters.confidence(),
  }),
  minimumRows: 32,
  inputs: ({ instrument, market, events }) => ({
    prices: { kind: 'prices', id: instrument },
    market: { kind: 'prices', id: market },
    events:
      events === 'dividends'
        ? { kind: 'dividends', id: instrument }
        : { kind: 'news', id: instrument, of: events === 'articles' ? 'article' : 'announcement' },
  }),
  compute(inputs, { instrument, market, days_before, days_after, estimation, confidence }): Outcome {
    const { days, columns } = commonReturns([points(inputs.prices), points(inputs.market)]);
    const [share = new Float64Array(), index = new Float64Array()] = columns;
    const few = tooFew(days.length + 1, estimation + days_before + 2, 'common days');
    if (few !== null) return few;
    /** What happened, by the return that it falls on; the first of several. */
    const happened = new Map<number, string>();
    for (const { at } of inputs.events.rows) {
      const place = days.findIndex((known) => known >= at.slice(0, 10));
      if (place !== -1 && !happened.has(place)) happened.set(place, at);
    }
    const whole = [...happened.keys()]
      .filter((at) => at - days_before - estimation >= 0 && at + days_after < days.length)
      .sort((one, other) => one - other);
    const none = tooFew(whole.length, 1, 'events with returns before and after them');
    if (none !== null) return none;
    const shown = whole.slice(-mostEvents);
    const studied = shown.flatMap((at) => {
      const from = at - days_before;
      const car = abnormal(share, index, from - estimation, from, at + days_after + 1);
      return car === null ? [] : [{ ...car, from, at, to: at + days_after }];
    });
    if (studied.length === 0) return cannot('the market does not move', days.length + 1);
    const cars = studied.map(({ car }) => car);
    const average = mean(cars);
    const several = cars.length > 1;
    const error = several ? deviation(cars) / Math.sqrt(cars.length) : (studied[0]?.error ?? 0);
    const freedom = several ? cars.length - 1 : estimation - 2;
    if (!(error > 0)) return cannot('the abnormal returns do not differ', days.length + 1);
    const p = studentTwoSided(average / error, freedom);
    const reach = studentReach(confidence, freedom) * error;
    const told = p < 1 - confidence;
    const overlapping = studied.filter(({ from }, place) => place > 0 && from <= (studied[place - 1]?.to ?? -1)).length;
    const day = (at: number): string => days[at] ?? '';
    return {
      status: 'computed',
      findings: [
        {
          id: 'events',
          figures: {
            instrument: id(instrument, 'instrument'),
            market: id(market, 'what stands for the market'),
            studied: count(studied.length, 'events that were studied'),
            left_out: count(
              inputs.events.rows.length - studied.length,
              'events without enough returns, or on the day of another',
            ),
            overlapping: count(overlapping, 'events whose window overlaps the one before'),
            car: percent(average, 'mean cumulative abnormal return'),
            error: percent(error, 'standard error of the mean abnormal return'),
            low: percent(average - reach, 'lower end of the interval of the abnormal return'),
            high: percent(average + reach, 'upper end of the interval of the abnormal return'),
            t: figure(average / error, 'ratio', 't statistic of the abnormal return'),
            p: figure(p, 'ratio', 'chance of such an abnormal return where events do not matter'),
            told: label(told ? 'yes' : 'no', 'whether the abnormal return is told from chance'),
          },
          evidence: allOf('prices', 'market', 'events'),
        },
        ...studied.map(({ car, beta, error: own, from, at, to }) => ({
          id: `event_${day(at)}`,
          figures: {
            day: date(day(at), 'day of the event'),
            car: percent(car, 'cumulative abnormal return of the event'),
            error: percent(own, 'standard error of the abnormal return of the event'),
            t: figure(car / own, 'ratio', 't statistic of the abnormal return of the event'),
            beta: figure(beta, 'ratio', 'return of the share with the market’s'),
          },
          evidence: [
            between('prices', day(from - estimation), day(to)),
            between('market', day(from - estimation), day(to)),
            between('events', happened.get(at) ?? day(at), happened.get(at) ?? day(at)),
          ],
        })),
      ],
      sentences: [
        'Around {events.studied} events of {events.instrument} the mean cumulative abnormal return is {events.car}, its interval {events.low} to {events.high}, with {events.market} for the market.',
        told
          ? 'The abnormal return is told from chance, with a t statistic of {events.t}.'
          : 'The abnormal return is not told from chance: its t statistic is {events.t}.',
      ],
    };
  },
});

/** The cumulative abnormal return of [from, to), by the market model of [begin, from). */
function abnormal(share: Float64Array, index: Float64Array, begin: number, from: number, to: number) {
  const known = index.slice(begin, from);
  const model = regress(share.slice(begin, from), [known], 0);
  if (model === null) return null;
  const [alpha = 0, beta = 0] = model.coefficients;
  const centre = mean(known);
  const spread = known.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const window = index.slice(from, to);
  const car = window.reduce((sum, value, at) => sum + (share[from + at] ?? 0) - alpha - beta * value, 0);
  const away = window.reduce((sum, value) => sum + value - centre, 0);
  const length = window.length;
  const part = length + (length * length) / known.length + (away * away) / spread;
  return { car, beta, error: Math.sqrt(model.residualVariance * part) };
}
