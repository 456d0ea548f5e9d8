import { z } from 'zod';
import { WizError } from '../../core/errors.ts';
import type { LosslessJson } from '../../core/json.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, Instrument, Trade } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { readEnvelope, readJson, reject, unlessChanged } from '../reading.ts';
import { pairInstrument } from './pair-instrument.ts';
import { apart, readBar, readQuote, readTrade } from './published-market.ts';
import { type Fields, fieldsOf, instantOf, secondsOf } from './published-values.ts';
import { refusal } from './refusal.ts';

const list = z.array(z.unknown());

/** The document, unless it is a message: Coinbase says `{"message":"..."}` whatever went wrong. */
function documentOf(payload: RawPayload): LosslessJson {
  const document = readJson(payload);
  const { message } = fieldsOf(document);
  if (typeof message === 'string') throw refusal(payload, message);
  return document;
}

/** Candlesticks name neither their product nor their length: the subject does. */
export function readCoinbaseBars(payload: RawPayload, product: string, interval: Interval): Parsed {
  const instrument = coinbaseInstrument(product);
  const seenAt = Date.parse(payload.fetched_at);
  const records = readEnvelope(payload, list, documentOf(payload));
  const { rows, rejected } = apart(records.map((record) => barOf(record, instrument, interval, seenAt)));
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], bar: rows }, rejected });
}

/** Begin in seconds, then LOW and HIGH, and only then open and close; volume in units of the first asset, and no value traded. */
function barOf(record: unknown, instrument: Instrument, interval: Interval, seenAt: number): Bar | Rejection {
  if (!Array.isArray(record) || record.length < 6)
    return reject('bar', 'schema', 'a candlestick has six fields', record);
  const [begin, low, high, open, close, volume] = record;
  return readBar({ beginMs: secondsOf(begin), open, high, low, close, volume }, instrument, interval, seenAt, record);
}

export function readCoinbaseQuote(payload: RawPayload, product: string): Parsed {
  const instrument = coinbaseInstrument(product);
  const ticker = fieldsOf(documentOf(payload));
  const { time, price, bid, ask, volume } = ticker;
  const { rows, rejected } = apart([
    readQuote({ timeMs: instantOf(time), price, bid, ask, volume }, instrument, ticker),
  ]);
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], quote: rows }, rejected });
}

/** The newest trades of a product, newest first. */
export function readCoinbaseTradePage(payload: RawPayload, product: string): Parsed {
  const instrument = coinbaseInstrument(product);
  const records = readEnvelope(payload, list, documentOf(payload)) as LosslessJson[];
  const { rows, rejected } = apart(records.map((record) => readCoinbaseTrade(fieldsOf(record), instrument)));
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], trade: rows }, rejected });
}

/** `side` is the side of the order that was resting in the book: the taker was on the other. */
export function readCoinbaseTrade(match: Fields, instrument: Instrument): Trade | Rejection {
  const side = match.side === 'sell' ? 'buy' : match.side === 'buy' ? 'sell' : null;
  const { trade_id: id, time, price, size } = match;
  return readTrade({ id, timeMs: instantOf(time), price, size, side }, instrument, match);
}

export function readCoinbaseProducts(payload: RawPayload): Parsed {
  const records = readEnvelope(payload, list, documentOf(payload)) as LosslessJson[];
  const { rows, rejected } = apart(records.map((record) => productOf(fieldsOf(record))));
  return unlessChanged(payload, rows.length, { rows: { instrument: rows }, rejected });
}

function productOf(product: Fields): Instrument | Rejection {
  const { id, base_currency: base, quote_currency: quote } = product;
  if (typeof id !== 'string' || typeof base !== 'string' || typeof quote !== 'string') {
    return reject('instrument', 'schema', 'is no product: it lacks its id or one of its currencies', product);
  }
  return (
    pairInstrument('COINBASE', base, quote, id) ??
    reject('instrument', 'symbol', `${id} cannot be written as an instrument id`, product)
  );
}

/** `BTC-USD` as COINBASE:BTC-USD. */
export function coinbaseInstrument(product: string): Instrument {
  const [base = '', quote = '', more] = product.split('-');
  const instrument = more === undefined ? pairInstrument('COINBASE', base, quote, product) : null;
  if (instrument === null) throw new WizError('config_invalid', `"${product}" is no Coinbase product such as BTC-USD`);
  return instrument;
}
