import { z } from 'zod';
import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { readEnvelope, readJson, reject } from '../reading.ts';
import { refusal } from '../refusal.ts';

/** What FRED said of a day or of the period that begins on it, and when it said so. */
export interface FredValue {
  readonly date: string;
  /** Published digits, or null for the `.` that declares a missing value. */
  readonly value: string | null;
  readonly realtime: FredSpan | null;
  readonly record: unknown;
}

/** First and last day, the last null where it is what FRED says still. */
export interface FredSpan {
  readonly start: string;
  readonly end: string | null;
}

export interface FredPage {
  /** `LIN` for values as they are, else what FRED made of them: `PC1`, `CHG`. */
  readonly units: string;
  /** Observations of all pages, and how many stand before and on this one. */
  readonly count: number;
  readonly upTo: number;
  readonly values: readonly FredValue[];
  readonly rejected: readonly Rejection[];
}

const refused = z.object({ error_code: z.string(), error_message: z.string() });
const number = z.string().regex(/^\d+$/);
const envelope = z.object({
  realtime_start: z.iso.date(),
  realtime_end: z.iso.date(),
  units: z.string().default('lin'),
  count: number.optional(),
  offset: number.default('0'),
  observations: z.array(z.unknown()),
});

/** No end: the day with which FRED writes it. */
const forever = '9999-12-31';

const observation = z.object({
  realtime_start: z.iso.date(),
  realtime_end: z.iso.date(),
  date: z.string(),
  value: z.string(),
});

/** An answer of `/fred/series/observations` with `output_type` 1: a record a period and real-time span. */
export function readFredPage(payload: RawPayload): FredPage {
  const document = readJson(payload);
  const error = refused.safeParse(document);
  if (error.success) throw refusal(payload, Number(error.data.error_code), error.data.error_message);
  const { observations, count, offset, units, ...asked } = readEnvelope(payload, envelope, document);
  const isPast = asked.realtime_start !== asked.realtime_end && asked.realtime_end < payload.fetched_at.slice(0, 10);
  const values: FredValue[] = [];
  const rejected: Rejection[] = [];
  for (const record of observations) {
    const { data: read } = observation.safeParse(record);
    if (read === undefined) {
      rejected.push(reject('observation', 'schema', 'is no observation of a day', record));
      continue;
    }
    const { date, value, realtime_start: start, realtime_end: end } = read;
    const isOpen = end === forever || (end === asked.realtime_end && !isPast);
    values.push({
      date,
      value: value === '.' ? null : value,
      realtime: { start, end: isOpen ? null : end },
      record,
    });
  }
  const upTo = Number(offset) + observations.length;
  return { units: units.toUpperCase(), count: Number(count ?? upTo), upTo, values, rejected };
}
