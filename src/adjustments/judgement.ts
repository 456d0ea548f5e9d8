import type Big from 'big.js';
import { unity } from './exact.ts';
import type { Evidence, Session } from './price-evidence.ts';
import type { ActionRow, ChainStep } from './rows.ts';

/** What is thought of one action, with the factors of a bar to which it is still to be applied. */
export interface Judgement {
  readonly action: ActionRow;
  readonly verdict: ChainStep['verdict'];
  readonly reason: string;
  readonly price: Big;
  readonly volume: Big;
  readonly evidence: Evidence;
}

export function refused(action: ActionRow, evidence: Evidence, reason: string): Judgement {
  return { action, verdict: 'refused', reason, price: unity, volume: unity, evidence };
}

export const trusted = 'taken as the source tells it';

/** The published close before an ex-date and the prices of the session on it, for a reader who checks. */
export function figures(before: Session, on: Session): string {
  const opened = on.bar.open === null ? '' : `opened at ${on.bar.open} and `;
  return `${before.day} closed at ${before.bar.close}, ${on.day} ${opened}closed at ${on.bar.close}`;
}

export const percent = (move: number): string => `${(100 * Math.expm1(move)).toFixed(2)}%`;
