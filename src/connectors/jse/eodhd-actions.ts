import { divideDecimals, toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { CorporateAction } from '../../model/records.ts';
import { absentActionFacts } from '../absent.ts';
import { reject } from '../reading.ts';
import { unitOf } from './exchanges.ts';
import { isDay } from './local-time.ts';
import { type NamedRow, textOf } from './named-rows.ts';
import type { Listing } from './us-listings.ts';

export function readEodhdActions(rows: readonly NamedRow[], listing: Listing, form: 'dividends' | 'splits'): Parsed {
  const actions: CorporateAction[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const action = form === 'dividends' ? readDividend(row, listing) : readSplit(row, listing);
    if ('rule' in action) rejected.push(action);
    else actions.push(action);
  }
  return { rows: { corporate_action: actions }, rejected };
}

/** `value` is divided by the splits since; what was paid for a share of that day is `unadjustedValue`. */
function readDividend(row: NamedRow, { instrument_id }: Listing): CorporateAction | Rejection {
  const { date, declarationdate, recorddate, paymentdate, unadjustedvalue, value, currency } = row;
  if (!isDay(date)) return reject('corporate_action', 'schema', 'the dividend has no ex-dividend date', row);
  const amount = toDecimal(textOf(unadjustedvalue)) ?? toDecimal(textOf(value));
  if (amount === null) return reject('corporate_action', 'decimal', 'the dividend has no amount', row);
  const unit = textOf(currency);
  return {
    ...absentActionFacts,
    instrument_id,
    kind: 'dividend',
    ex_date: date,
    amount,
    unit: unit === '' ? null : unitOf(unit),
    declared_on: isDay(declarationdate) ? declarationdate : null,
    record_date: isDay(recorddate) ? recorddate : null,
    payment_date: isDay(paymentdate) ? paymentdate : null,
  };
}

/** `4.000000/1.000000`: four new shares for one old. */
function readSplit(row: NamedRow, { instrument_id }: Listing): CorporateAction | Rejection {
  if (!isDay(row.date)) return reject('corporate_action', 'schema', 'the split has no date', row);
  const [fresh, old] = textOf(row.split)
    .split('/')
    .map((part) => toDecimal(part));
  if (!fresh || !old || Number(fresh) <= 0 || Number(old) <= 0) {
    return reject('corporate_action', 'decimal', 'the split is no ratio of new to old shares', row);
  }
  const ratio = divideDecimals(fresh, old);
  return { ...absentActionFacts, instrument_id, kind: 'split', ex_date: row.date, ratio };
}
