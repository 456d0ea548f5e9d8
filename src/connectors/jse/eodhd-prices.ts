import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar } from '../../model/records.ts';
import type { EodhdMarket } from './eodhd-subject.ts';
import type { NamedRow } from './named-rows.ts';
import { aroundTheClock, pairInstrument } from './pairs.ts';
import type { Listing } from './us-listings.ts';
import { type BarFrame, readVendorBar } from './vendor-bar.ts';

/** Daily bars as traded, oldest first. Beside them stands an adjusted close, which is derived and not kept. */
export function readEodhdPrices(payload: RawPayload, rows: readonly NamedRow[], of: Listing | EodhdMarket): Parsed {
  const frame = frameOf(of, payload.fetched_at);
  const bars: Bar[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const bar = readVendorBar({ ...row, time: row.date }, frame, row);
    if ('rule' in bar) rejected.push(bar);
    else bars.push(bar);
  }
  const instrument = 'venue' in of ? [pairInstrument(of.venue, of)] : [];
  return { rows: { ...(instrument.length > 0 && { instrument }), bar: bars }, rejected };
}

function frameOf(of: Listing | EodhdMarket, fetchedAt: string): BarFrame {
  if ('venue' in of) {
    const instrument_id = `${of.venue}:${of.base}-${of.quote}`;
    return { instrument_id, unit: of.quote, interval: '1d', ...aroundTheClock, fetchedAt };
  }
  const { instrument_id, unit, timezone, opens } = of;
  return { instrument_id, unit, interval: '1d', timezone, opens, sessions: true, fetchedAt };
}
