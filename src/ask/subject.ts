import { type Call, call, fetchIdsOf, type Outcome, type Row, rowsOf, text } from './call.ts';
import { addDays } from './dates.ts';
import type { Period } from './periods.ts';

/** A figure of one day. */
export interface Point {
  readonly day: string;
  readonly value: string;
  readonly unit: string | null;
  readonly row: Row;
  readonly fetch_ids: readonly string[];
}

/** Something that has a figure a day, or a period: a price, a rate, a series. */
export interface Subject {
  readonly id: string;
  /** As it is told: a name with its id. */
  readonly title: string;
  readonly kind: 'price' | 'rate' | 'series';
  /** What one figure of it is called: close, volume, rate, or the name of the series. */
  readonly figure: string;
  /** The latest that is not after the end of the period. */
  at(period: Period): Call;
  /** All of the period. */
  within(period: Period): Call;
  /** The last before the period, the last in it and the first in it. */
  ends(period: Period): readonly Call[];
  points(outcome: Outcome | undefined): readonly Point[];
}

export interface Asked {
  readonly as_of: string | null;
  readonly today: string;
}

export interface BarsOf {
  readonly id: string;
  readonly name: string;
  readonly source: string | null;
  readonly unit: string | null;
  readonly field: string;
}

const mostRows = 1000;

export function bars({ id, name, source, unit, field }: BarsOf, { as_of }: Asked): Subject {
  const read = (query: Record<string, string | number | null>, adjust = false): Call =>
    call('listBars', { id }, { ...query, source, unit, ...(adjust ? { adjust: 'splits' } : {}), as_of });
  return {
    ...{ id, title: name === id ? id : `${name} (${id})`, kind: 'price', figure: field },
    at: ({ to, from, kind }) => read({ from: kind === 'day' ? addDays(to ?? '', -7) : from, to, limit: 1 }),
    within: ({ from, to }) => read({ from, to, limit: mostRows }),
    ends: ({ from, to }) => [
      ...(from === null ? [] : [read({ from: addDays(from, -10), to: addDays(from, -1), limit: 1 }, true)]),
      read({ from, to, limit: 1 }, true),
      read({ from, to, order: 'asc', limit: 1 }, true),
    ],
    points: (outcome) =>
      pointsOf(outcome, field, (row) => text(row, 'session_date') ?? text(row, 'time')?.slice(0, 10) ?? null, null),
  };
}

export function rate(base: string, quote: string, { as_of, today }: Asked): Subject {
  const pair = `${base}-${quote}`;
  const read = (query: Record<string, string | number | null>): Call => call('getRates', { pair }, { ...query, as_of });
  return {
    ...{ id: pair, title: `${base}/${quote}`, kind: 'rate', figure: 'rate' },
    at: ({ kind, from, to }) =>
      kind === 'now'
        ? read({})
        : kind === 'day'
          ? read({ date: to })
          : read({ from, to: to ?? today, order: 'desc', limit: 1 }),
    within: ({ from, to }) => read({ from, to: to ?? today, limit: mostRows }),
    ends: ({ from, to }) => [
      ...(from === null ? [] : [read({ from: addDays(from, -10), to: addDays(from, -1), order: 'desc', limit: 1 })]),
      read({ from, to: to ?? today, order: 'desc', limit: 1 }),
      read({ from, to: to ?? today, order: 'asc', limit: 1 }),
    ],
    points: (outcome) => pointsOf(outcome, 'value', (row) => text(row, 'date'), quote),
  };
}

export interface SeriesOf {
  readonly series_id: string;
  readonly name: string;
  readonly entity_name: string;
  readonly unit: string | null;
  readonly interval: string;
}

export function series({ series_id: id, name, entity_name, unit }: SeriesOf, { as_of, today }: Asked): Subject {
  const read = (query: Record<string, string | number | null>): Call =>
    call('listObservations', { id }, { ...query, as_of });
  const upTo = (to: string | null): string => (to === null || to > today ? today : to);
  return {
    ...{ id, title: `${name}, ${entity_name} (${id})`, kind: 'series', figure: name },
    at: ({ kind, from, to }) =>
      read(
        kind === 'now'
          ? { to: today, limit: 20 }
          : { from: kind === 'day' ? addDays(from ?? '', -400) : from, to, limit: 20 },
      ),
    within: ({ from, to }) => read({ from, to: upTo(to), limit: mostRows }),
    ends: ({ from, to }) => [read({ from, to: upTo(to), limit: mostRows })],
    points: (outcome) => pointsOf(outcome, 'value', (row) => text(row, 'period'), unit),
  };
}

function pointsOf(
  outcome: Outcome | undefined,
  field: string,
  dayOf: (row: Row) => string | null,
  unit: string | null,
): Point[] {
  return rowsOf(outcome).flatMap((row) => {
    const [day, value] = [dayOf(row), text(row, field)];
    if (day === null || value === null) return [];
    return [
      { day, value, unit: text(row, 'unit') ?? text(outcome?.meta, 'unit') ?? unit, row, fetch_ids: fetchIdsOf(row) },
    ];
  });
}
