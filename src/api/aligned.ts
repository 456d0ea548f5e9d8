import { divideDecimals, multiplyDecimals } from '../core/decimal.ts';
import { WizError } from '../core/errors.ts';
import type { ComparedMember } from './both-stores/read-compared.ts';
import { changeOf } from './session-change.ts';

export const measures = ['close', 'rebased', 'return'] as const;
type Measure = (typeof measures)[number];

/** The days on which each of them has a value, in their order. */
export function commonDays(members: readonly ComparedMember[]): string[] {
  const [one, ...others] = members;
  if (one === undefined) return [];
  return [...one.points.keys()].filter((day) => others.every(({ points }) => points.has(day))).sort();
}

/**
 * The values of a member on the days: as published; on 100 on the first day; or in percent of the day before, the first of
 * which has none.
 */
export function measured(member: ComparedMember, days: readonly string[], measure: Measure): (string | null)[] {
  const values = days.map((day) => member.points.get(day)?.value ?? '0');
  if (measure === 'close') return values;
  return values.map((value, index) => {
    if (measure === 'return' && index === 0) return null;
    const base = measure === 'rebased' ? 0 : index - 1;
    const from = values[base] ?? '0';
    const change = changeOf(value, from);
    if (change === null) {
      const say = `ids: ${member.id} is ${from} on ${days[base]}, of which nothing is a part; ask for measure=close`;
      throw new WizError('invalid_request', say);
    }
    return measure === 'return' ? change.change_percent : divideDecimals(multiplyDecimals(value, '100'), from);
  });
}

/** The one unit of all values as published; several cannot stand beside each other. */
export function oneUnit(members: readonly ComparedMember[]): string | null {
  const units = [...new Set(members.map(({ unit }) => unit))];
  if (units.length <= 1) return units[0] ?? null;
  const said = members.map(({ id, unit }) => `${id} in ${unit ?? 'no one unit'}`).join(', ');
  throw new WizError('invalid_request', `measure: units differ (${said}); ask for measure=rebased or measure=return`);
}
