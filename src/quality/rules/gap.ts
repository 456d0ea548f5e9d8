import { vodacom, without } from '../examples.ts';
import type { Found, SeriesRule } from '../rule.ts';
import { type Expected, expectedIn } from '../series.ts';
import { stretchesOf } from '../stretches.ts';

export const gap: SeriesRule = {
  id: 'gap',
  datasets: ['bar'],
  severity: 'warning',
  describe:
    'From its first row to its last, a series has one for every session or, where the market never closes, every step.',
  find({ series: { points }, expected }) {
    const present = new Set(points.map(expectedIn));
    const missing = (expected ?? []).map((one, at) => ({ ...one, at })).filter(({ period }) => !present.has(period));
    return stretchesOf(missing, (one, last) => one.at === last.at + 1).map(foundOf);
  },
  examples: {
    passes: [vodacom, { ...without(vodacom, ['2010-03-23']), expected: null }],
    finds: [without(vodacom, ['2010-03-17', '2010-03-23', '2010-03-24'])],
  },
};

function foundOf(missing: readonly Expected[]): Found {
  const [first, last] = [missing[0] as Expected, missing.at(-1) as Expected];
  const isOne = missing.length === 1;
  const which = isOne ? first.period : `the ${missing.length} periods from ${first.period} to ${last.period}`;
  const reason = `No row for ${which}, though there are later ones.`;
  return { at: first.starts, until: isOne ? null : last.starts, reason, fetch_id: null };
}
