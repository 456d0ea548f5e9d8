import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { Alias, Instrument } from '../../model/records.ts';
import { currencyOf } from '../../model/unit.ts';
import { reject } from '../reading.ts';
import { eodhdListing } from './eodhd-subject.ts';
import { unitOf } from './exchanges.ts';
import { type NamedRow, textOf } from './named-rows.ts';

const kindOfType: Readonly<Record<string, Instrument['kind']>> = {
  'Common Stock': 'equity',
  'Preferred Stock': 'equity',
  REIT: 'equity',
  Unit: 'equity',
  ETF: 'etf',
  ETC: 'etf',
  ETN: 'etf',
  FUND: 'fund',
  'Mutual Fund': 'fund',
  'Capital Notes': 'bond',
  Note: 'bond',
  BOND: 'bond',
  INDEX: 'index',
};

/** All that is listed on an exchange, each with what EODHD calls it. The country is the listing's, not the issuer's. */
export function readEodhdSymbols(rows: readonly NamedRow[], exchange: string): Parsed {
  const instruments: Instrument[] = [];
  const aliases: Alias[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const instrument = readInstrument(row, exchange);
    if ('rule' in instrument) {
      rejected.push(instrument);
      continue;
    }
    const { instrument_id } = instrument;
    instruments.push(instrument);
    aliases.push({
      instrument_id,
      scheme: 'eodhd',
      alias: `${textOf(row.code)}.${exchange}`,
      valid_from: null,
      valid_to: null,
    });
  }
  return { rows: { instrument: instruments, alias: aliases }, rejected };
}

function readInstrument(row: NamedRow, exchange: string): Instrument | Rejection {
  const listing = eodhdListing(`${textOf(row.code)}.${exchange}`);
  const name = textOf(row.name).trim();
  if (listing === null || name === '') return reject('instrument', 'schema', 'the listing has no code or no name', row);
  const where = textOf(row.exchange);
  // The list of the United States is of many exchanges; others are of one.
  const isElsewhere = exchange === 'US' ? eodhdListing(`X.${where}`) !== null && where !== 'US' : where !== exchange;
  if (where !== '' && isElsewhere) {
    return reject('instrument', 'schema', `the listing is of ${where}, not of ${exchange}`, row);
  }
  const kind = kindOfType[textOf(row.type)];
  if (kind === undefined) return reject('instrument', 'schema', `"${row.type}" is no type of instrument`, row);
  const { instrument_id, ticker, mic, timezone } = listing;
  const isin = textOf(row.isin);
  const unit = quotedIn(textOf(row.currency), listing.unit);
  return {
    instrument_id,
    kind,
    name,
    mic,
    ticker,
    currency: currencyOf(unit),
    unit,
    isin: isin === '' ? null : isin,
    timezone,
    sector: null,
    industry: null,
    country: null,
  };
}

/** The list of exchanges says that the JSE's currency is ZAR and some listings repeat it; their prices are in cents. */
function quotedIn(currency: string, exchangeUnit: string): string {
  const stated = currency === '' ? exchangeUnit : unitOf(currency);
  return stated === currencyOf(exchangeUnit) ? exchangeUnit : stated;
}
