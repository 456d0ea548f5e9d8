import type { Instrument } from '../../model/records.ts';
import { minorExponents } from '../../model/unit.ts';

interface Priced {
  readonly kind: Instrument['kind'] | null;
  readonly unit: string | null;
  /** Of recent closes as published: the most decimals that one has, and one of them. */
  readonly digits: number | null;
  readonly close: string | null;
}

/** So many digits of a price tell it from the next one; a vendor's floats have more of them than its market. */
const significant = 8;
/** Shares are quoted in hundredths, or in whole cents; single sources say two digits more. */
const beyondTicks = 2;

/**
 * How finely a chart marks the price axis: 100 for two decimals. It is how prices are shown and not what they are: bars
 * have each digit.
 */
export function priceScale({ kind, unit, digits, close }: Priced): number {
  const least = unit !== null && Object.hasOwn(minorExponents, unit) ? 0 : 2;
  const whole = close === null || close.startsWith('0.') ? 0 : (close.split('.')[0] ?? '').length;
  const most =
    kind === 'crypto' || kind === 'fx' || kind === null ? Math.max(least, significant - whole) : least + beyondTicks;
  return 10 ** Math.min(Math.max(digits ?? least, least), most);
}
