import Big from 'big.js';
import { derivedDecimal } from '../core/decimal.ts';

/** A number with its unit, or a day, an id or a word of a closed list, which are in the units of these names. */
export interface Figure {
  /** A decimal of 12 significant digits, a day, an id or a word; null where there is none. */
  readonly value: string | null;
  readonly unit: string;
  readonly meaning: string;
}

const worded = ['date', 'id', 'label'] as const;
export const isNumber = ({ unit }: Pick<Figure, 'unit'>): boolean => !worded.includes(unit as (typeof worded)[number]);

export function figure(value: number | null, unit: string, meaning: string): Figure {
  const exists = value !== null && Number.isFinite(value);
  return { value: exists ? derivedDecimal(new Big(value)) : null, unit, meaning };
}

/** A part of one, said in percent. */
export const percent = (ratio: number | null, meaning: string): Figure =>
  figure(ratio === null ? null : ratio * 100, 'percent', meaning);

export const count = (value: number, meaning: string): Figure => figure(value, 'count', meaning);

export const date = (value: string | null, meaning: string): Figure => ({ value, unit: 'date', meaning });
export const id = (value: string, meaning: string): Figure => ({ value, unit: 'id', meaning });
export const label = (value: string, meaning: string): Figure => ({ value, unit: 'label', meaning });

/** How numbers are said: three significant digits or more where the whole part has more; half to even. */
export function shownDigits(value: string): number {
  const exact = new Big(value);
  return exact.eq(0) ? 0 : Math.max(0, 2 - exact.e);
}

export function saidNumber(value: string): string {
  const exact = new Big(value);
  const said = new Big(exact.toFixed(shownDigits(value), Big.roundHalfEven));
  return said.toFixed();
}
