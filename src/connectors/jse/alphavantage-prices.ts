import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, CorporateAction } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { changed } from '../reading.ts';
import { readDividend, readSplit } from './alphavantage-actions.ts';
import type { AlphavantageSubject } from './alphavantage-subject.ts';
import type { AlphavantageTable } from './alphavantage-table.ts';
import { frameOf } from './bar-frame.ts';
import { isDay, isZone } from './local-time.ts';
import { hasColumns, type NamedRow, textOf } from './named-rows.ts';
import { pairInstrument } from './pairs.ts';
import { type BarFrame, readVendorBar } from './vendor-bar.ts';
import { followEachOther } from './vendor-bar-step.ts';

type Asked = Extract<AlphavantageSubject, { form: 'prices' }>;

/** The columns of each form: of currencies nobody counts what is traded. */
function columnsOf({ of, query }: Asked): readonly string[] {
  const isCurrency = 'venue' in of && of.venue === 'FX';
  const isAdjusted = query.function === 'TIME_SERIES_DAILY_ADJUSTED';
  return [
    ...['timestamp', 'open', 'high', 'low', 'close'],
    ...(isCurrency ? [] : ['volume']),
    ...(isAdjusted ? ['dividend_amount', 'split_coefficient'] : []),
  ];
}

/** What the JSON form's headings call the intervals: `Weekly Time Series`, `Time Series (5min)`. */
const headed: readonly (readonly [RegExp, Interval | null])[] = [
  [/daily/i, '1d'],
  [/weekly/i, '1w'],
  [/monthly/i, '1M'],
  [/\b1min/i, '1m'],
  [/\b5min/i, '5m'],
  [/\b15min/i, '15m'],
  [/\b60min/i, '1h'],
  [/\b\d+min/i, null],
];

/**
 * Bars as traded, newest first; a day's dividend and split stand beside it in the adjusted form, whose adjusted close is
 * derived from them and not kept.
 */
export function readPrices(payload: RawPayload, { meta, heading, rows }: AlphavantageTable, asked: Asked): Parsed {
  const { of, interval } = asked;
  const columns = columnsOf(asked);
  if (!hasColumns(rows, columns)) throw changed(payload, `sent no table of ${columns.join(', ')}`);
  const days = rows.map(({ timestamp }) => timestamp);
  const stated = headed.find(([words]) => words.test(heading));
  if ((stated !== undefined && stated[1] !== interval) || !followEachOther(days, interval)) {
    throw changed(payload, `sent bars of another interval than ${interval}`);
  }
  const frame = { ...frameOf(of, interval, payload.fetched_at), ...statedZone(payload, meta, interval) };
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
function statedZone(
  payload: RawPayload,
  { time_zone }: NamedRow,
  interval: Interval,
): Pick<BarFrame, 'timezone'> | null {
  const timezone = textOf(time_zone);
  if (timezone === '' || !['1m', '5m', '15m', '1h'].includes(interval)) return null;
  if (!isZone(timezone)) throw changed(payload, `sent times of "${timezone}", which is no time zone`);
  return { timezone };
}

/** What the adjusted form says of a day: most days have a dividend of 0 and a split of 1. */
function readActions(row: NamedRow, { instrument_id, unit, interval }: BarFrame): (CorporateAction | Rejection)[] {
  if (interval !== '1d' || !isDay(row.timestamp) || !('split_coefficient' in row)) return [];
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
