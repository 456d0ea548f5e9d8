import type { ChannelPublication } from './parsed.ts';
import type { ReplayStatus } from './replay.ts';
import type { Interval } from './symbol.ts';

/** What `ingest` answers: jobs now, and the line's word that a payload was not understood. */
export interface IngestService {
  runNow(connector: string, subject: string | null): Promise<{ readonly run_ids: readonly string[] }>;
  /** Fetches a span of the past anew, piece by piece, in an order that survives restarts. */
  backfill(request: BackfillRequest): Promise<{ readonly backfill_id: string; readonly chunks: number }>;
  /** Keeps a file that somebody hands in as a payload of the source, and sends it down the line. */
  intake(connector: string, file: IntakeFile): Promise<{ readonly fetch_id: string }>;
  /** The window is fetched anew later: its payload could not be parsed. */
  refuse(refusal: FetchRefusal): Promise<void>;
}

/** [from, to) of the world's time, as instants; one subject of the source, or all where it is null. */
export interface BackfillRequest {
  readonly connector: string;
  readonly subject: string | null;
  readonly from: string;
  readonly to: string;
}

/** A payload that comes by hand: an issuer's table, a vendor's download. */
export interface IntakeFile {
  readonly name: string;
  readonly subject: string;
  readonly content_type: string;
  readonly bytes: Uint8Array;
}

export interface FetchRefusal {
  readonly connector: string;
  readonly subject: string;
  readonly fetch_id: string;
  readonly url: string;
  readonly window_from: string;
  readonly code: string;
  readonly message: string;
}

/** What `clean` answers: replays from the lake and second chances for dead letters. */
export interface CleanService {
  /** Rebuilds what was fetched in a span of time beside the live tables; these change by a swap only. */
  replay(request: ReplayRequest): Promise<{ readonly replay_id: string; readonly payloads: number }>;
  swapReplay(replayId: string): Promise<{ readonly status: ReplayStatus }>;
  discardReplay(replayId: string): Promise<{ readonly status: ReplayStatus }>;
  resend(deadLetterId: string): Promise<boolean>;
}

/** Fetches of one connector, or of all where it is null, made in [from, to) by our clock. */
export interface ReplayRequest {
  readonly connector: string | null;
  readonly from: string;
  readonly to: string;
}

/** What `indicators` answers: what is computed from bars. */
export interface IndicatorsService {
  /** In the order of the instruments. */
  values(request: IndicatorValuesRequest): Promise<readonly IndicatorValues[]>;
  /** From now on the values of these channels are announced; for each of them null, or why they cannot be. */
  watch(channels: readonly string[]): Promise<readonly (string | null)[]>;
  /** Whether all that is computed of the instrument's bars now rests on all that is stored of them. */
  catchUp(instrumentId: string): Promise<boolean>;
}

export interface IndicatorValuesRequest {
  readonly instruments: readonly string[];
  /** Canonical names, with the benchmark where there is one. */
  readonly indicators: readonly string[];
  readonly interval: Interval;
  /** Inclusive. */
  readonly from: string | null;
  /** Exclusive. */
  readonly before: string | null;
  /** Bars of each instrument that are shown, the newest of the span. */
  readonly limit: number;
  readonly as_of: string | null;
  readonly source: string | null;
  readonly unit: string | null;
  readonly adjust: 'none' | 'splits' | 'all';
  readonly format: 'rows' | 'columns';
  /** The first day whose prices the caller may see, where that is not all: links to bars begin no earlier. */
  readonly earliest: string | null;
}

/** A page of values of one instrument. */
export interface IndicatorValues {
  readonly instrument_id: string;
  readonly known: boolean;
  readonly source: string | null;
  readonly unit: string | null;
  readonly is_sample: boolean;
  /** Its bars are computed, and what they are computed from has changed since. */
  readonly behind: boolean;
  /** The first bar shown, where earlier ones of the span are not. */
  readonly next: string | null;
  /** As JSON text, in the order of time. */
  readonly json: string;
}

/** What `api` answers inside the platform: cached answers about these channels are out of date. */
export interface CacheService {
  purge(tags: readonly string[]): Promise<void>;
}

/** What a Channel object answers. */
export interface ChannelService {
  publish(publications: readonly ChannelPublication[]): Promise<void>;
  history(request: HistoryRequest): Promise<History>;
}

/** Items of one channel with `seq` in [from_seq, to_seq]; at most `limit`. */
export interface HistoryRequest {
  readonly channel: string;
  readonly epoch: string | null;
  readonly from_seq: number;
  readonly to_seq: number;
  readonly limit: number;
}

export interface History {
  readonly channel: string;
  readonly epoch: string;
  /** Seq of the newest item; 0 when nothing was ever published. */
  readonly head_seq: number;
  /** Seq of the oldest item that is still kept. */
  readonly first_seq: number;
  readonly items: readonly { readonly seq: number; readonly data: Readonly<Record<string, unknown>> }[];
  /** Where the next page begins; null when these are the last items of the span. */
  readonly next_from_seq: number | null;
  /** What of the span is no longer kept. */
  readonly lost: SeqSpan | null;
}

/** Both ends are inside. */
export interface SeqSpan {
  readonly from_seq: number;
  readonly to_seq: number;
}
