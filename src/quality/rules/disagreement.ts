import { type Compared, compareAll } from '../compare.ts';
import { apple, appleDivided, naspers } from '../examples.ts';
import { counted } from '../figures.ts';
import type { Found, SeriesRule } from '../rule.ts';
import { stretchesOf } from '../stretches.ts';

export const disagreement: SeriesRule = {
  id: 'disagreement',
  datasets: ['bar', 'rate'],
  severity: 'warning',
  describe: 'A close is what the other sources say of the same session, in the same unit and the same shares.',
  find(audited) {
    const compared = compareAll(audited).map((one, at) => ({ ...one, at }));
    const odd = compared.filter(({ agrees, outvoted }) => !agrees && outvoted);
    return stretchesOf(odd, (one, last) => one.at === last.at + 1 && one.with.source === last.with.source).map(foundOf);
  },
  examples: { passes: [apple, appleDivided], finds: [naspers] },
};

function foundOf(odd: readonly Compared[]): Found {
  const [first, last] = [odd[0] as Compared, odd.at(-1) as Compared];
  const worst = odd.reduce((one, next) => (Math.abs(next.deviation) > Math.abs(one.deviation) ? next : one));
  const { own, with: other, deviation, voices } = worst;
  const figures = `${own.point.close} ${own.point.unit} of ${own.point.period} where ${other.source} has`;
  const which = voices > 2 ? `, the middle of ${voices} sources` : '';
  const off = `${(100 * deviation).toFixed(2)}%`;
  const many = odd.length === 1 ? '' : `; it is the worst of ${counted(odd.length, 'session')} in a row`;
  return {
    at: first.own.point.time,
    until: odd.length === 1 ? null : last.own.point.time,
    reason: `The close is ${figures} ${other.point.close} ${other.point.unit}${which}: ${off}${many}.`,
    fetch_id: last.own.point.fetch_id,
  };
}
