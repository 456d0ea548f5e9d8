import type { Rejection } from '../../model/parsed.ts';
import type { Alias, Instrument } from '../../model/records.ts';
import { currencyOf } from '../../model/unit.ts';
import { absentInstrumentFacts } from '../absent.ts';
import { type Exchange, exchangeOf } from './exchanges.ts';

/** The Johannesburg Stock Exchange, which the table of exchanges has. */
export const xjse = exchangeOf('XJSE') as Exchange;

/** What a list of instruments says. */
export interface Listings {
  readonly instruments: Instrument[];
  readonly aliases: Alias[];
  readonly rejected: Rejection[];
}

/** Codes of the JSE: three letters or digits for a share, more where a line is of another class. */
export const isShareCode = (text: string): boolean => /^[A-Z0-9]{2,12}$/.test(text) && /[A-Z]/.test(text);

/** A share as its code and its name tell it: lists that say no more leave the rest to what all shares of the JSE are. */
export function shareOf(code: string, name: string): Instrument {
  return {
    ...absentInstrumentFacts,
    instrument_id: `XJSE:${code}`,
    kind: 'equity',
    name: name || code,
    mic: xjse.mic,
    ticker: code,
    currency: currencyOf(xjse.unit),
    unit: xjse.unit,
    timezone: xjse.timezone,
  };
}

/** Another name of an instrument, of which a list says as little since when it holds as until when. */
export function aliasOf({ instrument_id }: Instrument, scheme: Alias['scheme'], alias: string): Alias {
  return { instrument_id, scheme, alias, valid_from: null, valid_to: null };
}
