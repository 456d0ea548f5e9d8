import { type Decimal, isDecimal } from '../../core/decimal.ts';

/** So many digits fit a 64-bit integer, and so do the differences of two such numbers. */
export const digitsOf64Bits = 18;

/** Digits after the point, as published. */
export function publishedDecimals(text: Decimal): number {
  const point = text.indexOf('.');
  return point === -1 ? 0 : text.length - point - 1;
}

/** Digits after the point that carry value: zeros at the end do not. */
export function neededDecimals(text: Decimal): number {
  const point = text.indexOf('.');
  if (point === -1) return 0;
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  return end - point - 1;
}

/** The value times ten to the scale, or null where that is no whole number of so many digits. */
export function toUnscaled(text: Decimal, scale: number, digits: number = digitsOf64Bits): bigint | null {
  if (!isDecimal(text) || neededDecimals(text) > scale) return null;
  const [whole = '', fraction = ''] = text.split('.');
  const unscaled = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const limit = 10n ** BigInt(digits);
  return unscaled < limit && unscaled > -limit ? unscaled : null;
}

/** The decimal with so many digits after the point as were published, or, for null, with none that carry no value. */
export function fromUnscaled(unscaled: bigint, scale: number, published: number | null): Decimal {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const written = digits.slice(point);
  const fraction = published === null ? written.replace(/0+$/, '') : written.slice(0, published).padEnd(published, '0');
  const sign = unscaled < 0n ? '-' : '';
  return `${sign}${digits.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Bytes that a bar costs whose decimals are kept as text, about. */
const bytesAsText = 60;
const bytesPerPlace = Math.log2(10) / 8;

/**
 * The scale that costs least for rows that need so many decimals each: every place widens all of their columns, and a
 * row that needs more places becomes text.
 */
export function cheapestScale(needed: readonly number[], columns: number): number {
  const rowsByScale = new Map<number, number>();
  for (const places of needed) rowsByScale.set(places, (rowsByScale.get(places) ?? 0) + 1);
  let best = { scale: 0, bytes: Number.POSITIVE_INFINITY };
  let fitting = 0;
  for (const [scale, rows] of [...rowsByScale].sort(([left], [right]) => left - right)) {
    fitting += rows;
    const bytes = fitting * scale * columns * bytesPerPlace + (needed.length - fitting) * bytesAsText;
    if (bytes < best.bytes) best = { scale, bytes };
  }
  return best.scale;
}
