import { toDecimal } from '../../core/decimal.ts';

/** Groups of three digits behind the same mark throughout: 28,810.00 or 28 810.00. */
const grouped = /^([+-]?\d{1,3})([, \u00a0'])\d{3}(?:\2\d{3})*(?:\.\d+)?$/;
const scaled = /^([+-]?\d+(?:\.\d+)?)([KMB])$/i;
const powers: Readonly<Record<string, number>> = { K: 3, M: 6, B: 9 };
const absences: ReadonlySet<string> = new Set(['', '-', '--', 'N/A', 'n/a', 'NaN', 'nan', 'null', 'None']);

/** A published figure without what makes it easy to read, null where there is none, undefined where it is no number. */
export function figureOf(cell: string | undefined): string | null | undefined {
  const text = (cell ?? '').trim();
  if (absences.has(text)) return null;
  const mark = grouped.exec(text)?.[2];
  const [, digits, scale = ''] = scaled.exec(text) ?? [];
  if (digits !== undefined) return toDecimal(`${digits}e${powers[scale.toUpperCase()]}`) ?? undefined;
  return toDecimal(mark === undefined ? text : text.replaceAll(mark, '')) ?? undefined;
}
