import type { Rule } from './rule.ts';
import { auctionPrice } from './rules/auction-price.ts';
import { decimal } from './rules/decimal.ts';
import { duplicate } from './rules/duplicate.ts';
import { futureTime } from './rules/future-time.ts';
import { ohlc } from './rules/ohlc.ts';
import { ratePositive } from './rules/rate-positive.ts';
import { schema } from './rules/schema.ts';
import { selfRate } from './rules/self-rate.ts';
import { unit } from './rules/unit.ts';
import { unitJump } from './rules/unit-jump.ts';

/**
 * In the order of their asking: shape comes first, because the others rely on it, and repeats come last, because of two
 * records about the same thing only those count that nothing is wrong with.
 */
export const rules: readonly Rule[] = [
  schema,
  decimal,
  futureTime,
  unit,
  ohlc,
  auctionPrice,
  unitJump,
  selfRate,
  ratePositive,
  duplicate,
];
