import type Big from 'big.js';
import { Exact, unity } from './exact.ts';
import { figures, type Judgement, percent, refused, trusted } from './judgement.ts';
import { type Evidence, isVisible, type Session } from './price-evidence.ts';
import type { ActionRow, AdjustableBar } from './rows.ts';

/**
 * A split is applied only when the prices around it agree. From the last close before its ex-date to the open or the
 * close on it, prices that are not yet divided must move by 1/ratio, and prices that the source had divided already
 * must not. Moves are compared as logarithms; `awaits` tells whether the split is still to be applied to a bar.
 */
export function judgeSplit(action: ActionRow, evidence: Evidence, awaits: (bar: AdjustableBar) => boolean): Judgement {
  const ratio = readRatio(action);
  if (ratio === null) return refused(action, evidence, `${action.ratio} is no ratio of shares`);
  const judged = { action, evidence, price: unity.div(ratio), volume: ratio };
  const applied = (reason: string): Judgement => ({ ...judged, verdict: 'applied', reason });
  const { before, on, isNear, ordinaryMove } = evidence;
  if (before === null || on === null || !isNear) return applied(`no prices are near the ex-date; ${trusted}`);
  if (ordinaryMove === null) return applied(`too few sessions are around the ex-date; ${trusted}`);

  const size = -Math.log(Number(ratio));
  if (!isVisible(size, ordinaryMove)) {
    return applied(`prices move by ${percent(ordinaryMove)} on an ordinary day and cannot tell; ${trusted}`);
  }
  const seen = [on.open, on.close].map((price) => looksLike(price - before.close, size));
  if (awaits(before.bar)) {
    const told = `${figures(before, on)}: ${Math.exp(before.close - on.close).toPrecision(4)} to 1`;
    if (seen.includes(true)) return applied(told);
    return refused(action, evidence, `${told}, where ${action.ratio} to 1 is claimed`);
  }
  if (!seen.includes(false)) {
    return refused(action, evidence, `${figures(before, on)}, in prices said to be divided by ${action.ratio} already`);
  }
  const stray = strayFrom(evidence.upTo, size, awaits);
  if (stray !== null) return refused(action, evidence, `${stray}, in prices divided by ${action.ratio} already`);
  return applied(`${figures(before, on)}: the source has divided the prices before by ${action.ratio} already`);
}

function readRatio({ ratio }: ActionRow): Big | null {
  const known = ratio === null ? null : new Exact(ratio);
  return known?.gt(0) ? known : null;
}

/** Nearer to the split's size than to nothing, and no more than twice it: x100 is no 4:1. */
function looksLike(move: number, size: number): boolean {
  return move / size > 0.5 && move / size < 2;
}

/** Sessions before the ex-date that the source forgot to divide: the prices leave by the ratio and come back by it. */
function strayFrom(upTo: readonly Session[], size: number, awaits: (bar: AdjustableBar) => boolean): string | null {
  const divided = upTo.filter(({ bar }) => !awaits(bar));
  const moves = divided.slice(1).map(({ close }, at) => close - (divided[at]?.close ?? close));
  const left = moves.findIndex((move) => looksLike(-move, size));
  const back = left === -1 ? -1 : moves.findIndex((move, at) => at > left && looksLike(move, size));
  const [last, stray, next] = [divided[left], divided[left + 1], divided[back + 1]];
  if (back === -1 || !last || !stray || !next) return null;
  const closes = [last, stray, next].map(({ day, bar }) => `${bar.close} on ${day}`);
  return `the closes ${closes.join(', ')} leave by the ratio and come back`;
}
