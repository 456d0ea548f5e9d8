import { toInstant } from '../../core/clock.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed, reject } from '../reading.ts';
import { epochSecondsOf } from './local-time.ts';
import { type NamedRow, textOf } from './named-rows.ts';
import { identify } from './twelvedata-identity.ts';
import { toPublished } from './vendor-bar.ts';

/**
 * A quote, a price of the socket or an exchange rate. `timestamp` of a quote is when its interval began, so the moment
 * of the last quote goes before it.
 */
export function readQuote(payload: RawPayload, document: NamedRow): Parsed {
  const identity = identify(document);
  if (identity === null)
    throw changed(payload, `sent a quote of "${textOf(document.symbol)}", which is nowhere listed`);
  const seconds = epochSecondsOf(document.last_quote_at ?? document.timestamp);
  const price = toPublished(document.close ?? document.price ?? document.rate);
  const bid = toPublished(document.bid);
  const ask = toPublished(document.ask);
  const volume = toPublished(document.day_volume ?? document.volume);
  if (seconds === null || seconds <= 0 || price === null) {
    return { rows: {}, rejected: [reject('quote', 'schema', 'the quote has no time or no price', document)] };
  }
  if (price === undefined || bid === undefined || ask === undefined || volume === undefined) {
    return { rows: {}, rejected: [reject('quote', 'decimal', 'one of the figures is no decimal number', document)] };
  }
  const { instrument_id, unit, instrument } = identity;
  const time = toInstant(seconds * 1000);
  const quote = { instrument_id, time, price, bid, ask, volume, market_cap: null, unit };
  return { rows: { ...(instrument && { instrument: [instrument] }), quote: [quote] }, rejected: [] };
}
