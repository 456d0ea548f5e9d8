import { toDecimal } from '../../core/decimal.ts';
import { WizError } from '../../core/errors.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, CorporateAction } from '../../model/records.ts';
import type { SourceFacts } from '../../model/source.ts';
import { currencyOf } from '../../model/unit.ts';
import { absentActionFacts } from '../absent.ts';
import type { Connector } from '../connector.ts';
import { changed, reject, unlessChanged } from '../reading.ts';
import { isDay } from './local-time.ts';
import { type NamedRow, textOf } from './named-rows.ts';
import { type BarFrame, readVendorBar } from './vendor-bar.ts';
import { followEachOther } from './vendor-bar-step.ts';
import { readYahooFile } from './yahoo-csv-rows.ts';
import { type YahooListing, yahooListing } from './yahoo-suffixes.ts';

const source: SourceFacts = {
  source_id: 'yahoo-csv',
  name: 'Yahoo Finance: downloaded histories',
  url: 'https://finance.yahoo.com',
  terms_url: 'https://legal.yahoo.com/us/en/yahoo/terms/otos/index.html',
  redistribution: 'restricted',
  attribution: 'Prices: Yahoo Finance',
  country: 'US',
  datasets: ['bar', 'corporate_action'],
  cadence_seconds: 86_400,
  coverage_start: '1962-01-02',
  verified_on: '2026-11-24',
  rank: 3,
  price_basis: 'split_adjusted',
  key: null,
  politeness: { min_interval_ms: 1000, per_day: null },
  oddities: [
    'JSE prices are in cents (ZAc), single days come in rand.',
    'Days on which the exchange was closed have volume 0 and the price before, or the word null.',
    'Some funds in London are quoted in pounds or dollars, not pence.',
    'yfinance with repair turned cents and pence into rand and pounds until July 2026.',
    'Dividends name no currency: they are taken to be in the unit of the prices.',
    'Exchange and unit follow from the suffix of the symbol.',
  ],
};

/**
 * Files that somebody hands in. The subject is the symbol, `NPN.JO`, and, where the file is in another unit than Yahoo's,
 * that unit: `SSW.JO:ZAR`.
 */
export const yahooCsv: Connector = {
  source,
  defaults: { base_url: 'https://query1.finance.yahoo.com', is_sample: false },
  subjects: ['NPN.JO'],
  intakeOnly: true,
  window: () => null,
  async *fetch() {},
  parsers: [{ version: 1, parse }],
};

function parse(payload: RawPayload, subject: string): Parsed {
  const [symbol = '', statedUnit] = subject.split(':');
  const listing = yahooListing(symbol);
  if (listing === null) {
    const wanted = 'its subject must be a symbol of Yahoo with the suffix of a known exchange, such as NPN.JO';
    throw changed(payload, `is of "${symbol}", whose exchange and unit are not known: ${wanted}`);
  }
  const { rows, repaired } = readYahooFile(payload, symbol);
  const unit = unitOf(payload, listing, statedUnit, repaired);
  const days = rows.map(({ day }) => day);
  if (!followEachOther(days, '1d')) throw changed(payload, 'holds weeks or months, not days');
  const frame: BarFrame = { ...listing, unit, interval: '1d', fetchedAt: payload.fetched_at };
  const bars: Bar[] = [];
  const actions: CorporateAction[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const bar = readVendorBar({ ...row, time: row.day }, frame, row);
    for (const read of [bar, ...readActions(row, frame)]) {
      if ('rule' in read) rejected.push(read);
      else if ('interval' in read) bars.push(read);
      else actions.push(read);
    }
  }
  return unlessChanged(payload, bars.length + actions.length, {
    rows: { bar: bars, corporate_action: actions },
    rejected,
  });
}

/** A factor of a hundred is not guessed: where repairing may have changed the unit, whoever hands the file in says it. */
function unitOf(
  payload: RawPayload,
  { unit, instrument_id }: YahooListing,
  stated: string | undefined,
  repaired: boolean,
) {
  const currency = currencyOf(unit);
  if (stated !== undefined) {
    if (currencyOf(stated) === currency || instrument_id.startsWith('XLON:')) return stated;
    throw new WizError('invalid_request', `subject: ${instrument_id} is not quoted in ${stated}`);
  }
  if (!repaired || currency === unit) return unit;
  throw changed(payload, `was repaired and may be in ${unit} or in ${currency}: the subject must say which`);
}

/** What yfinance writes beside a day; most days have 0 in both columns. A capital gain of a fund is not kept. */
function readActions(row: NamedRow, { instrument_id, unit }: BarFrame): (CorporateAction | Rejection)[] {
  const found: (CorporateAction | Rejection)[] = [];
  const ex_date = row.day;
  if (!isDay(ex_date)) return found;
  const amount = toDecimal(textOf(row.dividends) || '0');
  const ratio = toDecimal(textOf(row['stock splits']) || '0');
  if (amount === null || ratio === null) {
    found.push(reject('corporate_action', 'decimal', 'the dividend or the split is no decimal number', row));
    return found;
  }
  const action = { ...absentActionFacts, instrument_id, ex_date };
  if (Number(amount) !== 0) found.push({ ...action, kind: 'dividend', amount, unit });
  if (Number(ratio) !== 0 && Number(ratio) !== 1) found.push({ ...action, kind: 'split', ratio });
  return found;
}
