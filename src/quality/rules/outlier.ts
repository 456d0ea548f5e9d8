import type { Interval } from '../../model/symbol.ts';
import { currencyOf, minorExponent } from '../../model/unit.ts';
import { remgro, sasol, without } from '../examples.ts';
import { logClose, moveBetween, percent, spreadOf } from '../figures.ts';
import { isUnitJump } from '../levels.ts';
import type { Found, SeriesRule } from '../rule.ts';
import type { Action, AuditedSeries, Point, SourceSeries } from '../series.ts';
import { isDivided, isNear, looksLike, splitsOf, takesEffect } from '../splits.ts';

/** How many moves around say what an ordinary one is: three months of sessions; with fewer than a third nobody can tell. */
const window = 60;
const fewestMoves = 20;
/**
 * How many robust deviations from the median are too many. Moves of prices have fat tails: of 90,000 daily moves of 22
 * shares of the JSE from 2000 to 2021, ten deviations and a fifth of the price leave eleven, six of them mistakes of the
 * vendor and five the market's own.
 */
const deviations = 10;
/** A price that hardly moves has no deviation to speak of; a quarter of a percent is the least that is taken for one. */
const leastSigma = 0.0025;
/** What is too much for any market in one step, by its length; pairs of currencies move less. */
const floors: Readonly<Record<Interval, number>> = {
  ...{ '1m': 0.05, '5m': 0.07, '15m': 0.1, '1h': 0.12, '4h': 0.15 },
  ...{ '1d': 0.2, '1w': 0.35, '1M': 0.6, '1q': 0.8, '1y': 2 },
};
/** Of the ECB's 192,545 rates of 1999 to 2022 this leaves fifteen, each a day that its currency remembers. */
const rateFloor = 0.08;
/** Another source shows the same move where it differs by no more than this share of it. */
const sameMove = 0.25;
/** A split this many days away may be one that is dated wrongly, which is for the rule of splits to say. */
const splitDays = 15;

export const outlier: SeriesRule = {
  id: 'outlier',
  datasets: ['bar', 'rate'],
  severity: 'warning',
  describe: `A close moves by no more than ${deviations} robust deviations, unless an action or another source explains it.`,
  find(audited) {
    const { points } = audited.series;
    const floor = Math.log1p(audited.dataset === 'rate' ? rateFloor : floors[audited.interval]);
    const moves = points.map((point, at) => moveBetween(points[at - 1], point) ?? 0);
    const found: Found[] = [];
    for (let at = 1; at < points.length; at += 1) {
      const move = moves[at] ?? 0;
      if (Math.abs(move) < floor || !isFarFrom(moves, at) || isExplained(audited, at, move, floor)) continue;
      const back = moves[at + 1] ?? 0;
      const returns = Math.abs(move + back) < Math.abs(move) / 2;
      found.push(foundOf(points, at, move, returns));
      // The way back is the same mistake.
      if (returns) at += 1;
    }
    return found;
  },
  examples: { passes: [sasol, without(remgro, ['2019-07-19'])], finds: [remgro] },
};

function foundOf(points: readonly Point[], at: number, move: number, returns: boolean): Found {
  const [before, point] = [points[at - 1] as Point, points[at] as Point];
  const moved = `The close ${point.close} ${point.unit} of ${point.period} is ${percent(move)} from ${before.close}`;
  const reason = `${moved} of ${before.period}${returns ? ', and the next one comes back' : ''}.`;
  return { at: point.time, until: null, reason, fetch_id: point.fetch_id };
}

function isFarFrom(moves: readonly number[], at: number): boolean {
  const from = Math.max(1, Math.min(at - window / 2, moves.length - window - 1));
  const around = moves.slice(from, from + window + 1);
  around.splice(at - from, 1);
  if (around.length < fewestMoves) return false;
  const { centre, sigma } = spreadOf(around);
  return Math.abs((moves[at] as number) - centre) > deviations * Math.max(sigma, leastSigma);
}

function isExplained({ series, others, actions }: AuditedSeries, at: number, move: number, floor: number): boolean {
  const [before, point] = [series.points[at - 1] as Point, series.points[at] as Point];
  if (isUnitJump(move, point.unit)) return true;
  if (
    splitsOf(actions).some(
      (split) => isNear(point, split, splitDays) && (looksLike(move, split) || looksLike(-move, split)),
    )
  ) {
    return true;
  }
  const due = actions.filter((action) => takesEffect(action, before, point));
  // What explains a move accounts for most of it. Several sources may tell the same action.
  const explains = (told: readonly Action[]): boolean => {
    const called = told.reduce((sum, action) => sum + moveOf(action, before, series), 0);
    return Math.abs(move - called) < Math.min(floor, Math.abs(move) / 2);
  };
  if ([...Map.groupBy(due, ({ source }) => source).values()].some(explains)) return true;
  return others.some((other) => {
    const [earlier, later] = [pointOf(other, before.period), pointOf(other, point.period)];
    const same = moveBetween(earlier, later);
    return same !== null && Math.abs(same - move) <= sameMove * Math.abs(move);
  });
}

/** The move that an action calls for. */
function moveOf(action: Action, before: Point, { price_basis }: SourceSeries): number {
  const [split] = splitsOf([action]);
  if (split !== undefined) return isDivided(before, split, price_basis) === true ? 0 : split.size;
  const { amount, unit } = action;
  const close = logClose(before);
  if (amount === null || unit === null || close === null || currencyOf(unit) !== currencyOf(before.unit)) return 0;
  const paid = Number(amount) * 10 ** minorExponent(unit);
  return Math.log(Math.max(1 - paid / Math.exp(close), Number.MIN_VALUE));
}

function pointOf({ points }: SourceSeries, period: string): Point | undefined {
  return points.find((point) => point.period === period);
}
