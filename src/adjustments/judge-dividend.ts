import type Big from 'big.js';
import { derivedDecimal } from '../core/decimal.ts';
import { currencyOf, minorExponent } from '../model/unit.ts';
import { scaled, unity } from './exact.ts';
import { figures, type Judgement, percent, refused } from './judgement.ts';
import { type Evidence, isVisible } from './price-evidence.ts';
import type { ActionRow, AdjustableBar } from './rows.ts';
import { type BasisOf, shareDayOfAmount, shareDayOfBar } from './share-count.ts';

/** How many shares one share of a day has become by the splits with a later ex-date. */
type SharesSince = (day: string) => Big;

/**
 * Prices before the ex-date are multiplied by 1 - amount / close, the close being that of the last session before it,
 * in the same unit and the same shares. This is the multiplier of Yahoo's adjusted close ("dividend multipliers are
 * calculated based on dividend as a percentage of the price", help page SLN28256, after CRSP's standard). A dividend too
 * large to be hidden by the market is refused where the price did not fall by at least half of it.
 */
export function judgeDividend(
  action: ActionRow,
  evidence: Evidence,
  sharesSince: SharesSince,
  basisOf: BasisOf,
): Judgement {
  const refuse = (reason: string): Judgement => refused(action, evidence, reason);
  const { before, on, isNear, ordinaryMove } = evidence;
  if (action.amount === null || action.unit === null) return refuse('the source tells no amount, or not its unit');
  if (before === null || !isNear) return refuse('there is no close near before the ex-date');
  const { bar } = before;
  if (currencyOf(action.unit) !== currencyOf(bar.unit)) {
    return refuse(`the dividend is in ${action.unit}, the close of ${before.day} in ${bar.unit}`);
  }
  const paid = scaled(action.amount, minorExponent(action.unit) - minorExponent(bar.unit))
    .times(sharesSince(shareDayOfBar(bar, basisOf)))
    .div(sharesSince(shareDayOfAmount(action, bar, basisOf)));
  const price = unity.minus(paid.div(bar.close));
  const told = `${derivedDecimal(paid)} ${bar.unit} on a close of ${bar.close} on ${before.day}`;
  if (paid.lt(0) || price.lte(0)) return refuse(`${told} is no part of it`);

  const applied: Judgement = { action, evidence, price, volume: unity, verdict: 'applied', reason: told };
  const size = Math.log(Number(price));
  if (on === null || ordinaryMove === null || !isVisible(size, ordinaryMove)) return applied;
  const sharesAt = (held: AdjustableBar) => sharesSince(shareDayOfBar(held, basisOf));
  const restated = Math.log(Number(sharesAt(bar).div(sharesAt(on.bar))));
  const moves = [on.open, on.close].map((quote) => quote - before.close + restated);
  if (moves.some((move) => move / size > 0.5)) return applied;
  return refuse(
    `${told} would be ${percent(size)}, but ${figures(before, on)}; an ordinary move is ${percent(ordinaryMove)}`,
  );
}
