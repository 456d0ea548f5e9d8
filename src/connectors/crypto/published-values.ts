import { toDecimal } from '../../core/decimal.ts';
import type { LosslessJson } from '../../core/json.ts';

export type Fields = { readonly [field: string]: LosslessJson };

/** The fields of an object; none where it is something else. */
export const fieldsOf = (value: LosslessJson | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

/** The published digits; null where there is no number. */
export const digitsOf = (value: unknown): string | null => (typeof value === 'string' ? toDecimal(value) : null);

/** The published digits; null where nothing is told, undefined where what is told is no number. */
export function figureOf(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  return digitsOf(value) ?? undefined;
}

/** A count; null where none is told, not a number where it is none. */
export function countOf(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' && /^\d+(?:\.0+)?$/.test(value) ? Number(value) : Number.NaN;
}

/** Milliseconds since the epoch, in 13 digits. */
export const millisecondsOf = (value: unknown): number | null =>
  typeof value === 'string' && /^\d{13}$/.test(value) ? Number(value) : null;

/** Seconds since the epoch with any fraction, cut to milliseconds digit by digit. */
export function secondsOf(value: unknown): number | null {
  const match = typeof value === 'string' ? /^(\d{9,10})(?:\.(\d+))?$/.exec(value) : null;
  if (match === null) return null;
  return Number(match[1]) * 1000 + Number((match[2] ?? '').slice(0, 3).padEnd(3, '0'));
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** A UTC instant with any fraction of a second, cut to milliseconds. */
export function instantOf(value: unknown): number | null {
  if (typeof value !== 'string' || !instant.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}
