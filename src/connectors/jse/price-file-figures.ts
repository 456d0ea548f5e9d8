import { toDecimal } from '../../core/decimal.ts';
import { hasEitherMark, withWhole } from '../decimal-mark.ts';

/** Groups of three digits behind the same mark throughout: 28,810.00 or 28 810.00. */
const grouped = /^([+-]?[1-9]\d{0,2})([, \u00a0'])\d{3}(?:\2\d{3})*(?:\.\d+)?$/;
const scaled = /^([+-]?\d+(?:\.\d+)?)([KMB])$/i;
const powers: Readonly<Record<string, number>> = { K: 3, M: 6, B: 9 };
const words = ['N/A', 'n/a', 'NA', '#N/A', '#N/A N/A', 'NaN', 'nan', 'null', 'None'];
const absences: ReadonlySet<string> = new Set(['', '-', '--', ...words]);

/** How the figures of one file are written. */
export interface Notation {
  /** What stands between cells: with semicolons, a comma or a point before three digits may part decimals or thousands. */
  readonly delimiter: string;
  /** A dollar sign is that of the prices, in no other unit. */
  readonly unit: string;
}

/** A published figure without what makes it easy to read, null where there is none, undefined where it is no number. */
export function figureOf(cell: string | undefined, { delimiter, unit }: Notation): string | null | undefined {
  const written = (cell ?? '').trim();
  if (absences.has(written)) return null;
  if (delimiter === ';' && hasEitherMark(written)) return undefined;
  const text = withWhole(unit === 'USD' ? written.replace(/^\$/, '') : written);
  const mark = grouped.exec(text)?.[2];
  const [, digits, scale = ''] = scaled.exec(text) ?? [];
  if (digits !== undefined) return toDecimal(`${digits}e${powers[scale.toUpperCase()]}`) ?? undefined;
  return toDecimal(mark === undefined ? text : text.replaceAll(mark, '')) ?? undefined;
}
