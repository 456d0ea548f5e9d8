import { toDecimal } from '../core/decimal.ts';
import type { Parsed, Rejection } from '../model/parsed.ts';
import type { RawPayload } from '../model/payload.ts';
import type { Rate } from '../model/records.ts';
import { isDay } from './calendar-day.ts';
import { reject, unlessChanged } from './reading.ts';

/** One unit of `base` costs `value` units of `quote`: a figure as a source wrote it. */
export interface WrittenRate {
  readonly base: string;
  readonly quote: string;
  readonly date: string;
  readonly value: string;
}

/** The figure as a row, or why it is none. `record` is what the source published. */
export function readRate({ base, quote, date, value }: WrittenRate, record: unknown): Rate | Rejection {
  if (!isDay(date)) return reject('rate', 'schema', `"${date}" is no calendar day`, record);
  for (const code of [base, quote]) {
    if (!/^[A-Z]{3}$/.test(code)) return reject('rate', 'schema', `"${code}" is no currency code`, record);
  }
  const decimal = toDecimal(value);
  if (decimal === null) return reject('rate', 'decimal', `"${value}" is no decimal number`, record);
  return { base, quote, date, value: decimal };
}

/** What a document of rates says, unless nothing in it was a rate. */
export function ratesOf(payload: RawPayload, reads: readonly (Rate | Rejection)[]): Parsed {
  const rate: Rate[] = [];
  const rejected: Rejection[] = [];
  for (const read of reads) {
    if ('rule' in read) rejected.push(read);
    else rate.push(read);
  }
  return unlessChanged(payload, rate.length, { rows: { rate }, rejected });
}
