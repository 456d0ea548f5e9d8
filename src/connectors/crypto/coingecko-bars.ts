import { z } from 'zod';
import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Bar } from '../../model/records.ts';
import { type Interval, intervals } from '../../model/symbol.ts';
import { readEnvelope, reject, unlessChanged } from '../reading.ts';
import { coingeckoDocument } from './coingecko-answer.ts';
import { instrumentOf } from './coingecko-quotes.ts';
import { intervalMs } from './interval-ms.ts';
import { apart, readBar } from './published-market.ts';
import { millisecondsOf } from './published-values.ts';

const list = z.array(z.unknown());

/**
 * `/coins/{id}/ohlc`: end of the interval, open, high, low, close; no volume. How long an interval is depends on how
 * many days were asked for (30 minutes, 4 hours, 4 days) and is read off the distance of the times.
 */
export function readCoingeckoBars(payload: RawPayload, coinId: string, currency: string): Parsed {
  const instrument = instrumentOf(coinId, currency);
  const records = readEnvelope(payload, list, coingeckoDocument(payload));
  const lengthMs = shortestStep(records.map((record) => (Array.isArray(record) ? millisecondsOf(record[0]) : null)));
  const interval = intervals.find((known) => intervalMs[known] === lengthMs);
  const read = records.map((record) => barOf(record, interval));
  const { rows, rejected } = apart(read);
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], bar: rows }, rejected });

  function barOf(record: unknown, step: Interval | undefined): Bar | Rejection {
    if (!Array.isArray(record) || record.length < 5) return reject('bar', 'schema', 'a bar has five fields', record);
    if (step === undefined)
      return reject('bar', 'interval', `no bars of ${lengthMs / 60_000} minutes are kept`, record);
    const [end, open, high, low, close] = record;
    const endMs = millisecondsOf(end);
    const beginMs = endMs === null ? null : endMs - intervalMs[step];
    return readBar({ beginMs, open, high, low, close }, instrument, step, Date.parse(payload.fetched_at), record);
  }
}

/** A gap in the answer makes a step longer, nothing makes one shorter; a single bar is one of four hours. */
function shortestStep(times: readonly (number | null)[]): number {
  const known = times.filter((time) => time !== null).toSorted((one, other) => one - other);
  const steps = known
    .slice(1)
    .map((time, index) => time - (known[index] as number))
    .filter((step) => step > 0);
  return steps.length === 0 ? intervalMs['4h'] : Math.min(...steps);
}
