import { toInstant } from '../core/clock.ts';
import type { Parsed } from '../model/parsed.ts';
import type { RawPayload, Window } from '../model/payload.ts';
import type { SourceFacts, SourceSettings } from '../model/source.ts';
import type { Fetcher } from './fetcher.ts';

/** How far a subject has been collected. Kept by `source-gate`. */
export interface Cursor {
  /** End of the last window that was fetched in full, as an instant; null before the first. */
  readonly collected_to: string | null;
  /** When the subject was last asked for, as an instant. */
  readonly asked_at: string | null;
}

export interface FetchContext {
  readonly subject: string;
  readonly settings: SourceSettings;
  readonly fetcher: Fetcher;
}

/** One parser and the last moment whose payloads it understands: yesterday's bytes still mean what they meant. */
export interface ParserVersion {
  /** Grows by one with each change of meaning; written into `fetch_log`. */
  readonly version: number;
  /** Payloads fetched before this instant are read by this version; absent on the newest. */
  readonly until?: string;
  parse(payload: RawPayload, subject: string): Parsed;
}

/** A socket feed: the frames of a connector that is pushed to instead of asked. */
export interface LiveFeed {
  /** A socket that brings nothing for this long is dead, however open it looks. */
  readonly silenceMs: number;
  /** The address that streams these subjects. */
  socketUrl(settings: SourceSettings, subjects: readonly string[]): string;
  /** What a source that streams on request wants to be told once the socket is open. */
  subscribeFrames?(subjects: readonly string[]): readonly string[];
  /** Rows that one frame brings at once, for subscribers; an empty result for frames without news. */
  parseFrame(frame: string): Parsed;
}

export interface Connector {
  readonly source: SourceFacts;
  /** The source's real hosts: `is_sample` false. A deployment may override them. */
  readonly defaults: SourceSettings;
  /** Tickers, series or `['all']` where one request brings the whole source. */
  readonly subjects: readonly string[];
  /**
   * The span to ask for next, or null when nothing is due. Pure.
   * @param cursor how far the subject has come
   * @param now the current instant
   * @param subject for sources whose steps differ by subject (minutes, days)
   */
  window(cursor: Cursor, now: string, settings: SourceSettings, subject: string): Window | null;
  /** True where payloads only come as files that somebody hands in: `window` is null and `fetch` yields nothing. */
  readonly intakeOnly?: true;
  /** Yields bytes; knows no identity, no storage, no retry. Raises the closed table's source errors. */
  fetch(context: FetchContext, window: Window): AsyncIterable<RawPayload>;
  /** Newest last. */
  readonly parsers: readonly [ParserVersion, ...ParserVersion[]];
  readonly live?: LiveFeed;
  /** How many days of the past one request of a backfill covers; left out where every request brings all there is. */
  readonly backfillDays?: number;
}

/** The parser that understands a payload of that moment. */
export function parserFor(connector: Connector, fetchedAt: string): ParserVersion {
  const dated = connector.parsers.find((parser) => parser.until !== undefined && fetchedAt < parser.until);
  return dated ?? (connector.parsers.at(-1) as ParserVersion);
}

/**
 * The next window for sources that are asked in steps: from where the last ended, once a cadence.
 * @param firstFrom where the first window begins, as a day or an instant; no window begins before it
 * @param overlapMs how much of the last window is asked for again, because the source may correct it
 */
export function cadenceWindow(
  cursor: Cursor,
  now: string,
  cadenceSeconds: number,
  firstFrom: string,
  overlapMs: number,
): Window | null {
  if (cursor.asked_at !== null && Date.parse(now) - Date.parse(cursor.asked_at) < cadenceSeconds * 1000) return null;
  const first = Date.parse(firstFrom);
  const next = cursor.collected_to === null ? first : Date.parse(cursor.collected_to) - overlapMs;
  return { from: toInstant(Math.max(first, next)), to: now };
}
