import { deviationOf, type Said, saidOf, sameCurrency, tolerances } from '../quality/compare.ts';
import type { ValuedDataset } from '../quality/series.ts';
import { splitsOnce } from '../quality/splits.ts';
import type { Reconciliation, SaidRow } from '../storage/read/reconciliation.ts';

type Shown = Omit<SaidRow, 'session_date' | 'price_basis'>;

export interface ReconciledClose extends Shown {
  readonly session_date: string | null;
  /** Null where only one source speaks. */
  readonly agrees: boolean | null;
  readonly others: readonly (Shown & { readonly deviation: string | null; readonly agrees: boolean | null })[];
}

/** Of each period the close that is preferred, and how far the others are from it. */
export function reconcile(
  { periods, splits }: Pick<Reconciliation, 'periods' | 'splits'>,
  dataset: ValuedDataset,
): ReconciledClose[] {
  const told = splitsOnce(splits.map((split) => ({ ...split, kind: 'split', amount: null, unit: null })));
  const read = (row: SaidRow, period: string): Said | null => {
    const absent = {
      session: row.session_date,
      open: null,
      high: null,
      low: null,
      volume: null,
      first_recorded_at: row.recorded_at,
    };
    return saidOf(row, { ...absent, ...row, period }, told);
  };
  return periods.flatMap(({ period, rows: [preferred, ...rest] }) => {
    if (preferred === undefined) return [];
    const first = read(preferred, period);
    const others = rest.map((row) => {
      const own = read(row, period);
      const isComparable = first !== null && own !== null && sameCurrency(own, first);
      const deviation = isComparable ? deviationOf(own, first) : null;
      const agrees = deviation === null ? null : Math.abs(deviation) <= tolerances[dataset];
      return { ...shown(row), deviation: deviation === null ? null : deviation.toFixed(6), agrees };
    });
    const compared = others.filter(({ agrees }) => agrees !== null);
    const agrees = compared.length === 0 ? null : compared.every((other) => other.agrees);
    return [{ ...shown(preferred), session_date: preferred.session_date, agrees, others }];
  });
}

function shown({ session_date: _session, price_basis: _basis, ...row }: SaidRow): Shown {
  return row;
}
