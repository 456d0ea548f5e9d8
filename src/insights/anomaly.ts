import { z } from 'zod';
import { instrumentId } from '../model/symbol.ts';
import { count, date, figure, id, label, percent } from './figure.ts';
import { allOf, between, type Finding, type Input, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { logReturns, type Point, points } from './returns.ts';
import { median, robustDeviation } from './statistics/quantile.ts';

const mostShown = 50;

export const anomaly = insight({
  id: 'anomaly',
  version: 1,
  title: 'Anomalies',
  question: 'Which returns are out of the ordinary, which sessions have no close, and where do sources disagree?',
  method: {
    formula:
      'z = (r / √k − median) / (1.4826 · median absolute deviation) of the `window` returns before; k = sessions that the return spans by the exchange’s calendar; out of the ordinary where |z| > `threshold`. A session between the first and the last close without one is missing. Sources disagree where a close is farther than `tolerance` from the preferred one',
    source:
      'Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993; Rousseeuw and Croux, Alternatives to the median absolute deviation, 1993',
    notes: [
      'Each return is compared with those before it only, so that an anomaly is known on its own day and does not hide itself.',
      'Where no calendar vouches for the days, each return spans one session and none is missing.',
    ],
  },
  parameters: z.object({
    instrument: instrumentId.meta({ example: 'XJSE:NPN' }),
    window: parameters.whole(60, 20, 500, 'Returns before, which say what is ordinary'),
    threshold: parameters.real(6, 3, 50, 'Robust standard deviations beyond which a return is out of the ordinary'),
    tolerance: parameters.real(0.01, 0.0001, 1, 'Part of a close by which sources may differ'),
  }),
  minimumRows: 22,
  inputs: ({ instrument }) => ({
    prices: { kind: 'prices', id: instrument },
    sessions: { kind: 'sessions', id: instrument },
    sources: { kind: 'closes_by_source', id: instrument },
  }),
  compute({ prices, sessions, sources }, { instrument, window, threshold, tolerance }): Outcome {
    const closes = points(prices);
    const few = tooFew(closes.length, window + 2, 'closes');
    if (few !== null) return few;
    const order = new Map(sessions.rows.map(({ at }, index) => [at, index]));
    const returns = outOfOrdinary(closes, order, window);
    const odd = returns.filter(({ z }) => z !== null && Math.abs(z) > threshold);
    const have = new Set(closes.map(({ at }) => at));
    const [first = '', last = ''] = [closes[0]?.at, closes.at(-1)?.at];
    const missing = sessions.rows.filter(({ at }) => at > first && at < last && !have.has(at));
    const apart = disagreements(sources, tolerance);
    const compared = sources.rows.filter(({ others = [] }) =>
      others.some(({ deviation }) => deviation !== null),
    ).length;
    const findings: Finding[] = [
      {
        id: 'summary',
        figures: {
          instrument: id(instrument, 'instrument'),
          returns: count(returns.filter(({ z }) => z !== null).length, 'returns that were judged'),
          anomalies: count(odd.length, 'returns out of the ordinary'),
          missing: count(missing.length, 'sessions without a close'),
          compared: count(compared, 'closes of which several sources speak'),
          disagreements: count(apart.length, 'closes of which sources disagree'),
          calendar: label(order.size === 0 ? 'unknown' : 'known', 'whether a calendar vouches for the sessions'),
        },
        evidence: allOf('prices', 'sources'),
      },
      ...odd.slice(-mostShown).map(({ at, value, z, spans, from }) => ({
        id: `return_${at}`,
        figures: {
          day: date(at, 'day of a return out of the ordinary'),
          return: percent(value, 'return of that day'),
          z: figure(z, 'ratio', 'robust standard deviations from the median of the returns before'),
          sessions: count(spans, 'sessions that the return spans'),
        },
        evidence: [between('prices', from, at)],
      })),
      ...missing.slice(-mostShown).map(({ at }) => ({
        id: `missing_${at}`,
        figures: { day: date(at, 'session without a close') },
        evidence: [between('prices', before(closes, at), after(closes, at))],
      })),
      ...apart.slice(-mostShown).map(({ at, deviation, source }) => ({
        id: `disagreement_${at}`,
        figures: {
          day: date(at, 'day on which sources disagree'),
          deviation: percent(deviation, 'deviation from the preferred close'),
          source: id(source, 'source that is farthest from the preferred close'),
        },
        evidence: [between('sources', at, at)],
      })),
    ];
    const newest = odd.at(-1);
    const farthest = apart.at(-1);
    return {
      status: 'computed',
      findings,
      sentences: [
        'Returns of {summary.instrument} that were judged: {summary.returns}, of these out of the ordinary: {summary.anomalies}.',
        ...(newest === undefined
          ? []
          : [`The newest return out of the ordinary is {return_${newest.at}.return}, on {return_${newest.at}.day}.`]),
        ...(order.size === 0 ? [] : ['Sessions without a close: {summary.missing}.']),
        ...(compared === 0
          ? []
          : [
              'Closes of which several sources speak: {summary.compared}, on which they disagree: {summary.disagreements}.',
            ]),
        ...(farthest === undefined
          ? []
          : [
              `On {disagreement_${farthest.at}.day} a source differs from the preferred close by {disagreement_${farthest.at}.deviation}.`,
            ]),
      ],
    };
  },
});

interface Judged extends Point {
  readonly from: string;
  readonly spans: number;
  /** Null where the returns before do not tell what is ordinary. */
  readonly z: number | null;
}

function outOfOrdinary(closes: readonly Point[], order: ReadonlyMap<string, number>, window: number): Judged[] {
  const at = new Map(closes.map((close, index) => [close.at, closes[index - 1]?.at ?? close.at]));
  const scaled = logReturns(closes).map(({ at: day, value }) => {
    const from = at.get(day) ?? day;
    const [here, there] = [order.get(day), order.get(from)];
    const spans = here === undefined || there === undefined ? 1 : Math.max(1, here - there);
    return { at: day, value, from, spans, step: value / Math.sqrt(spans) };
  });
  const steps = Float64Array.from(scaled, ({ step }) => step);
  return scaled.map(({ step, ...one }, index) => {
    const known = steps.subarray(Math.max(0, index - window), index);
    const spread = known.length < window ? 0 : robustDeviation(known);
    return { ...one, z: spread > 0 ? (step - median(known)) / spread : null };
  });
}

function disagreements({ rows }: Input, tolerance: number) {
  return rows.flatMap(({ at, others = [] }) => {
    const told = others.flatMap(({ source, deviation }) =>
      deviation === null ? [] : [{ at, source, deviation: Number(deviation) }],
    );
    const farthest = told.toSorted((one, other) => Math.abs(other.deviation) - Math.abs(one.deviation))[0];
    return farthest !== undefined && Math.abs(farthest.deviation) > tolerance ? [farthest] : [];
  });
}

const before = (closes: readonly Point[], day: string): string => closes.findLast(({ at }) => at < day)?.at ?? day;
const after = (closes: readonly Point[], day: string): string => closes.find(({ at }) => at > day)?.at ?? day;
