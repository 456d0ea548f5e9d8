import type { Rejection } from '../../model/parsed.ts';
import { reject } from '../reading.ts';
import { isIsin } from './listings-isin.ts';

/** An instrument as a list names it, with the numbers that the list gives it. */
export interface Numbered {
  readonly instrument_id: string;
  readonly country: string | null;
  readonly is_delisted: boolean;
  readonly isin: string;
  readonly figi: string;
}

type Scheme = 'isin' | 'figi';

/** For each number its owners: an ISIN or a FIGI is of one line on one exchange, so of several owners one at most has it. */
export function ownersOf(all: readonly Numbered[], scheme: Scheme): ReadonlyMap<string, readonly Numbered[]> {
  return Map.groupBy(
    all.filter((one) => one[scheme] !== ''),
    (one) => one[scheme],
  );
}

/** Why a number cannot be that of the instrument, or null. */
export function doubtOf(one: Numbered, scheme: Scheme, owners: readonly Numbered[]): Rejection | null {
  const doubt = (rule: string, reason: string): Rejection => {
    const { instrument_id } = one;
    return reject('alias', rule, reason, { instrument_id, scheme, alias: one[scheme] });
  };
  const number = one[scheme];
  if (scheme === 'isin' && !isIsin(number)) return doubt('isin', `${number} is no ISIN: its check digit is wrong`);
  if (scheme === 'isin' && number.startsWith('US') && one.country !== null && one.country !== 'US') {
    const what = `${number} is a number of the United States for an issuer of ${one.country}`;
    return doubt('depositary_receipt', `${what}: that of its depositary receipt`);
  }
  const living = owners.filter(({ is_delisted }) => !is_delisted);
  if (owners.length === 1 || (living.length === 1 && living[0] === one)) return null;
  const others = owners.filter((owner) => owner !== one).map(({ instrument_id }) => instrument_id);
  return doubt('shared_number', `${number} is given to ${others.join(', ')} as well`);
}
