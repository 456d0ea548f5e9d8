import { z } from 'zod';
import { seriesId, seriesIdPattern } from '../model/symbol.ts';
import { count, date, figure, id, label, percent } from './figure.ts';
import { allOf, between, cannot, type EvidenceRef, type Input, insight, type Outcome, tooFew } from './insight.ts';
import * as parameters from './parameters.ts';
import { type Point, points } from './returns.ts';
import { normalTwoSided } from './statistics/distributions.ts';
import { median } from './statistics/quantile.ts';
import { ties } from './statistics/rank.ts';

const least = 8;
const mostPeers = 20;
const peerText = seriesIdPattern.source.slice(1, -1);
/** Every pair of values is compared. */
const mostValues = 400;

export const esgMomentum = insight({
  id: 'esg-momentum',
  version: 1,
  title: 'ESG momentum',
  question: 'Does an ESG series get better, and does it gain on its peers?',
  method: {
    formula:
      'slope = median of all (later − earlier) / periods between (Theil and Sen); trend by Mann and Kendall’s S with its variance corrected for ties, z = (S ∓ 1) / √variance against the normal; rank = (worse + same/2) / valued among the peers that have a value of the same period, now and `over` periods before',
    source:
      'Sen, Estimates of the regression coefficient based on Kendall’s tau, 1968; Mann, Nonparametric tests against trend, 1945; Kendall, Rank Correlation Methods, 1975',
    notes: ['Whether more is better is the caller’s to say: it depends on what the series measures.'],
  },
  parameters: z.object({
    series: seriesId.meta({ example: 'WB:EG.ELC.ACCS.ZS.ZAF' }),
    better: parameters.oneOf(['higher', 'lower'], 'Which values are the better ones'),
    peers: z
      .string()
      .max(mostPeers * 94, 'is too long')
      .transform((text) => text.split(',').map((name) => name.replaceAll(/^ +| +$/g, '')))
      .pipe(z.array(seriesId).max(mostPeers, `must be at most ${mostPeers}`))
      .optional()
      .meta({
        type: 'string',
        maxLength: mostPeers * 94,
        pattern: `^ *${peerText} *(?:, *${peerText} *){0,${mostPeers - 1}}$`,
        description: `Up to ${mostPeers} series of the same indicator, separated by commas`,
      }),
    over: parameters.whole(5, 1, 30, 'Periods over which the change is taken'),
    confidence: parameters.confidence(),
  }),
  minimumRows: least,
  inputs: ({ series, peers = [] }) => ({
    series: { kind: 'observations', id: series },
    ...Object.fromEntries(
      peers
        .filter((peer) => peer !== series)
        .map((peer, index) => [`peer_${index + 1}`, { kind: 'observations' as const, id: peer }]),
    ),
  }),
  compute(inputs: Readonly<Record<string, Input>>, { series, better, over, confidence }): Outcome {
    const { series: own, ...others } = inputs;
    const values = own === undefined ? [] : points(own).slice(-mostValues);
    const few = tooFew(values.length, Math.max(least, over + 1), 'values');
    if (few !== null) return few;
    const [last, before] = [values.at(-1), values.at(-1 - over)];
    const trend = mannKendall(values.map(({ value }) => value));
    if (last === undefined || before === undefined || trend === null)
      return cannot('the values do not move', values.length);
    const slope = median(pairs(values, (one, other, apart) => (other.value - one.value) / apart));
    const sign = better === 'higher' ? 1 : -1;
    const p = normalTwoSided(trend.z);
    const told = p < 1 - confidence && slope !== 0;
    const state = told ? (slope * sign > 0 ? 'better' : 'worse') : 'neither';
    const peers = Object.values(others).map((peer) => new Map(points(peer).map(({ at, value }) => [at, value])));
    const [now, then] = [last, before].map((point) => rankOf(point, peers, sign));
    const unit = own?.unit ?? 'unit';
    const ofSpan: EvidenceRef[] = [between('series', before.at, last.at)];
    const ranked = now !== null && now !== undefined && then !== null && then !== undefined;
    return {
      status: 'computed',
      findings: [
        {
          id: 'change',
          figures: {
            series: id(series, 'series'),
            value: figure(last.value, unit, 'last value'),
            period: date(last.at, 'period of the last value'),
            before: figure(before.value, unit, 'value before the change'),
            before_period: date(before.at, 'period of the value before the change'),
            change: figure(last.value - before.value, unit, 'change of the value'),
            part: percent(
              before.value === 0 ? null : last.value / before.value - 1,
              'change as a part of the value before',
            ),
          },
          evidence: ofSpan,
        },
        {
          id: 'trend',
          figures: {
            state: label(state, 'whether the series gets better, where it is told from chance'),
            values: count(values.length, 'values that were read'),
            slope: figure(slope, unit, 'slope of the series a period'),
            z: figure(trend.z, 'ratio', 'statistic of the trend'),
            p: figure(p, 'ratio', 'chance of such a trend where there is none'),
          },
          evidence: allOf('series'),
        },
        ...(ranked
          ? [
              {
                id: 'rank',
                figures: {
                  now: percent(now.rank, 'rank among the peers in the last period'),
                  before: percent(then.rank, 'rank among the peers before the change'),
                  momentum: figure((now.rank - then.rank) * 100, 'percentage_points', 'change of the rank'),
                  peers: count(now.valued, 'series with a value in the last period'),
                },
                evidence: [...ofSpan, ...Object.keys(others).map((name) => between(name, before.at, last.at))],
              },
            ]
          : []),
      ],
      sentences: [
        'The last value of {change.series}, of the period {change.period}, is {change.value}, a change of {change.change} from the value of {change.before_period}.',
        told
          ? 'The trend is told from chance and gets {trend.state}, with a slope of {trend.slope} a period.'
          : 'No trend is told from chance over {trend.values} values.',
        ...(ranked
          ? [
              'The rank among {rank.peers} series is {rank.now} in the last period, against {rank.before} before the change.',
            ]
          : []),
      ],
    };
  },
});

function pairs(values: readonly Point[], of: (one: Point, other: Point, apart: number) => number): number[] {
  return values.flatMap((one, at) => values.slice(at + 1).map((other, further) => of(one, other, further + 1)));
}

function mannKendall(values: readonly number[]): { readonly z: number } | null {
  const n = values.length;
  let s = 0;
  for (const [at, one] of values.entries()) for (const other of values.slice(at + 1)) s += Math.sign(other - one);
  const part = (count: number) => count * (count - 1) * (2 * count + 5);
  const spread = (part(n) - ties(values).reduce((sum, count) => sum + part(count), 0)) / 18;
  return spread > 0 ? { z: (s - Math.sign(s)) / Math.sqrt(spread) } : null;
}

/** Null where no peer has a value of the period. */
function rankOf({ at, value }: Point, peers: readonly ReadonlyMap<string, number>[], sign: number) {
  const told = peers.flatMap((peer) => peer.get(at) ?? []);
  if (told.length === 0) return null;
  const worse = told.filter((other) => (value - other) * sign > 0).length;
  // The series itself is the same as itself.
  const same = told.filter((other) => other === value).length + 1;
  return { rank: (worse + same / 2) / (told.length + 1), valued: told.length + 1 };
}
