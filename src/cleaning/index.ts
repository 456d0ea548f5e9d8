import type { Rule } from './rule.ts';
import { auctionPrice } from './rules/auction-price.ts';
import { closedDay } from './rules/closed-day.ts';
import { decimal } from './rules/decimal.ts';
import { duplicate } from './rules/duplicate.ts';
import { futureTime } from './rules/future-time.ts';
import { negativePrice } from './rules/negative-price.ts';
import { offCalendar } from './rules/off-calendar.ts';
import { ohlc } from './rules/ohlc.ts';
import { outOfOrder } from './rules/out-of-order.ts';
import { pricePositive } from './rules/price-positive.ts';
import { ratePositive } from './rules/rate-positive.ts';
import { schema } from './rules/schema.ts';
import { selfRate } from './rules/self-rate.ts';
import { splitRatio } from './rules/split-ratio.ts';
import { unit } from './rules/unit.ts';
import { unitJump } from './rules/unit-jump.ts';

/**
 * In the order of their asking: shape comes first, because the others rely on it, and repeats come late, because of two
 * records about the same thing only those count that nothing is wrong with; of what is left, the order is asked.
 */
export const rules: readonly Rule[] = [
  schema,
  decimal,
  futureTime,
  unit,
  ohlc,
  auctionPrice,
  pricePositive,
  negativePrice,
  unitJump,
  closedDay,
  offCalendar,
  splitRatio,
  selfRate,
  ratePositive,
  duplicate,
  outOfOrder,
];
