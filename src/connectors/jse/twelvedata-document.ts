import { WizError } from '../../core/errors.ts';
import type { Parsed, Rejection, Rows } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import { changed, readJson, reject, unlessChanged } from '../reading.ts';
import { type NamedRow, namedRows, textOf } from './named-rows.ts';
import { isAction, readActions } from './twelvedata-actions.ts';
import { readQuote } from './twelvedata-quote.ts';
import { isEmptyWindow, isRefusal, refusalOf } from './twelvedata-refusal.ts';
import { readTimeSeries } from './twelvedata-series.ts';

/** A batch is keyed by symbols. */
const asPublished = (name: string): string => name;

/** Documents say themselves what they are: an answer to one symbol, to many, or a price of the socket. */
export function readTwelvedata(payload: RawPayload): Parsed {
  const document = readJson(payload);
  const parsed = Array.isArray(document)
    ? readCalendar(payload, document)
    : readDocument(payload, namedRows([document], asPublished)[0] ?? {});
  const { instrument: _named, ...records } = parsed.rows;
  return unlessChanged(payload, Object.values(records).flat().length, parsed);
}

function readCalendar(payload: RawPayload, records: readonly unknown[]): Parsed {
  if (records.length > 0 && !namedRows(records).some(isAction)) throw changed(payload, 'sent a list of no known kind');
  return readActions(records, {});
}

function readDocument(payload: RawPayload, document: NamedRow): Parsed {
  if (isRefusal(document)) {
    if (isEmptyWindow(document)) return { rows: {}, rejected: [] };
    throw refusalOf(payload, document);
  }
  return readOne(payload, document) ?? readBatch(payload, document);
}

/** The rows of a document about one thing, or null where it is none. */
function readOne(payload: RawPayload, document: NamedRow): Parsed | null {
  const [meta = {}] = namedRows([document.meta]);
  if (Array.isArray(document.values)) return readTimeSeries(payload, meta, document.values);
  if (Array.isArray(document.dividends)) return readActions(document.dividends, meta);
  if (Array.isArray(document.splits)) return readActions(document.splits, meta);
  const isQuote = document.event === 'price' || 'rate' in document || 'is_market_open' in document;
  return isQuote && textOf(document.symbol) !== '' ? readQuote(payload, document) : null;
}

/**
 * One document for each name that was asked for; one of them may be a refusal while the others are answers. Where all
 * are refusals, the first speaks for them.
 */
function readBatch(payload: RawPayload, document: NamedRow): Parsed {
  const answers: Rows[] = [];
  const rejected: Rejection[] = [];
  const refused: NamedRow[] = [];
  for (const [name, value] of Object.entries(document)) {
    const [part = {}] = namedRows([value]);
    if (isRefusal(part)) {
      refused.push(part);
      rejected.push(reject('bar', 'refused', `${name} was refused: ${textOf(part.message)}`, part));
      continue;
    }
    const parsed = readPart(payload, part);
    if (parsed.rows !== null) answers.push(parsed.rows);
    rejected.push(...parsed.rejected.map((one) => ({ ...one, reason: `${name}: ${one.reason}` })));
  }
  const [first] = refused;
  if (answers.length === 0 && first !== undefined) throw refusalOf(payload, first);
  if (answers.length === 0) {
    throw changed(payload, `sent a document of no known kind: ${rejected[0]?.reason ?? 'it has no fields'}`);
  }
  return { rows: together(answers), rejected };
}

/** One answer of a batch; what alone would be a changed source is a rejection beside others. */
function readPart(payload: RawPayload, part: NamedRow): { rows: Rows | null; rejected: readonly Rejection[] } {
  const unknown = (reason: string) => ({ rows: null, rejected: [reject('bar', 'schema', reason, part)] });
  try {
    return (
      readOne(payload, part) ?? unknown(`no known kind of answer, with ${Object.keys(part).join() || 'no fields'}`)
    );
  } catch (error) {
    if (error instanceof WizError && error.code === 'source_changed') return unknown(error.message);
    throw error;
  }
}

/** The rows that documents of one kind have. */
function together(answers: readonly Rows[]): Rows {
  const instrument = answers.flatMap((rows) => rows.instrument ?? []);
  return {
    ...(instrument.length > 0 && { instrument }),
    bar: answers.flatMap((rows) => rows.bar ?? []),
    quote: answers.flatMap((rows) => rows.quote ?? []),
    corporate_action: answers.flatMap((rows) => rows.corporate_action ?? []),
  };
}
