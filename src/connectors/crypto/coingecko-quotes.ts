import { z } from 'zod';
import { WizError } from '../../core/errors.ts';
import type { LosslessJson } from '../../core/json.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Instrument, Quote } from '../../model/records.ts';
import { changed, readEnvelope, reject, unlessChanged } from '../reading.ts';
import { coingeckoDocument } from './coingecko-answer.ts';
import { coingeckoInstrument } from './coingecko-coins.ts';
import { apart, readQuote } from './published-market.ts';
import { fieldsOf, instantOf, millisecondsOf, secondsOf } from './published-values.ts';

/**
 * A price of CoinGecko is an average over markets at a moment, so it becomes a quote without bid and ask. Its volume of
 * 24 hours is counted in money, a quote's in coins: it is left out, and stays in the payload.
 */
function quotesOf(payload: RawPayload, read: readonly (Named | Rejection)[]): Parsed {
  const { rows, rejected } = apart(read);
  const instruments = new Map(rows.map(({ instrument }) => [instrument.instrument_id, instrument]));
  const quote = rows.map((row) => row.quote);
  return unlessChanged(payload, quote.length, { rows: { instrument: [...instruments.values()], quote }, rejected });
}

interface Named {
  readonly instrument: Instrument;
  readonly quote: Quote;
}

function named(quote: Quote | Rejection, instrument: Instrument): Named | Rejection {
  return 'rule' in quote ? quote : { instrument, quote };
}

/** `/coins/markets` in one currency, which only the request names. */
export function readCoingeckoMarkets(payload: RawPayload, currency: string): Parsed {
  const coins = readEnvelope(payload, z.array(z.unknown()), coingeckoDocument(payload)) as LosslessJson[];
  return quotesOf(
    payload,
    coins.map((coin) => {
      const { id, last_updated, current_price: price, market_cap: marketCap } = fieldsOf(coin);
      if (typeof id !== 'string') return reject('quote', 'schema', 'is no market: it names no coin', coin);
      const instrument = coingeckoInstrument(id, currency);
      if (instrument === null) return unnamed(id, coin);
      return named(readQuote({ timeMs: instantOf(last_updated), price, marketCap }, instrument, coin), instrument);
    }),
  );
}

const chart = z.looseObject({ prices: z.array(z.unknown()), market_caps: z.array(z.unknown()) });

/**
 * `/coins/{id}/market_chart`: prices on a grid of days or hours, and a last one of the moment of the answer, off the
 * grid. All are what the coin cost at their time. Capitalisations are a list of their own, at the same times.
 */
export function readCoingeckoChart(payload: RawPayload, coinId: string, currency: string): Parsed {
  const instrument = instrumentOf(coinId, currency);
  const { prices, market_caps } = readEnvelope(payload, chart, coingeckoDocument(payload));
  const caps = new Map(market_caps.map((point) => pointOf(point)));
  return quotesOf(
    payload,
    prices.map((record) => {
      const [time, price] = pointOf(record);
      const published = { timeMs: millisecondsOf(time), price, marketCap: caps.get(time) ?? null };
      return named(readQuote(published, instrument, record), instrument);
    }),
  );
}

const pointOf = (point: unknown): readonly [unknown, unknown] =>
  Array.isArray(point) && point.length === 2 ? [point[0], point[1]] : [undefined, undefined];

/** `/simple/price`: `{"bitcoin":{"usd":1,"usd_market_cap":2,"last_updated_at":3}}`. Without a time it is the fetch's. */
export function readCoingeckoPrices(payload: RawPayload): Parsed {
  const coins = Object.entries(fieldsOf(coingeckoDocument(payload)));
  const fetchedAt = Date.parse(payload.fetched_at);
  const read = coins.flatMap(([id, coin]) => {
    const said = fieldsOf(coin);
    const updated = said.last_updated_at;
    const timeMs = updated === undefined ? fetchedAt : secondsOf(updated);
    const currencies = Object.keys(said).filter((field) => /^[a-z]{3,4}$/.test(field));
    if (currencies.length === 0) return [reject('quote', 'schema', `has no price of ${id}`, { [id]: coin })];
    return currencies.map((currency) => {
      const instrument = coingeckoInstrument(id, currency);
      if (instrument === null) return unnamed(id, coin);
      const published = { timeMs, price: said[currency], marketCap: said[`${currency}_market_cap`] };
      return named(readQuote(published, instrument, { [id]: coin }), instrument);
    });
  });
  if (read.length === 0) throw changed(payload, 'names no coin in its answer');
  return quotesOf(payload, read);
}

const unnamed = (id: string, record: unknown): Rejection =>
  reject('quote', 'symbol', `${id} cannot be written as an instrument id`, record);

export function instrumentOf(coinId: string, currency: string): Instrument {
  const instrument = coingeckoInstrument(coinId, currency);
  if (instrument === null) throw new WizError('config_invalid', `${coinId} in ${currency} makes no instrument id`);
  return instrument;
}
