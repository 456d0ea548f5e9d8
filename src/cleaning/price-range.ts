import { compareDecimals, type Decimal } from '../core/decimal.ts';
import type { Bar } from '../model/records.ts';

/** A price that is not between the low and the high of its bar. */
export interface Outside {
  readonly price: Decimal;
  readonly bound: Decimal;
  readonly reason: string;
}

const nothing: readonly Outside[] = [];

/** Which of open and close lie outside of the bar's range; most often neither. */
export function pricesOutside({ open, high, low, close }: Bar): readonly Outside[] {
  const found = [outsideOf('close', close, low, high), outsideOf('open', open, low, high)];
  return found[0] === null && found[1] === null ? nothing : found.filter((outside) => outside !== null);
}

function outsideOf(field: string, price: Decimal | null, low: Decimal | null, high: Decimal | null): Outside | null {
  if (price === null) return null;
  if (high !== null && exceeds(price, high)) return outside(field, price, 'above the high', high);
  if (low !== null && exceeds(low, price)) return outside(field, price, 'below the low', low);
  return null;
}

function outside(field: string, price: Decimal, where: string, bound: Decimal): Outside {
  return { price, bound, reason: `The ${field} ${price} is ${where} ${bound}.` };
}

/**
 * Exchanges with sessions open and close by auction, and vendors take high and low from continuous trading alone: an
 * auction may print outside of it, by a little. Of Yahoo's JSE days of 2019 to 2021 every eighth is like that, by 2 %
 * at the most.
 */
const auctionReach = 0.05;

export function mayBeAuction({ session_date }: Bar, { price, bound }: Outside): boolean {
  return session_date !== null && Math.abs(Number(price) / Number(bound) - 1) <= auctionReach;
}

/** Up to 15 digits a binary float keeps decimals apart and in order; longer ones are compared digit by digit. */
export function exceeds(left: Decimal, right: Decimal): boolean {
  if (left.length <= 15 && right.length <= 15) return Number(left) > Number(right);
  return compareDecimals(left, right) > 0;
}
