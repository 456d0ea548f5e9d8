import { z } from 'zod';
import { WizError } from '../../core/errors.ts';
import type { LosslessJson } from '../../core/json.ts';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar, Instrument } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { readEnvelope, reject, unlessChanged } from '../reading.ts';
import { krakenResult, krakenResultOf } from './kraken-answer.ts';
import { krakenInstrument } from './kraken-symbols.ts';
import { readKrakenTrades } from './kraken-trade.ts';
import { apart, readBar, readQuote } from './published-market.ts';
import { type Fields, fieldsOf, secondsOf } from './published-values.ts';

const list = z.array(z.unknown());

/** Candlesticks of one pair; the newest is still running. */
export function readKrakenBars(payload: RawPayload, pair: string, interval: Interval): Parsed {
  const instrument = instrumentOf(pair);
  const seenAt = Date.parse(payload.fetched_at);
  const records = readEnvelope(payload, list, krakenResultOf(payload, pair));
  const { rows, rejected } = apart(records.map((record) => barOf(record, instrument, interval, seenAt)));
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], bar: rows }, rejected });
}

/**
 * Begin in seconds, open, high, low, close, weighted average, volume, count of trades. The average is rounded to the
 * digits of a price, so that what it gives times the volume is not what was traded: turnover is null.
 */
function barOf(record: unknown, instrument: Instrument, interval: Interval, seenAt: number): Bar | Rejection {
  if (!Array.isArray(record) || record.length < 8) {
    return reject('bar', 'schema', 'a candlestick has eight fields', record);
  }
  const [begin, open, high, low, close, , volume, trades] = record;
  return readBar(
    { beginMs: secondsOf(begin), open, high, low, close, volume, trades },
    instrument,
    interval,
    seenAt,
    record,
  );
}

/** The market of one pair as it was when it was asked for: a ticker bears no time of its own. */
export function readKrakenQuote(payload: RawPayload, pair: string): Parsed {
  const instrument = instrumentOf(pair);
  const ticker = krakenResultOf(payload, pair);
  const { c, b, a, v } = fieldsOf(ticker);
  const [price, bid, ask] = [c, b, a].map(firstOf);
  const published = { timeMs: Date.parse(payload.fetched_at), price, bid, ask, volume: Array.isArray(v) ? v[1] : v };
  const { rows, rejected } = apart([readQuote(published, instrument, ticker)]);
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], quote: rows }, rejected });
}

/** Last trade, best bid and best ask stand first among their amounts. */
const firstOf = (value: LosslessJson | undefined): LosslessJson | undefined =>
  Array.isArray(value) ? value[0] : undefined;

export function readKrakenTradePage(payload: RawPayload, pair: string): Parsed {
  const instrument = instrumentOf(pair);
  const records = readEnvelope(payload, list, krakenResultOf(payload, pair)) as LosslessJson[];
  const { rows, rejected } = apart(readKrakenTrades(records, instrument));
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], trade: rows }, rejected });
}

/** The pairs that are traded. `.d` marks a dark pool, which has no public name and no prices of its own. */
export function readKrakenPairs(payload: RawPayload): Parsed {
  const { rows, rejected } = apart(
    Object.entries(krakenResult(payload)).map(([key, pair]) => pairOf(key, fieldsOf(pair))),
  );
  return unlessChanged(payload, rows.length, { rows: { instrument: rows }, rejected });
}

function pairOf(key: string, pair: Fields): Instrument | Rejection {
  if (key.endsWith('.d')) {
    return reject('instrument', 'dark_pool', `${key} is a dark pool, whose prices are not public`, pair);
  }
  const { wsname } = pair;
  if (typeof wsname !== 'string') return reject('instrument', 'schema', `${key} has no wsname`, pair);
  return (
    krakenInstrument(wsname) ?? reject('instrument', 'symbol', `${wsname} cannot be written as an instrument id`, pair)
  );
}

function instrumentOf(pair: string): Instrument {
  const instrument = krakenInstrument(pair);
  if (instrument === null) throw new WizError('config_invalid', `"${pair}" is no Kraken pair such as XBT/USD`);
  return instrument;
}
