import { compareDecimals } from '../../core/decimal.ts';
import { convert } from '../../model/measure.ts';
import { currencyOf } from '../../model/unit.ts';
import type { Outcome, Told } from '../call.ts';
import type { Known } from '../plan.ts';
import { exactProduct } from '../statistics.ts';
import type { Point, Subject } from '../subject.ts';
import { figureOf, shown } from './said.ts';
import { tellSeveral } from './tell-over.ts';

const verbs: Readonly<Record<string, string>> = {
  close: 'closed at',
  open: 'opened at',
  high: 'had a high of',
  low: 'had a low of',
  volume: 'had a volume of',
  turnover: 'had a value traded of',
};

/** One figure, with the day that it is of; of a series all of the period. */
export function tellAt(subject: Subject, outcome: Outcome | undefined, known: Known): Told | null {
  const { period, today } = known;
  const points = subject.points(outcome);
  const point = period.edge === 'first' ? points[0] : points.at(-1);
  if (point === undefined) return null;
  const { kind, figure, title } = subject;
  if (kind === 'series' && period.kind === 'span' && period.edge === null && points.length > 1)
    return tellSeveral(subject, points);
  const isOther = period.kind === 'day' && period.edge === null && kind !== 'series' && point.day !== period.to;
  const before = isOther ? `Nothing is stored for ${period.to}; the last figure before it: ` : '';
  const dated = kind === 'series' ? `in the period that begins on ${point.day}` : `on ${point.day}`;
  const was = point.day > today ? 'is projected at' : 'was';
  const said =
    kind === 'price'
      ? `${title} ${verbs[figure] ?? 'was at'} ${shown(subject, point)} ${dated}${computed(subject, point)}.`
      : kind === 'rate'
        ? `The rate of ${title} was ${shown(subject, point)} ${dated}.`
        : `${title} ${was} ${shown(subject, point)} ${dated}.`;
  const held = holding(known, figure === 'close' ? point.value : null, point, subject);
  return {
    sentence: [before + said, ...against(point, known, figure), ...(held === null ? [] : [held.sentence])].join(' '),
    values: [
      figureOf(kind === 'series' ? 'value' : figure, point.value, point, subject),
      ...(held === null ? [] : held.values),
    ],
  };
}

const computed = ({ figure }: Subject, { row }: Point): string =>
  figure === 'turnover' && typeof row.turnover !== 'string'
    ? `: ${row.close} x ${row.volume}, the close times the volume`
    : '';

/** So many shares or coins at the price of one, all digits, in the currency of its unit. */
export function holding(
  { quantity }: Pick<Known, 'quantity'>,
  price: string | null,
  { unit, day, fetch_ids }: Pick<Point, 'unit' | 'day' | 'fetch_ids'>,
  { id }: Pick<Subject, 'id'>,
): Told | null {
  if (quantity === null || price === null || unit === null) return null;
  const currency = currencyOf(unit);
  const whole = currency === unit ? price : convert(price, unit, currency);
  const value = exactProduct(quantity, whole);
  return {
    sentence: `${quantity} of them are ${quantity} x ${whole} = ${value} ${currency}.`,
    values: [{ name: 'holding', value, unit: currency, time: day, of: id, fetch_ids }],
  };
}

/** Whether the figure is beyond the bound that the question sets. */
export function against(
  { value, unit }: Pick<Point, 'value' | 'unit'>,
  { threshold }: Pick<Known, 'threshold'>,
  figure: string,
): string[] {
  if (threshold === null || threshold.isPercent || figure === 'volume') return [];
  const { isAbove, currency } = threshold;
  const own = currency === null || unit === null || unit === currency ? value : convertible(value, unit, currency);
  if (own === null) return [];
  const is =
    compareDecimals(own, threshold.value) === 0 ? 'at' : compareDecimals(own, threshold.value) > 0 ? 'above' : 'below';
  return [
    `${is === (isAbove ? 'above' : 'below') ? 'Yes' : 'No'}: it is ${is} ${threshold.value} ${currency ?? unit ?? ''}.`,
  ];
}

const convertible = (value: string, unit: string, currency: string): string | null =>
  currencyOf(unit) === currency ? convert(value, unit, currency) : null;
