import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar } from '../../model/records.ts';
import { changed } from '../reading.ts';
import { hasColumns, type NamedRow, namedRows, textOf } from './named-rows.ts';
import { type Identity, identify } from './twelvedata-identity.ts';
import { intervalOf } from './twelvedata-subject.ts';
import { readVendorBar } from './vendor-bar.ts';

/** Of shares, the volume is a column as well; of pairs and indices there may be none. */
function columnsOf({ instrument, unit }: Identity): readonly string[] {
  const prices = ['datetime', 'open', 'high', 'low', 'close'];
  return instrument === null && unit !== 'points' ? [...prices, 'volume'] : prices;
}

/** `meta` says whose the `values` are, newest first. Values without prices are those of an indicator: derived figures. */
export function readTimeSeries(payload: RawPayload, meta: NamedRow, values: readonly unknown[]): Parsed {
  const identity = identify(meta);
  const interval = intervalOf[textOf(meta.interval)];
  const rows = namedRows(values);
  if (identity === null || interval === undefined || !hasColumns(rows, columnsOf(identity))) {
    throw changed(payload, `sent ${textOf(meta.interval)} values of "${textOf(meta.symbol)}" that are no prices`);
  }
  const frame = { ...identity, interval, fetchedAt: payload.fetched_at };
  const bars: Bar[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const bar = readVendorBar({ ...row, time: row.datetime }, frame, row);
    if ('rule' in bar) rejected.push(bar);
    else bars.push(bar);
  }
  return { rows: { ...(identity.instrument && { instrument: [identity.instrument] }), bar: bars }, rejected };
}
