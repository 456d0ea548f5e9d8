import { z } from 'zod';
import { type LosslessJson, parseLossless } from '../../core/json.ts';
import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { WrittenRate } from '../rate-row.ts';
import { changed, readEnvelope, readJson, reject } from '../reading.ts';
import { refusal } from '../refusal.ts';

/** What one document lists, and the records that list nothing. */
interface FrankfurterRates {
  readonly listed: readonly WrittenRate[];
  readonly rejected: readonly Rejection[];
}

/** Version 1 has a day's rates or those of many days in one object, version 2 a record a pair and day. */
export function readFrankfurter(payload: RawPayload, text: string): FrankfurterRates {
  if (isLines(text)) return readLines(payload, text);
  const document = readJson(payload);
  if (Array.isArray(document)) return readRecords(document);
  const refused = refusalShape.safeParse(document);
  if (refused.success) throw refusal(payload, payload.status === 200 ? 404 : payload.status, refused.data.message);
  if (typeof document === 'object' && document !== null && 'rate' in document) return readRecords([document]);
  return readVersion1(payload, document);
}

const refusalShape = z.object({ message: z.string() });

/** NDJSON, which version 2 gives for long spans: an object a line. */
const isLines = (text: string): boolean => (text.match(/^\{.*\}\r?$/gm) ?? []).length > 1;

/** A line that is no JSON is a broken record, but for the last one: the document breaks off with it. */
function readLines(payload: RawPayload, text: string): FrankfurterRates {
  const records: LosslessJson[] = [];
  const broken: Rejection[] = [];
  const lines = text.split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      records.push(parseLossless(line));
    } catch (error) {
      if (at === lines.length - 1) throw changed(payload, 'sent lines of JSON of which the last one breaks off', error);
      broken.push(reject('rate', 'schema', 'the line is no JSON', line));
    }
  }
  const { listed, rejected } = readRecords(records);
  return { listed, rejected: [...rejected, ...broken] };
}

const recordFields = ['date', 'base', 'quote', 'rate'] as const;

/** `providers` of a record, which name whose rates were blended, say nothing of the blend. */
function readRecords(records: readonly unknown[]): FrankfurterRates {
  const listed: WrittenRate[] = [];
  const rejected: Rejection[] = [];
  for (const record of records) {
    const fields = (typeof record === 'object' ? record : null) as Record<string, unknown> | null;
    const [date, base, quote, value] = recordFields.map((name) => fields?.[name]);
    if (isText(date) && isText(base) && isText(quote) && isText(value)) listed.push({ base, quote, date, value });
    else rejected.push(reject('rate', 'schema', 'is no rate of a pair on a day', record));
  }
  return { listed, rejected };
}

const version1 = z.object({
  amount: z.string().default('1'),
  base: z.string(),
  date: z.string().optional(),
  rates: z.record(z.string(), z.unknown()),
});

function readVersion1(payload: RawPayload, document: unknown): FrankfurterRates {
  const { amount, base, date, rates } = readEnvelope(payload, version1, document);
  if (Number(amount) !== 1) throw changed(payload, `sent rates multiplied by ${amount}`);
  const days = date === undefined ? Object.entries(rates) : [[date, rates] as const];
  return readRecords(
    days.flatMap(([day, ofDay]): unknown[] =>
      typeof ofDay === 'object' && ofDay !== null
        ? Object.entries(ofDay).map(([quote, rate]) => ({ date: day, base, quote, rate }))
        : [{ date: day, base, rates: ofDay }],
    ),
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
