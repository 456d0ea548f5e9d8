import { toInstant } from '../../core/clock.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed, reject } from '../reading.ts';
import type { AlphavantageTable } from './alphavantage-table.ts';
import { frameOf } from './bar-frame.ts';
import { instantIn, isClock, isDay } from './local-time.ts';
import { hasColumns, textOf } from './named-rows.ts';
import { type Market, pairInstrument } from './pairs.ts';
import type { Listing } from './us-listings.ts';
import { readVendorBar, toPublished } from './vendor-bar.ts';

/**
 * GLOBAL_QUOTE names a day and no time, so it is that day's bar so far and no quote. The day's column has a name in each
 * form.
 */
export function readGlobalQuote(payload: RawPayload, { rows }: AlphavantageTable, of: Listing, symbol: string): Parsed {
  const [row = {}] = rows;
  const time = row.latestday ?? row.latest_trading_day;
  if (time === undefined || !hasColumns(rows, ['symbol', 'open', 'high', 'low', 'price', 'volume'])) {
    throw changed(payload, 'sent no quote: the symbol is not known');
  }
  if (row.symbol !== symbol) throw changed(payload, `sent a quote of ${row.symbol}, not ${symbol}`);
  const bar = readVendorBar({ ...row, time, close: row.price }, frameOf(of, '1d', payload.fetched_at), row);
  return 'rule' in bar ? { rows: {}, rejected: [bar] } : { rows: { bar: [bar] }, rejected: [] };
}

/** The rate between two currencies right now, with bid and ask. */
export function readExchangeRate(payload: RawPayload, { rows }: AlphavantageTable, of: Market): Parsed {
  const [row = {}] = rows;
  if (!hasColumns(rows, ['exchange_rate', 'bid_price', 'ask_price'])) throw changed(payload, 'sent no rate');
  if (row.from_currency_code !== of.base || row.to_currency_code !== of.quote) {
    throw changed(payload, `sent no rate of ${of.base} in ${of.quote}`);
  }
  const instrument = pairInstrument(of);
  const [day = '', clock = ''] = textOf(row.last_refreshed).split(' ');
  const price = toPublished(row.exchange_rate);
  const bid = toPublished(row.bid_price);
  const ask = toPublished(row.ask_price);
  if (!isDay(day) || !isClock(clock) || row.time_zone !== 'UTC') {
    return { rows: {}, rejected: [reject('quote', 'schema', 'the rate has no time in UTC', row)] };
  }
  if (typeof price !== 'string' || bid === undefined || ask === undefined) {
    return { rows: {}, rejected: [reject('quote', 'decimal', 'one of the figures is no decimal number', row)] };
  }
  const time = toInstant(instantIn('UTC', day, clock));
  const { instrument_id, unit } = instrument;
  const quote = { instrument_id, time, price, bid, ask, volume: null, market_cap: null, unit };
  return { rows: { instrument: [instrument], quote: [quote] }, rejected: [] };
}
