import { toDecimal } from '../../core/decimal.ts';
import { WizError } from '../../core/errors.ts';
import type { ColdBar } from '../../lake/cold/cold-bar.ts';
import { shownIn } from '../../model/unit.ts';
import { type BarRow, type BarsRequest, barAmounts, barColumnar, barFields } from '../../storage/read/bars.ts';

export interface ShownBar {
  readonly row: BarRow;
  /** As it is stored. */
  readonly unit: string;
  /** False where the row has no prices in the unit that is asked for. */
  readonly fits: boolean;
}

/** A cold bar as the database would show it: its fields in their order, money in the unit asked for. */
export function shownBar(bar: ColdBar, asked: string | null): ShownBar {
  const { unit } = bar;
  if (asked === null) return { row: rowOf((name) => bar[name]), unit, fits: true };
  const exponent = shownIn(asked).find((known) => known.unit === unit)?.exponent ?? null;
  const row = rowOf((name) => {
    if (name === 'unit') return asked;
    const value = bar[name];
    return barAmounts.includes(name) && typeof value === 'string' ? moved(value, exponent) : value;
  });
  return { row, unit, fits: exponent !== null };
}

const rowOf = (shown: (name: keyof BarRow) => unknown): BarRow =>
  Object.fromEntries(barFields.map((name) => [name, shown(name as keyof BarRow)])) as unknown as BarRow;

/** As SQL's trim_scale says it; what keeps its unit keeps its digits. */
function moved(amount: string, exponent: number | null): string | null {
  if (exponent === null) return null;
  if (exponent === 0) return amount;
  const exact = toDecimal(`${amount}e${exponent}`);
  if (exact === null) throw new WizError('internal', `"${amount}" is no decimal number`);
  return exact.includes('.') ? exact.replace(/\.?0+$/, '') : exact;
}

/** The rows as Postgres spells them, so that an answer does not tell where its rows lay. */
export function barsJson(rows: readonly BarRow[], { key: [id, interval], format }: BarsRequest): string {
  if (format === 'rows') return JSON.stringify(rows);
  const said = [
    ['instrument_id', id],
    ['interval', interval],
    ...barColumnar.map((name) => [name, rows.map((row) => row[name as keyof BarRow])] as const),
  ] as const;
  return `{${said.map(([name, value]) => `"${name}" : ${JSON.stringify(value)}`).join(', ')}}`;
}
