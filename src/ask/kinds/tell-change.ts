import { currencyOf } from '../../model/unit.ts';
import type { Outcome, Told } from '../call.ts';
import { addDays } from '../dates.ts';
import type { Known } from '../plan.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { changePercent, difference, product, quotient } from '../statistics.ts';
import type { Point, Subject } from '../subject.ts';
import { fetchesOf, figureOf, isShare, shown, signed } from './said.ts';

/** From the last figure before the period, or the first in it where none is near, to the last in it. */
export function tellChange(subject: Subject, outcomes: readonly Outcome[], known: Known): Told | Refusal | null {
  const { period } = known;
  const all = outcomes.flatMap((one) => subject.points(one));
  const points = [...new Map(all.map((point) => [point.day, point])).values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  const [first, last] = [points[0], points.at(-1)];
  if (last === undefined || first === undefined || (period.from !== null && last.day < period.from)) return null;
  const begin = period.kind === 'now' ? (points.at(-2) ?? first) : first;
  const of = period.kind === 'now' ? '' : ` ${period.label}`;
  if (begin.day === last.day)
    return refusal('no_figures', `Of ${subject.title}${of} one figure is stored, of ${last.day}: a change needs two.`);
  if (begin.unit !== last.unit)
    return refusal(
      'no_figures',
      `The figures of ${subject.title} of ${begin.day} and ${last.day} are in different units.`,
    );
  const percent = isShare(last.unit) ? null : changePercent(begin.value, last.value);
  const absolute = difference(begin.value, last.value);
  const fetch_ids = fetchesOf([begin, last]);
  const moved = percent === null ? movedBy(absolute, last.unit) : signed(percent);
  const late =
    subject.kind !== 'series' && period.kind === 'span' && period.from !== null && begin.day > addDays(period.from, 10)
      ? ' (nothing earlier of the period is stored)'
      : '';
  const grown = growthOf(subject, begin, last, known);
  if (grown !== null && 'reason' in grown) return grown;
  return {
    sentence: [
      `${subject.title} ${moved}, from ${shown(subject, begin)} on ${begin.day} to ${shown(subject, last)} on ${last.day}${late}.`,
      ...(grown === null ? [] : [grown.sentence]),
    ].join(' '),
    values: [
      ...(grown?.values ?? []),
      ...(percent === null
        ? []
        : [{ name: 'change_percent', value: percent, unit: 'percent', time: last.day, of: subject.id, fetch_ids }]),
      {
        ...figureOf('change', absolute, last, subject),
        ...(isShare(last.unit) ? { unit: 'percentage_points' } : {}),
        fetch_ids,
      },
      figureOf('first', begin.value, begin, subject),
      figureOf('last', last.value, last, subject),
    ],
  };
}

/** What is itself a share of something changes by points of it. */
const movedBy = (absolute: string, unit: string | null): string => {
  const size = `${absolute.replace(/^-/, '')} ${isShare(unit) ? 'percentage points' : (unit ?? '')}`.trim();
  return /^-?0(?:\.0+)?$/.test(absolute)
    ? 'did not change'
    : absolute.startsWith('-')
      ? `fell by ${size}`
      : `rose by ${size}`;
};

/** What an amount became that bought at the first price, without dividends and costs. */
function growthOf(subject: Subject, begin: Point, last: Point, { amount, currencies }: Known): Told | Refusal | null {
  if (amount === null || subject.kind !== 'price' || last.unit === null) return null;
  const currency = currencies[0] ?? currencyOf(last.unit);
  if (currency !== currencyOf(last.unit))
    return refusal(
      'not_understood',
      `What ${amount} ${currency} became is told only of what is priced in ${currency}.`,
    );
  const value = quotient(product(amount, last.value), begin.value);
  if (value === null) return null;
  return {
    sentence: `${amount} ${currency} became ${amount} x ${last.value} / ${begin.value} = ${value} ${currency}, without dividends and costs.`,
    values: [{ ...figureOf('grown', value, last, subject), unit: currency, fetch_ids: fetchesOf([begin, last]) }],
  };
}
