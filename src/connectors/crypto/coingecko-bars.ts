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
 * `/coins/{id}/ohlc`: end of the interval, open, high, low, close; neither volume nor turnover. How long an interval is depends on how
 * many days were asked for, and where the request is not known it is read off the distance of the times.
 */
export function readCoingeckoBars(payload: RawPayload, coinId: string, currency: string): Parsed {
  const instrument = instrumentOf(coinId, currency);
  const records = readEnvelope(payload, list, coingeckoDocument(payload));
  const ends = records.map((record) => (Array.isArray(record) ? millisecondsOf(record[0]) : null));
  const lengthMs = lengthAsked(payload.url) ?? usualStep(ends);
  const interval = intervals.find((known) => intervalMs[known] === lengthMs);
  const read = records.map((record) => barOf(record, interval));
  const { rows, rejected } = apart(read);
  return unlessChanged(payload, rows.length, { rows: { instrument: [instrument], bar: rows }, rejected });

  function barOf(record: unknown, step: Interval | undefined): Bar | Rejection {
    if (!Array.isArray(record) || record.length < 5) return reject('bar', 'schema', 'a bar has five fields', record);
    if (lengthMs === null) return reject('bar', 'interval', 'how long a bar is cannot be told from two', record);
    if (step === undefined)
      return reject('bar', 'interval', `no bars of ${lengthMs / 60_000} minutes are kept`, record);
    const [end, open, high, low, close] = record;
    const endMs = millisecondsOf(end);
    if (endMs !== null && endMs % lengthMs !== 0) {
      return reject('bar', 'interval', `does not end with an interval of ${step}`, record);
    }
    const beginMs = endMs === null ? null : endMs - lengthMs;
    return readBar({ beginMs, open, high, low, close }, instrument, step, Date.parse(payload.fetched_at), record);
  }
}

const halfHourMs = intervalMs['1h'] / 2;

/** 30 minutes for up to 2 days, 4 hours for up to 30, then 4 days; paid plans may ask for days or hours. */
function lengthAsked(url: string): number | null {
  const asked = new URL(url).searchParams;
  const interval = asked.get('interval');
  if (interval === 'daily') return intervalMs['1d'];
  if (interval === 'hourly') return intervalMs['1h'];
  const days = asked.get('days');
  if (days === null) return null;
  if (Number(days) <= 2) return halfHourMs;
  return Number(days) <= 30 ? intervalMs['4h'] : 4 * intervalMs['1d'];
}

/**
 * The step that most bars are apart, the shorter of two as usual ones, because a gap makes steps longer; a bar that is
 * still running ends at no half hour and does not count. A single bar is one of four hours; null where two alone may be
 * such bars with a gap between them.
 */
function usualStep(ends: readonly (number | null)[]): number | null {
  const known = ends
    .filter((end) => end !== null)
    .filter((end) => end % halfHourMs === 0)
    .toSorted((one, other) => one - other);
  const counts = new Map<number, number>();
  for (const [at, end] of known.entries()) {
    const step = end - (known[at - 1] ?? end);
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  if (counts.size === 0) return intervalMs['4h'];
  const [[usual, count] = [0, 0]] = [...counts].toSorted(
    ([one, often], [other, oftener]) => oftener - often || one - other,
  );
  return count === 1 && usual > intervalMs['4h'] ? null : usual;
}
