import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, CorporateAction } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { changed } from '../reading.ts';
import { readDividend, readSplit } from './alphavantage-actions.ts';
import type { AlphavantageTable } from './alphavantage-table.ts';
import { frameOf } from './bar-frame.ts';
import { hasColumns, type NamedRow, textOf } from './named-rows.ts';
import { type Market, pairInstrument } from './pairs.ts';
import type { Listing } from './us-listings.ts';
import { type BarFrame, readVendorBar } from './vendor-bar.ts';

const columns = ['timestamp', 'open', 'high', 'low', 'close'] as const;

/**
 * Bars as traded, newest first; a day's dividend and split stand beside it in the adjusted form, whose adjusted close is
 * derived from them and not kept.
 */
export function readPrices(
  payload: RawPayload,
  { meta, rows }: AlphavantageTable,
  of: Listing | Market,
  interval: Interval,
): Parsed {
  if (!hasColumns(rows, columns)) throw changed(payload, 'sent no table of prices');
  const frame = { ...frameOf(of, interval, payload.fetched_at), ...statedZone(meta, interval) };
  const bars: Bar[] = [];
  const actions: CorporateAction[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const bar = readVendorBar({ ...row, time: row.timestamp }, frame, row);
    if ('rule' in bar) rejected.push(bar);
    else bars.push(bar);
    for (const action of readActions(row, frame)) {
      if ('rule' in action) rejected.push(action);
      else actions.push(action);
    }
  }
  return {
    rows: { ...('venue' in of && { instrument: [pairInstrument(of)] }), bar: bars, corporate_action: actions },
    rejected,
  };
}

/** Days are those of the exchange; times within them are of the zone that the JSON form names, which is US/Eastern. */
function statedZone({ time_zone }: NamedRow, interval: Interval): Pick<BarFrame, 'timezone'> | null {
  const withinDay = ['1m', '5m', '15m', '1h'].includes(interval);
  return withinDay && textOf(time_zone) !== '' ? { timezone: textOf(time_zone) } : null;
}

/** What the adjusted form says of a day: most days have a dividend of 0 and a split of 1. */
function readActions(row: NamedRow, { instrument_id, unit, interval }: BarFrame): (CorporateAction | Rejection)[] {
  if (interval !== '1d' || !('split_coefficient' in row)) return [];
  const { timestamp, dividend_amount, split_coefficient } = row;
  const found: (CorporateAction | Rejection)[] = [];
  if (Number(dividend_amount) !== 0) {
    found.push(readDividend({ ex_dividend_date: timestamp, amount: dividend_amount }, instrument_id, unit, row));
  }
  if (Number(split_coefficient) !== 1) {
    found.push(readSplit({ effective_date: timestamp, split_factor: split_coefficient }, instrument_id, row));
  }
  return found;
}
