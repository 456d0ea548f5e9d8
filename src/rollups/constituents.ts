import type { Bar, ProvenanceFields } from '../model/records.ts';

/** The source of rows that WizData computes itself; it never stands in the place of a published one. */
export const derivedSource = 'derived';

type Sourced = Pick<Bar, 'time' | 'interval' | 'session_date'> & Pick<ProvenanceFields, 'source'>;

/**
 * What a bar stands for, whoever says it: a day of an exchange is its session, at whatever hour a source lets it begin;
 * anything else is its time.
 */
export const slotOf = ({ interval, session_date, time }: Sourced): string =>
  interval === '1d' && session_date !== null ? session_date : time;

/**
 * Of all bars of a bucket, those that the longer bar is made of, in the order of time. They are of one source, since
 * figures of two are not mixed: of the one that has the most of the bucket, and among equals of whoever is believed first.
 * Derived bars stand where it has none. What is stored decides, not what came last.
 * @param rankOf who is believed first, lowest first
 */
export function constituentsOf<T extends Sourced>(members: readonly T[], rankOf: (source: string) => number): T[] {
  const bySource = Map.groupBy(members, ({ source }) => source);
  const derived = bySource.get(derivedSource) ?? [];
  bySource.delete(derivedSource);
  const [first, ...rest] = [...bySource];
  const [, spoken] = rest.reduce(
    (best, other) => (isPreferred(other, best, rankOf) ? other : best),
    first ?? [derivedSource, []],
  );
  const slots = new Set(spoken.map(slotOf));
  return [...spoken, ...derived.filter((bar) => !slots.has(slotOf(bar)))].sort((one, next) =>
    one.time < next.time ? -1 : Number(one.time > next.time),
  );
}

type OfSource = readonly [string, readonly Sourced[]];

function isPreferred([source, bars]: OfSource, [than, others]: OfSource, rankOf: (source: string) => number): boolean {
  if (bars.length !== others.length) return bars.length > others.length;
  const [rank, otherRank] = [rankOf(source), rankOf(than)];
  return rank === otherRank ? source < than : rank < otherRank;
}
