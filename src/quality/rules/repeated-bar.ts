import { capitec, vodacom } from '../examples.ts';
import type { Found, SeriesRule } from '../rule.ts';
import { isSameBar, isUntraded } from '../same-bar.ts';
import type { Point } from '../series.ts';
import { stretchesOf } from '../stretches.ts';
import { staleSessions } from './stale-price.ts';

export const repeatedBar: SeriesRule = {
  id: 'repeated_bar',
  datasets: ['bar'],
  severity: 'warning',
  describe: 'No session has the very prices and volume of the session before it.',
  find({ interval, series: { points } }) {
    // One trade may make two minutes alike.
    if (interval !== '1d') return [];
    return stretchesOf(points, (point, last) => !isUntraded(point) && isSameBar(point, last))
      .filter(({ length }) => length > 1 && length < staleSessions)
      .map(foundOf);
  },
  examples: { passes: [vodacom], finds: [capitec] },
};

function foundOf(same: readonly Point[]): Found {
  const [first, second, last] = [same[0] as Point, same[1] as Point, same.at(-1) as Point];
  const reason = `All prices and the volume ${last.volume} of ${second.period} are those of ${first.period}.`;
  return { at: second.time, until: last === second ? null : last.time, reason, fetch_id: last.fetch_id };
}
