import { currencyOf } from '../../model/unit.ts';
import { reject } from '../reading.ts';
import { unitOf } from './exchanges.ts';
import { countryCode } from './listings-country.ts';
import { doubtOf, type Numbered, ownersOf } from './listings-identifiers.ts';
import { aliasOf, type Listings, shareOf } from './listings-share.ts';
import type { Line } from './listings-table.ts';
import { identify } from './symbols.ts';

const needed = ['symbol', 'name', 'currency', 'exchange', 'isin', 'figi'];

export const isFinanceDatabase = (headings: readonly string[]): boolean =>
  needed.every((heading) => headings.includes(heading));

/**
 * A file of FinanceDatabase, one exchange a file. Cents are written ZAC; a row without a currency is in the exchange's.
 * Preference shares and exchange traded notes are listed among the equities.
 */
export function readFinanceDatabase(lines: readonly Line[]): Listings {
  const read: Listings = { instruments: [], aliases: [], rejected: [] };
  const listed = lines.flatMap((cell) => {
    const symbol = cell('symbol');
    const identity = identify(symbol, cell('exchange'), 'equity');
    if (identity?.mic === 'XJSE' && symbol !== identity.ticker) return [{ cell, symbol, ...numbered(cell, identity) }];
    const record = { symbol, name: cell('name'), exchange: cell('exchange') };
    read.rejected.push(reject('instrument', 'schema', `"${symbol}" is no symbol of the JSE`, record));
    return [];
  });
  const owners = { isin: ownersOf(listed, 'isin'), figi: ownersOf(listed, 'figi') };
  for (const one of listed) {
    const { cell, symbol, country } = one;
    const [sector, industry] = [cell('sector') || null, cell('industry') || null];
    const share = { ...shareOf(one.ticker, cell('name')), ...pricedIn(cell('currency')), sector, industry, country };
    read.aliases.push(aliasOf(share, 'yahoo', symbol));
    let isin: string | null = null;
    for (const scheme of ['isin', 'figi'] as const) {
      const number = one[scheme];
      if (number === '') continue;
      const doubt = doubtOf(one, scheme, owners[scheme].get(number) ?? []);
      if (doubt !== null) {
        read.rejected.push(doubt);
        continue;
      }
      read.aliases.push(aliasOf(share, scheme, number));
      if (scheme === 'isin') isin = number;
    }
    read.instruments.push({ ...share, isin });
  }
  return read;
}

function numbered(cell: Line, { instrument_id, ticker }: { instrument_id: string; ticker: string }) {
  const country = countryCode(cell('country'));
  const is_delisted = cell('delisted').toLowerCase() === 'true';
  const facts: Numbered = { instrument_id, country, is_delisted, isin: cell('isin'), figi: cell('figi') };
  return { ...facts, ticker };
}

function pricedIn(currency: string): { unit: string; currency: string } | null {
  if (currency === '') return null;
  const unit = unitOf(currency);
  return { unit, currency: currencyOf(unit) };
}
