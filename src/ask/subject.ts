import { type Call, call, fetchIdsOf, type Outcome, type Row, rowsOf, text } from './call.ts';
import { addDays } from './dates.ts';
import type { Period } from './periods.ts';
import { exactProduct } from './statistics.ts';

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
  /** The latest that is not after the end of the period, or the first in it where that is meant. */
  at(period: Period): Call;
  /** The last two there are. */
  lastTwo(): Call;
  /** All of the period; `moves`: with one before it, on the shares of today. */
  within(period: Period, moves?: boolean): Call;
  /** The last before the period, the last in it and the first in it. */
  ends(period: Period): readonly Call[];
  points(outcome: Outcome | undefined, field?: string): readonly Point[];
}

export interface Asked {
  readonly as_of: string | null;
  readonly today: string;
}

export interface BarsOf {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly source: string | null;
  /** In which the prices are wanted; null as published. */
  readonly unit: string | null;
  readonly field: string;
}

const mostRows = 1000;
type Query = Record<string, string | number | null>;

/** What a volume counts: shares, coins; of an index nobody says. */
const counted = ({ id, kind }: Pick<BarsOf, 'id' | 'kind'>): string | null =>
  kind === 'crypto' ? (id.split(':')[1]?.split('-')[0] ?? null) : kind === 'index' ? null : 'shares';

export function bars({ id, name, kind, source, unit, field }: BarsOf, { as_of }: Asked): Subject {
  const read = (query: Query, adjust = false): Call =>
    call('listBars', { id }, { ...query, source, unit, ...(adjust ? { adjust: 'splits' } : {}), as_of });
  const dayOf = (row: Row): string | null => text(row, 'session_date') ?? text(row, 'time')?.slice(0, 10) ?? null;
  return {
    ...{ id, title: name === id ? id : `${name} (${id})`, kind: 'price', figure: field },
    at: ({ to, from, kind: of, edge }) =>
      read({
        ...{ from: of === 'day' ? addDays(to ?? '', -7) : from, to },
        ...(edge === 'first' ? { order: 'asc' } : {}),
        limit: 1,
      }),
    lastTwo: () => read({ limit: 2 }),
    within: ({ from, to }, moves = false) =>
      read({ from: moves && from !== null ? addDays(from, -10) : from, to, limit: mostRows }, moves),
    ends: (period) => endsOf(period, (query) => read({ ...query, limit: 1 }, true), {}),
    points: (outcome, other = field) =>
      pointsOf(outcome, dayOf, null, (row) => (other === 'turnover' ? turnoverOf(row) : text(row, other))).map(
        (point) => (other === 'volume' ? { ...point, unit: counted({ id, kind }) } : point),
      ),
  };
}

/** As published, else every share at the close. */
function turnoverOf(row: Row): string | null {
  const [close, volume] = [text(row, 'close'), text(row, 'volume')];
  return text(row, 'turnover') ?? (close === null || volume === null ? null : exactProduct(close, volume));
}

function endsOf({ from, to, fromItself }: Period, read: (query: Query) => Call, last: Query): readonly Call[] {
  const before = from === null ? null : addDays(from, fromItself ? 0 : -1);
  return [
    ...(from === null || before === null ? [] : [read({ from: addDays(from, -10), to: before, ...last })]),
    read({ from, to, ...last }),
    read({ from, to, order: 'asc' }),
  ];
}

export function rate(base: string, quote: string, { as_of, today }: Asked): Subject {
  const pair = `${base}-${quote}`;
  const read = (query: Query): Call => call('getRates', { pair }, { ...query, as_of });
  return {
    ...{ id: pair, title: `${base}/${quote}`, kind: 'rate', figure: 'rate' },
    at: ({ kind, from, to, edge }) =>
      kind === 'now'
        ? read({})
        : kind === 'day'
          ? read({ date: to })
          : read({ from, to: to ?? today, order: edge === 'first' ? 'asc' : 'desc', limit: 1 }),
    lastTwo: () => read({ to: today, order: 'desc', limit: 2 }),
    within: ({ from, to }, moves = false) =>
      read({ from: moves && from !== null ? addDays(from, -10) : from, to: to ?? today, limit: mostRows }),
    ends: (period) =>
      endsOf({ ...period, to: period.to ?? today }, (query) => read({ ...query, limit: 1 }), { order: 'desc' }),
    points: (outcome) =>
      pointsOf(
        outcome,
        (row) => text(row, 'date'),
        quote,
        (row) => text(row, 'value'),
      ),
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
  const read = (query: Query): Call => call('listObservations', { id }, { ...query, as_of });
  const upTo = (to: string | null): string => (to === null || to > today ? today : to);
  return {
    ...{ id, title: `${name}, ${entity_name} (${id})`, kind: 'series', figure: name },
    at: ({ kind, from, to, edge }) =>
      read({
        ...(kind === 'now' ? { to: today } : { from: kind === 'day' ? addDays(from ?? '', -400) : from, to }),
        ...(edge === 'first' ? { order: 'asc' } : {}),
        limit: 20,
      }),
    lastTwo: () => read({ to: today, limit: 20 }),
    within: ({ from, to }) => read({ from, to: upTo(to), limit: mostRows }),
    ends: ({ from, to }) => [read({ from, to: upTo(to), limit: mostRows })],
    points: (outcome) =>
      pointsOf(
        outcome,
        (row) => text(row, 'period'),
        unit,
        (row) => text(row, 'value'),
      ),
  };
}

/** In the order of time, whichever way they were asked for. */
function pointsOf(
  outcome: Outcome | undefined,
  dayOf: (row: Row) => string | null,
  unit: string | null,
  figure: (row: Row) => string | null,
): Point[] {
  const points = rowsOf(outcome).flatMap((row) => {
    const [day, value] = [dayOf(row), figure(row)];
    if (day === null || value === null) return [];
    return [
      { day, value, unit: text(row, 'unit') ?? text(outcome?.meta, 'unit') ?? unit, row, fetch_ids: fetchIdsOf(row) },
    ];
  });
  return points.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}
