import { richemont, vodacom } from '../examples.ts';
import type { Found, SeriesRule } from '../rule.ts';
import { isSameBar, isUntraded } from '../same-bar.ts';
import type { Point } from '../series.ts';
import { stretchesOf } from '../stretches.ts';

/**
 * A small share may find no buyer for some days. Of 22 shares of the JSE from 2000 to 2021 three stood still for five
 * sessions or more, and one of these for fifteen, when the vendor had lost it.
 */
export const staleSessions = 5;

export const stalePrice: SeriesRule = {
  id: 'stale_price',
  datasets: ['bar'],
  severity: 'warning',
  describe: `A close does not stand still for ${staleSessions} sessions without trades, nor does a whole bar.`,
  find({ interval, series: { points } }) {
    // Within a day, minutes without trades are ordinary.
    if (interval !== '1d') return [];
    return stretchesOf(points, repeats)
      .filter((same) => same.length >= staleSessions)
      .map(foundOf);
  },
  examples: { passes: [vodacom], finds: [richemont] },
};

const repeats = (point: Point, last: Point): boolean =>
  Number(point.close) === Number(last.close) && (isUntraded(point) || isSameBar(point, last));

function foundOf(same: readonly Point[]): Found {
  const [first, last] = [same[0] as Point, same.at(-1) as Point];
  const how = isUntraded(last) ? 'without trades' : 'with the same figures';
  const reason = `The close ${first.close} stands for ${same.length} sessions, ${first.period} to ${last.period}, ${how}.`;
  return { at: first.time, until: last.time, reason, fetch_id: last.fetch_id };
}
