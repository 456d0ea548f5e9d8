import { type Action, dayOf, type Point, type SourceSeries } from './series.ts';

export interface Split extends Action {
  /** New shares for one old, above zero and not one. */
  readonly shares: number;
  /** The move of prices that are not divided by it yet. */
  readonly size: number;
}

/** The splits among stored actions that say by how much. */
export function splitsOf(actions: readonly Action[]): Split[] {
  return actions.flatMap((action) => {
    const shares = Number(action.ratio ?? 0);
    return action.kind === 'split' && shares > 0 && shares !== 1
      ? [{ ...action, shares, size: -Math.log(shares) }]
      : [];
  });
}

/** Whether an action takes effect after the one row and with the other. */
export const takesEffect = ({ ex_date }: Pick<Action, 'ex_date'>, before: Point, point: Point): boolean =>
  dayOf(before) < ex_date && ex_date <= dayOf(point);

/** Whether a row is of no more than so many days before or after the ex-date. */
export const isNear = (point: Point, { ex_date }: Split, days: number): boolean =>
  Math.abs(Date.parse(dayOf(point)) - Date.parse(ex_date)) <= days * 86_400_000;

/** One split a day: that of whoever is believed first. */
export function splitsOnce(actions: readonly Action[]): Split[] {
  const first = new Map<string, Split>();
  for (const split of splitsOf(actions)) if (!first.has(split.ex_date)) first.set(split.ex_date, split);
  return [...first.values()];
}

/**
 * Whether a row before the ex-date had been divided by the split when its figures were recorded: a source that divides
 * its history does so from the ex-date on, and was perhaps never asked again. Null where the source does not say.
 */
export function isDivided(point: Point, { ex_date }: Split, basis: SourceSeries['price_basis']): boolean | null {
  if (basis === null) return null;
  return basis === 'split_adjusted' && point.recorded_at.slice(0, 10) >= ex_date;
}

/** Nearer to the split's size than to nothing, and no more than twice it: x100 is no 4:1. */
export const looksLike = (move: number, { size }: Split): boolean => move / size > 0.5 && move / size < 2;

/** How the logarithm of a close becomes that of the price at which shares were traded on its day. */
export function tradedShift(point: Point, splits: readonly Split[], basis: SourceSeries['price_basis']): number {
  let shift = 0;
  for (const split of splits) {
    if (split.ex_date > dayOf(point) && isDivided(point, split, basis) === true) shift -= split.size;
  }
  return shift;
}
