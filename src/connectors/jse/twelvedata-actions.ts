import { divideDecimals, toDecimal } from '../../core/decimal.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { CorporateAction } from '../../model/records.ts';
import { currencyOf } from '../../model/unit.ts';
import { absentActionFacts } from '../absent.ts';
import { reject } from '../reading.ts';
import { isDay } from './local-time.ts';
import { type NamedRow, namedRows, textOf } from './named-rows.ts';
import { identify, instrumentIdOf } from './twelvedata-identity.ts';

/** Dividends or splits of one share (`meta` says whose), or of many, where each record says itself. */
export function readActions(records: readonly unknown[], meta: NamedRow): Parsed {
  const actions: CorporateAction[] = [];
  const rejected: Rejection[] = [];
  for (const row of namedRows(records)) {
    const action = readAction(row, { ...meta, ...row });
    if ('rule' in action) rejected.push(action);
    else actions.push(action);
  }
  return { rows: { corporate_action: actions }, rejected };
}

export const isAction = (row: NamedRow): boolean => ('ex_date' in row && 'amount' in row) || 'from_factor' in row;

/** A split is the same in every currency and zone. */
function readAction(row: NamedRow, meta: NamedRow): CorporateAction | Rejection {
  const instrument_id = instrumentIdOf(meta);
  if (instrument_id !== null && 'from_factor' in row) return readSplit(row, instrument_id);
  const unit = identify(meta)?.unit;
  if (instrument_id !== null && unit !== undefined) return readDividend(row, instrument_id, unit);
  return reject('corporate_action', 'schema', 'the exchange of the share is not known', row);
}

/** No document says whether a dividend counts cents or rand, so where shares are quoted in cents its unit is unknown. */
function readDividend(row: NamedRow, instrument_id: string, unit: string): CorporateAction | Rejection {
  if (!isDay(row.ex_date)) return reject('corporate_action', 'schema', 'the dividend has no ex-dividend date', row);
  const amount = toDecimal(textOf(row.amount));
  if (amount === null) return reject('corporate_action', 'decimal', 'the dividend has no amount', row);
  const isMinor = currencyOf(unit) !== unit;
  return {
    ...absentActionFacts,
    instrument_id,
    kind: 'dividend',
    ex_date: row.ex_date,
    amount,
    unit: isMinor ? null : unit,
  };
}

/** "4-for-1" has `from_factor` 4 and `to_factor` 1; `ratio` is what a price is multiplied with. */
function readSplit(row: NamedRow, instrument_id: string): CorporateAction | Rejection {
  if (!isDay(row.date)) return reject('corporate_action', 'schema', 'the split has no date', row);
  const fresh = toDecimal(textOf(row.from_factor));
  const old = toDecimal(textOf(row.to_factor));
  if (!fresh || !old || Number(fresh) <= 0 || Number(old) <= 0) {
    return reject('corporate_action', 'decimal', 'the split is no ratio of new to old shares', row);
  }
  const ratio = divideDecimals(fresh, old);
  return { ...absentActionFacts, instrument_id, kind: 'split', ex_date: row.date, ratio };
}
