import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, CorporateAction } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { changed } from '../reading.ts';
import { readDividend, readSplit } from './alphavantage-actions.ts';
import type { Market } from './alphavantage-subject.ts';
import type { AlphavantageTable } from './alphavantage-table.ts';
import { hasColumns, type NamedRow, textOf } from './named-rows.ts';
import { aroundTheClock, pairInstrument } from './pairs.ts';
import type { Listing } from './us-listings.ts';
import { type BarFrame, readVendorBar } from './vendor-bar.ts';

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
  if (!hasColumns(rows, ['timestamp', 'open', 'high', 'low', 'close']))
    throw changed(payload, 'sent no table of prices');
  const market = 'venue' in of ? pairInstrument(of.venue, of) : null;
  const frame = frameOf(of, interval, payload.fetched_at, textOf(meta.time_zone));
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
    rows: { ...(market && { instrument: [market] }), bar: bars, corporate_action: actions },
    rejected,
  };
}

/** Times within a day are of the zone that the JSON form names, US/Eastern for all that was ever seen; days are local. */
function frameOf(of: Listing | Market, interval: Interval, fetchedAt: string, statedZone: string): BarFrame {
  if ('venue' in of) {
    const instrument_id = `${of.venue}:${of.base}-${of.quote}`;
    return { instrument_id, unit: of.quote, interval, ...aroundTheClock, fetchedAt };
  }
  const { instrument_id, unit, opens } = of;
  const daily = interval === '1d' || interval === '1w' || interval === '1M';
  const timezone = daily || statedZone === '' ? of.timezone : statedZone;
  return { instrument_id, unit, interval, timezone, opens, sessions: true, fetchedAt };
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
