import { z } from 'zod';
import type { LosslessJson } from '../../core/json.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, Instrument, Quote, Trade } from '../../model/records.ts';
import { intervals } from '../../model/symbol.ts';
import { readEnvelope, readJson, reject, unlessChanged } from '../reading.ts';
import { intervalMs } from './interval-ms.ts';
import { pairInstrument, splitSymbol } from './pair-instrument.ts';
import { apart, readBar, readQuote, readTrade } from './published-market.ts';
import { type Fields, fieldsOf, instantOf } from './published-values.ts';
import { refusal } from './refusal.ts';

/** Assets in which VALR's spot pairs are quoted; a symbol is written without a border between its two assets. */
const quoteAssets = ['PYUSD', 'EURC', 'USDC', 'USDT', 'BTC', 'ETH', 'EUR', 'USD', 'ZAR'];

interface Named<Row> {
  readonly instrument: Instrument;
  readonly row: Row;
}

/** Each record names its pair, so no payload depends on what was asked for. */
type ReadRecord<Row> = (record: Fields, instrument: Instrument) => Row | Rejection;

function readRecords<Row extends object>(
  payload: RawPayload,
  dataset: 'bar' | 'quote' | 'trade',
  readRecord: ReadRecord<Row>,
): { readonly instrument: Instrument[]; readonly rows: Row[]; readonly rejected: Rejection[] } {
  const document = documentOf(payload);
  const records = Array.isArray(document) ? document : [document];
  const read = records.map((record): Named<Row> | Rejection => {
    const fields = fieldsOf(record);
    const symbol = fields.currencyPair ?? fields.currencyPairSymbol;
    if (typeof symbol !== 'string') return reject(dataset, 'schema', 'the record names no pair', record);
    const instrument = valrInstrument(symbol);
    if (instrument === null) return reject(dataset, 'symbol', `${symbol} is no spot pair of known assets`, record);
    const row = readRecord(fields, instrument);
    return 'rule' in row ? (row as Rejection) : { instrument, row: row as Row };
  });
  const { rows, rejected } = apart(read);
  const instruments = new Map(rows.map(({ instrument }) => [instrument.instrument_id, instrument]));
  return { instrument: [...instruments.values()], rows: rows.map(({ row }) => row), rejected };
}

/** `BTCZAR` as VALR:BTC-ZAR; null for perpetual futures (BTCZARPERP) and where no known asset ends it. */
function valrInstrument(symbol: string): Instrument | null {
  const assets = splitSymbol(symbol, quoteAssets);
  return assets === null ? null : pairInstrument('VALR', assets[0], assets[1], symbol);
}

/** The document, unless it is a refusal: `{"code":-93,"message":"..."}`. */
function documentOf(payload: RawPayload): LosslessJson {
  const document = readJson(payload);
  const { message } = fieldsOf(document);
  if (typeof message === 'string') throw refusal(payload, message);
  return document;
}

/** Buckets of trades, newest first; one without trades repeats the last price with volume 0. Older ones lack `quoteVolume`. */
export function readValrBars(payload: RawPayload): Parsed {
  const seenAt = Date.parse(payload.fetched_at);
  const { instrument, rows, rejected } = readRecords<Bar>(payload, 'bar', (bucket, named) => {
    const { bucketPeriodInSeconds, startTime, open, high, low, close, volume, quoteVolume: turnover } = bucket;
    const interval = intervals.find((known) => intervalMs[known] === Number(bucketPeriodInSeconds) * 1000);
    if (interval === undefined) {
      return reject('bar', 'interval', `no bars of ${bucketPeriodInSeconds} seconds are kept`, bucket);
    }
    const published = { beginMs: instantOf(startTime), open, high, low, close, volume, turnover };
    return readBar(published, named, interval, seenAt, bucket);
  });
  return unlessChanged(payload, rows.length, { rows: { instrument, bar: rows }, rejected });
}

/** The market of one pair, or of all. */
export function readValrQuotes(payload: RawPayload): Parsed {
  const { instrument, rows, rejected } = readRecords<Quote>(payload, 'quote', (summary, named) => {
    const { created, lastTradedPrice: price, bidPrice: bid, askPrice: ask, baseVolume: volume } = summary;
    return readQuote({ timeMs: instantOf(created), price, bid, ask, volume }, named, summary);
  });
  return unlessChanged(payload, rows.length, { rows: { instrument, quote: rows }, rejected });
}

export function readValrTrades(payload: RawPayload): Parsed {
  const { instrument, rows, rejected } = readRecords<Trade>(payload, 'trade', (record, named) => {
    const { id, tradedAt, price, quantity: size, takerSide } = record;
    const side = takerSide === 'buy' || takerSide === 'sell' ? takerSide : null;
    return readTrade({ id, timeMs: instantOf(tradedAt), price, size, side }, named, record);
  });
  return unlessChanged(payload, rows.length, { rows: { instrument, trade: rows }, rejected });
}

/** The spot pairs; futures are another market and no part of it. */
export function readValrPairs(payload: RawPayload): Parsed {
  const pairs = readEnvelope(payload, z.array(z.unknown()), documentOf(payload)) as LosslessJson[];
  const spot = pairs.map(fieldsOf).filter(({ currencyPairType }) => currencyPairType !== 'FUTURE');
  const { rows, rejected } = apart(spot.map(pairOf));
  return unlessChanged(payload, rows.length, { rows: { instrument: rows }, rejected });
}

function pairOf(pair: Fields): Instrument | Rejection {
  const { symbol, baseCurrency: base, quoteCurrency: quote } = pair;
  if (typeof symbol !== 'string' || typeof base !== 'string' || typeof quote !== 'string') {
    return reject('instrument', 'schema', 'is no pair: it lacks its symbol or one of its currencies', pair);
  }
  return (
    pairInstrument('VALR', base, quote, symbol) ??
    reject('instrument', 'symbol', `${symbol} cannot be written as an instrument id`, pair)
  );
}
