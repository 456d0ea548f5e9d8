import { z } from 'zod';
import { WizError } from '../../core/errors.ts';
import type { LosslessJson } from '../../core/json.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Instrument, Quote } from '../../model/records.ts';
import { readEnvelope, readJson, reject, unlessChanged } from '../reading.ts';
import { pairInstrument, splitSymbol } from './pair-instrument.ts';
import { apart, readQuote, readTrade } from './published-market.ts';
import { fieldsOf, millisecondsOf } from './published-values.ts';
import { refusal } from './refusal.ts';
import { idsOfTrades } from './trade-ids.ts';

/** Assets in which Luno's pairs are quoted; a symbol is written without a border between its two assets. */
const quoteAssets = [
  'USDC',
  'USDT',
  'AUD',
  'ETH',
  'EUR',
  'GBP',
  'IDR',
  'MYR',
  'NGN',
  'UGX',
  'USD',
  'XBT',
  'ZAR',
  'ZMW',
];

const usual = (asset: string): string => (asset === 'XBT' ? 'BTC' : asset);

/** `XBTZAR` as LUNO:BTC-ZAR; null where no known asset ends it. */
export function lunoInstrument(symbol: string): Instrument | null {
  const assets = splitSymbol(symbol, quoteAssets);
  return assets === null ? null : pairInstrument('LUNO', usual(assets[0]), usual(assets[1]), symbol);
}

/** The document, unless it is a refusal: `{"error":"...","error_code":"ErrTooManyRequests"}`. */
function documentOf(payload: RawPayload): LosslessJson {
  const document = readJson(payload);
  const { error, error_code } = fieldsOf(document);
  if (typeof error === 'string' || typeof error_code === 'string') {
    const said = [error_code, error].filter((text) => typeof text === 'string').join(': ');
    throw refusal(payload, said.replace('ErrTooManyRequests', 'too many requests'));
  }
  return document;
}

/**
 * One ticker, or `tickers` of all pairs.
 * @param asked the pair that was asked about, which a ticker did not name before 2017; empty when all were
 */
export function readLunoQuotes(payload: RawPayload, asked: string): Parsed {
  const document = documentOf(payload);
  const { tickers } = fieldsOf(document);
  const read = (Array.isArray(tickers) ? tickers : [document]).map((ticker) => quoteOf(ticker, asked));
  const { rows, rejected } = apart(read);
  const quote = rows.map((row) => row.quote);
  const instrument = rows.map((row) => row.instrument);
  return unlessChanged(payload, quote.length, { rows: { instrument, quote }, rejected });
}

interface Named {
  readonly instrument: Instrument;
  readonly quote: Quote;
}

function quoteOf(ticker: LosslessJson, asked: string): Named | Rejection {
  const { pair = asked, timestamp, last_trade: price, bid, ask, rolling_24_hour_volume: volume } = fieldsOf(ticker);
  if (typeof pair !== 'string' || pair === '')
    return reject('quote', 'schema', 'is no ticker: it names no pair', ticker);
  const instrument = lunoInstrument(pair);
  if (instrument === null) return reject('quote', 'symbol', `no known asset quotes the Luno pair ${pair}`, ticker);
  if (typeof price === 'string' && /^0(?:\.0*)?$/.test(price)) {
    return reject('quote', 'empty_quote', `Luno knows no trade of ${pair}, and writes its price as 0`, ticker);
  }
  const quote = readQuote({ timeMs: millisecondsOf(timestamp), price, bid, ask, volume }, instrument, ticker);
  return 'rule' in quote ? quote : { instrument, quote };
}

const tradePage = z.looseObject({ trades: z.array(z.unknown()).nullable() });

/**
 * The newest trades of a pair, newest first; `is_buy` tells that the taker bought. Older answers did not count trades
 * (`sequence`).
 */
export function readLunoTrades(payload: RawPayload, symbol: string): Parsed {
  const instrument = lunoInstrument(symbol);
  if (instrument === null) throw new WizError('config_invalid', `no known asset quotes the Luno pair ${symbol}`);
  const { trades } = readEnvelope(payload, tradePage, documentOf(payload));
  const records = (trades ?? []) as LosslessJson[];
  const isCounted = records.some((record) => 'sequence' in fieldsOf(record));
  const idOf = idsOfTrades();
  const { rows, rejected } = apart(
    records.map((record) => {
      const { sequence, timestamp, price, volume: size, is_buy } = fieldsOf(record);
      const side = is_buy === true ? 'buy' : is_buy === false ? 'sell' : null;
      const id = isCounted ? sequence : idOf(`${timestamp}-${side}-${price}-${size}`);
      return readTrade({ id, timeMs: millisecondsOf(timestamp), price, size, side }, instrument, record);
    }),
  );
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], trade: rows }, rejected });
}

const marketList = z.looseObject({ markets: z.array(z.unknown()) });

export function readLunoMarkets(payload: RawPayload): Parsed {
  const { markets } = readEnvelope(payload, marketList, documentOf(payload));
  const { rows, rejected } = apart((markets as LosslessJson[]).map(marketOf));
  return unlessChanged(payload, rows.length, { rows: { instrument: rows }, rejected });
}

function marketOf(market: LosslessJson): Instrument | Rejection {
  const { market_id, base_currency: base, counter_currency: quote } = fieldsOf(market);
  if (typeof market_id !== 'string' || typeof base !== 'string' || typeof quote !== 'string') {
    return reject('instrument', 'schema', 'is no market: it lacks its id or one of its currencies', market);
  }
  return (
    pairInstrument('LUNO', usual(base), usual(quote), market_id) ??
    reject('instrument', 'symbol', `${market_id} cannot be written as an instrument id`, market)
  );
}
