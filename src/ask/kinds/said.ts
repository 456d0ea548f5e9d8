import { convert } from '../../model/measure.ts';
import type { NamedInstrument } from '../../model/named.ts';
import { currencyOf } from '../../model/unit.ts';
import type { Outcome, Value } from '../call.ts';
import type { Entity, Known } from '../plan.ts';
import { type Refusal, refusal } from '../refusals.ts';
import type { Point, Subject } from '../subject.ts';

export const entityOf = ({ id, name }: Pick<NamedInstrument, 'id' | 'name'>): Entity => ({
  kind: 'instrument',
  id,
  name,
});
export const titleOf = ({ id, name }: Pick<NamedInstrument, 'id' | 'name'>): string =>
  name === id ? id : `${name} (${id})`;

/** A price in its unit, and in the currency too where it is published in cents. */
export function priced(value: string, unit: string | null): string {
  if (unit === null) return value;
  const currency = currencyOf(unit);
  return currency === unit ? `${value} ${unit}` : `${value} ${unit} (${convert(value, unit, currency)} ${currency})`;
}

/** A share of something, whose change is told in points. */
export const isShare = (unit: string | null): boolean => unit !== null && /percent|%/.test(unit) && !/per /.test(unit);

export const noun = ({ kind, figure }: Subject): string => (kind === 'series' ? 'value' : figure);
export const shown = ({ kind, figure }: Subject, { value, unit }: Pick<Point, 'value' | 'unit'>): string =>
  kind === 'price' && figure !== 'volume' ? priced(value, unit) : unit === null ? value : `${value} ${unit}`;
export const fetchesOf = (points: readonly Point[]): string[] =>
  [...new Set(points.flatMap(({ fetch_ids }) => fetch_ids))].slice(0, 20);

export const figureOf = (
  name: string,
  value: string,
  point: Pick<Point, 'day' | 'unit' | 'fetch_ids'>,
  subject: Pick<Subject, 'id'>,
): Value => ({
  ...{ name, value, unit: point.unit, time: point.day, of: subject.id, fetch_ids: point.fetch_ids },
});

/** Why there is nothing to tell: what the API said, or that it has no figures. */
export function nothing(
  outcomes: readonly (Outcome | undefined)[],
  what: string,
  ...suggestions: readonly string[]
): Refusal {
  const problem = outcomes.find((one) => one !== undefined && one.status !== 404 && one.problem !== null)?.problem;
  if (problem) return refusal('refused', problem, ...suggestions);
  return refusal('no_figures', `Nothing is stored of ${what}.`, ...suggestions);
}

export const list = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Names that a question has and that nothing goes by. */
export function unknownName({ phrases, places }: Known): Refusal {
  if (phrases.length === 0) {
    const of =
      places.length > 0
        ? 'It is not understood what of the country is asked'
        : 'No instrument, country, currency or series is named';
    return refusal(
      'needs_name',
      `${of}.`,
      'price of Naspers',
      'inflation in South Africa in 2023',
      '100 USD in ZAR on 2021-01-13',
    );
  }
  return refusal(
    'unknown_name',
    `Nothing that is stored is called "${phrases.join('" or "')}".`,
    `/v1/search?q=${encodeURIComponent(phrases[0] ?? '')}`,
  );
}

export const signed = (percent: string): string =>
  percent.startsWith('-')
    ? `fell by ${percent.slice(1)}%`
    : /^0(?:\.0+)?$/.test(percent)
      ? 'did not change'
      : `rose by ${percent}%`;
