import type Big from 'big.js';
import { derivedDecimal } from '../core/decimal.ts';
import { minorExponent } from '../model/unit.ts';
import { chooseActions } from './choose-actions.ts';
import { product, scaled, unity } from './exact.ts';
import { judgeDividend } from './judge-dividend.ts';
import { judgeSplit } from './judge-split.ts';
import { type Judgement, refused } from './judgement.ts';
import { evidenceAround, sessionsOf } from './price-evidence.ts';
import type { ActionRow, AdjustableBar, ChainStep } from './rows.ts';
import { dayOf } from './rows.ts';
import { type BasisOf, shareDayOfBar } from './share-count.ts';

/** `splits` multiplies prices and divides volume, `dividends` multiplies prices alone. */
interface BarFactors {
  readonly splits: Big;
  readonly dividends: Big;
  readonly volume: Big;
}

export interface FactorChain {
  /** Oldest first. */
  readonly steps: readonly ChainStep[];
  factorsOf(bar: AdjustableBar): BarFactors;
}

export interface ChainSettings {
  /** The day whose shares prices are to be counted in: that of `as_of`, or today. What comes later is left out. */
  readonly asOf: string;
  readonly basisOf: BasisOf;
  /** Who is believed first, lowest first; see {@link chooseActions}. */
  readonly rankOf: (source: string) => number;
}

/**
 * The chain of an instrument's actions, judged on its daily bars of one source: the last close before each ex-date and,
 * for the verdicts, `sessionsAround` sessions on each side. Both are the rows that were known at `asOf`. Only actions
 * after the first bar to be adjusted matter. The factors of a bar are those of the applied actions after its session;
 * of splits, those that its source had not divided it by when the row was recorded.
 */
export function factorChain(
  actions: readonly ActionRow[],
  bars: readonly AdjustableBar[],
  { asOf, basisOf, rankOf }: ChainSettings,
): FactorChain {
  const sessions = sessionsOf(bars);
  const chosen = chooseActions(
    actions.filter(({ ex_date }) => ex_date <= asOf),
    rankOf,
  );
  const judgeAll = (kind: ActionRow['kind'], judge: (action: ActionRow) => Judgement): Judgement[] =>
    chosen.filter((action) => action.kind === kind).map(judge);

  const splits = judgeAll('split', (action) =>
    judgeSplit(action, evidenceAround(sessions, action.ex_date), (bar) => awaits(action, bar, basisOf)),
  );
  const ratioAfter = cumulated(splits, ({ volume }) => volume);
  const dividends = refuseRepeats(
    judgeAll('dividend', (action) =>
      judgeDividend(action, evidenceAround(sessions, action.ex_date), ratioAfter, basisOf),
    ),
  );
  const changes = judgeAll('symbol_change', renamed);
  const splitFactorAfter = cumulated(splits, ({ price }) => price);
  const dividendFactorAfter = cumulated(dividends, ({ price }) => price);
  return {
    steps: stepsOf([...changes, ...dividends, ...splits], chosen, basisOf),
    factorsOf(bar) {
      const day = shareDayOfBar(bar, basisOf);
      return {
        splits: splitFactorAfter(day),
        dividends: dividendFactorAfter(dayOf(bar)),
        volume: ratioAfter(day),
      };
    },
  };
}

const awaits = ({ ex_date }: ActionRow, bar: AdjustableBar, basisOf: BasisOf): boolean =>
  ex_date > shareDayOfBar(bar, basisOf);

/** The product of the factors of the actions after a day, which are 1 where refused; `judged` is oldest first. */
function cumulated(judged: readonly Judgement[], factorOf: (judged: Judgement) => Big): (day: string) => Big {
  const newestFirst = judged.toReversed();
  const products = [unity];
  for (const one of newestFirst) products.push(product(products.at(-1) ?? unity, factorOf(one)));
  return (day) => {
    const later = newestFirst.findIndex(({ action }) => action.ex_date <= day);
    return products[later === -1 ? newestFirst.length : later] ?? unity;
  };
}

function renamed(action: ActionRow): Judgement {
  const evidence = { before: null, isNear: false, upTo: [], on: null, ordinaryMove: null };
  const reason = 'another name for the same share';
  return { action, evidence, price: unity, volume: unity, verdict: 'applied', reason };
}

/** Sources that move an ex-date tell the dividend again: nobody pays the same amount twice within so many days. */
const repeatDays = 4;

/** Of the same amount on two days, the one on which the price fell more is the dividend. */
function refuseRepeats(dividends: readonly Judgement[]): Judgement[] {
  const kept = [...dividends];
  for (const [at, next] of dividends.entries()) {
    const one = kept[at - 1];
    if (!one || !isRepeat(one, next)) continue;
    const isEarlier = fallOf(one) < fallOf(next);
    const [wrong, right] = isEarlier ? [one, next] : [next, one];
    const reason = `the amount of ${right.action.ex_date} told again, where the price fell no less`;
    kept[isEarlier ? at - 1 : at] = refused(wrong.action, wrong.evidence, reason);
  }
  return kept;
}

function isRepeat(one: Judgement, next: Judgement): boolean {
  const days = (Date.parse(next.action.ex_date) - Date.parse(one.action.ex_date)) / 86_400_000;
  if (days === 0 || days > repeatDays || one.verdict === 'refused' || next.verdict === 'refused') return false;
  const [amount, other] = [one, next].map(({ action }) =>
    scaled(action.amount ?? '0', minorExponent(action.unit ?? '')),
  );
  return amount !== undefined && other !== undefined && amount.eq(other);
}

const fallOf = ({ evidence: { before, on } }: Judgement): number =>
  before === null || on === null ? 0 : before.close - on.close;

function stepsOf(judged: readonly Judgement[], chosen: readonly ActionRow[], basisOf: BasisOf): ChainStep[] {
  const steps: ChainStep[] = [];
  let [price, volume] = [unity, unity];
  const inOrder = [...judged].sort((one, other) => chosen.indexOf(one.action) - chosen.indexOf(other.action));
  for (const { action, verdict, reason, evidence, ...own } of inOrder.reverse()) {
    const { before } = evidence;
    const isDivided = action.kind === 'split' && before !== null && !awaits(action, before.bar, basisOf);
    const factors = isDivided ? { price: unity, volume: unity } : own;
    price = product(price, factors.price);
    volume = product(volume, factors.volume);
    steps.push({
      ex_date: action.ex_date,
      kind: action.kind,
      price_factor: derivedDecimal(factors.price),
      volume_factor: derivedDecimal(factors.volume),
      cumulative_price_factor: derivedDecimal(price),
      cumulative_volume_factor: derivedDecimal(volume),
      action,
      reference_close: before === null ? null : { session_date: before.day, close: before.bar.close },
      verdict,
      reason,
    });
  }
  return steps.reverse();
}
