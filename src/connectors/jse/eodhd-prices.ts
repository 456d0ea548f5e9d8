import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar } from '../../model/records.ts';
import { frameOf } from './bar-frame.ts';
import type { NamedRow } from './named-rows.ts';
import { type Market, pairInstrument } from './pairs.ts';
import type { Listing } from './us-listings.ts';
import { readVendorBar } from './vendor-bar.ts';

/** Daily bars as traded, oldest first. Beside them stands an adjusted close, which is derived and not kept. */
export function readEodhdPrices(payload: RawPayload, rows: readonly NamedRow[], of: Listing | Market): Parsed {
  const frame = frameOf(of, '1d', payload.fetched_at);
  const bars: Bar[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const bar = readVendorBar({ ...row, time: row.date }, frame, row);
    if ('rule' in bar) rejected.push(bar);
    else bars.push(bar);
  }
  return { rows: { ...('venue' in of && { instrument: [pairInstrument(of)] }), bar: bars }, rejected };
}
