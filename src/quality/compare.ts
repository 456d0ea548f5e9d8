import { currencyOf } from '../model/unit.ts';
import { logClose } from './figures.ts';
import { type AuditedSeries, isBelievedBefore, type Point, type SourceSeries, type ValuedDataset } from './series.ts';
import { type Split, splitsOnce, tradedShift } from './splits.ts';

/**
 * How far two sources may differ and still agree. Vendors take the last trade, the closing auction or its middle for a
 * close: among the JSE's shares of 2000 to 2021, 1 % covers that. Banks fix a pair at different hours of the day, and a
 * rand moves by 1 % between two of them on an ordinary day, so there three are allowed.
 */
export const tolerances: Readonly<Record<ValuedDataset, number>> = { bar: 0.01, rate: 0.03 };

/** What one source says of a period. */
export interface Said {
  readonly source: string;
  readonly rank: number;
  readonly point: Point;
  /** The logarithm of the close as it stands, and as it was traded, in its currency. */
  readonly published: number;
  readonly traded: number;
}

/** One row beside what others say of the same period. */
export interface Compared {
  readonly own: Said;
  /** Whom it is compared with: the middle of three or more, or else the other one. */
  readonly with: Said;
  /** How many sources speak of the period. */
  readonly voices: number;
  /** The factor less one; 0.01 where the row is one percent above. */
  readonly deviation: number;
  readonly agrees: boolean;
  /** Whether the others have more right to be believed than this row. */
  readonly outvoted: boolean;
}

type Speaker = Pick<SourceSeries, 'source' | 'rank' | 'price_basis'>;

/** What a row says; null where it says nothing above zero. */
export function saidOf({ source, rank, price_basis }: Speaker, point: Point, splits: readonly Split[]): Said | null {
  const published = logClose(point);
  if (published === null) return null;
  return { source, rank, point, published, traded: published + tradedShift(point, splits, price_basis) };
}

/** What a source says of each period. */
function saidBy(series: SourceSeries, splits: readonly Split[]): ReadonlyMap<string, Said> {
  const said = series.points.flatMap((point) => saidOf(series, point, splits) ?? []);
  return new Map(said.map((one) => [one.point.period, one]));
}

/** Each row of a series of which another source speaks too. */
export function compareAll({ dataset, series, others, actions }: AuditedSeries): Compared[] {
  if (others.length === 0) return [];
  const splits = splitsOnce(actions);
  const rest = others.map((other) => saidBy(other, splits));
  return [...saidBy(series, splits).values()].flatMap((own) => {
    const beside = rest.flatMap((said) => {
      const other = said.get(own.point.period);
      return other !== undefined && sameCurrency(own, other) ? [other] : [];
    });
    return beside.length === 0 ? [] : [compare(own, beside, tolerances[dataset])];
  });
}

function compare(own: Said, beside: readonly Said[], tolerance: number): Compared {
  const voices = [own, ...beside].sort((one, next) => one.traded - next.traded);
  const middle = voices[(voices.length - 1) >> 1] as Said;
  const isVote = voices.length > 2;
  const other = isVote ? middle : (beside[0] as Said);
  const deviation = deviationOf(own, other);
  const agrees = Math.abs(deviation) <= tolerance;
  const outvoted = isVote ? middle !== own : isBelievedBefore(other, own);
  return { own, with: other, voices: voices.length, deviation, agrees, outvoted };
}

/**
 * How far one is from the other, as they stand or as shares were traded, whichever is nearer: where a split is wrong, or
 * a source counts shares otherwise than it says, that is another rule's finding.
 */
export function deviationOf(own: Said, other: Said): number {
  const readings = [own.published - other.published, own.traded - other.traded];
  const [one = 0, next = 0] = readings.map((move) => Math.expm1(move));
  return Math.abs(one) <= Math.abs(next) ? one : next;
}

export const sameCurrency = (one: Said, other: Said): boolean =>
  currencyOf(one.point.unit) === currencyOf(other.point.unit);
