import { mtn, mtnInCents, sibanye } from '../examples.ts';
import { moveBetween } from '../figures.ts';
import { type Level, levelsOf } from '../levels.ts';
import type { Found, SeriesRule } from '../rule.ts';
import type { AuditedSeries, Point } from '../series.ts';
import { looksLike, splitsOf, takesEffect } from '../splits.ts';

export const unitJump: SeriesRule = {
  id: 'unit_jump',
  datasets: ['bar'],
  severity: 'error',
  describe: 'All closes of a series count in one unit: none is a hundred times its neighbours, as cents are of rands.',
  find(audited) {
    const levels = levelsOf(audited.series.points, (point, before) => isSplit(audited, point, before));
    if (levels.length < 2) return [];
    const usual = usualOf(levels);
    return levels.flatMap((one, at) => (one.level === usual ? [] : [foundOf(one, levels[at - 1] ?? levels[at + 1])]));
  },
  examples: { passes: [mtnInCents], finds: [mtn, sibanye] },
};

/** The level of most rows; of two with as many, the earlier. */
function usualOf(levels: readonly Level[]): number {
  const rows = new Map<number, number>();
  for (const { level, points } of levels) rows.set(level, (rows.get(level) ?? 0) + points.length);
  return [...rows].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

function isSplit({ actions }: AuditedSeries, point: Point, before: Point): boolean {
  const move = moveBetween(before, point) ?? 0;
  return splitsOf(actions).some((split) => takesEffect(split, before, point) && looksLike(move, split));
}

function foundOf({ points }: Level, beside: Level | undefined): Found {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const isAfter = (beside?.points[0]?.period ?? '') < first.period;
  const neighbour = isAfter ? beside?.points.at(-1) : beside?.points[0];
  const times = (moveBetween(neighbour, isAfter ? first : last) ?? 0) < 0 ? 'a hundredth of' : 'a hundred times';
  const what = `${times} the ${neighbour?.close} ${neighbour?.unit} of ${neighbour?.period}.`;
  const isOne = points.length === 1;
  const reason = isOne
    ? `The close ${first.close} ${first.unit} of ${first.period} is ${what}`
    : `The ${points.length} closes of ${first.period} to ${last.period}, first ${first.close} ${first.unit}, are ${what}`;
  return { at: first.time, until: isOne ? null : last.time, reason, fetch_id: last.fetch_id };
}
