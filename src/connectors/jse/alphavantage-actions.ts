import { toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { CorporateAction } from '../../model/records.ts';
import { absentActionFacts } from '../absent.ts';
import { changed, reject } from '../reading.ts';
import type { AlphavantageTable } from './alphavantage-table.ts';
import { isDay } from './local-time.ts';
import { hasColumns, type NamedRow, textOf } from './named-rows.ts';
import type { Listing } from './us-listings.ts';

const columnsOf = {
  dividends: ['ex_dividend_date', 'declaration_date', 'record_date', 'payment_date', 'amount'],
  splits: ['effective_date', 'split_factor'],
} as const;

/** Dividends with their dates, or splits: tables of one share, newest first, empty where there were none. */
export function readActionTable(
  payload: RawPayload,
  { rows }: AlphavantageTable,
  { instrument_id, unit }: Listing,
  form: 'dividends' | 'splits',
): Parsed {
  if (rows.length > 0 && !hasColumns(rows, columnsOf[form])) throw changed(payload, `sent no table of ${form}`);
  const actions: CorporateAction[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const action =
      form === 'dividends' ? readDividend(row, instrument_id, unit, row) : readSplit(row, instrument_id, row);
    if ('rule' in action) rejected.push(action);
    else actions.push(action);
  }
  return { rows: { corporate_action: actions }, rejected };
}

/** Dates before 2003 or so are the word None. */
export function readDividend(
  { ex_dividend_date: ex_date, declaration_date, record_date, payment_date, amount }: NamedRow,
  instrument_id: string,
  unit: string,
  record: unknown,
): CorporateAction | Rejection {
  if (!isDay(ex_date)) return reject('corporate_action', 'schema', 'the dividend has no ex-dividend date', record);
  const digits = toDecimal(textOf(amount));
  if (digits === null) return reject('corporate_action', 'decimal', 'the dividend has no amount', record);
  return {
    ...absentActionFacts,
    instrument_id,
    kind: 'dividend',
    ex_date,
    amount: digits,
    unit,
    declared_on: isDay(declaration_date) ? declaration_date : null,
    record_date: isDay(record_date) ? record_date : null,
    payment_date: isDay(payment_date) ? payment_date : null,
  };
}

/** New shares for one old. A spin-off stands here as well, as the factor by which it lowered the price. */
export function readSplit(
  { effective_date: ex_date, split_factor }: NamedRow,
  instrument_id: string,
  record: unknown,
): CorporateAction | Rejection {
  if (!isDay(ex_date)) return reject('corporate_action', 'schema', 'the split has no effective date', record);
  const ratio = toDecimal(textOf(split_factor));
  if (ratio === null || Number(ratio) <= 0) {
    return reject('corporate_action', 'decimal', 'the split has no factor above zero', record);
  }
  return { ...absentActionFacts, instrument_id, kind: 'split', ex_date, ratio };
}
