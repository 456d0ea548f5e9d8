import { z } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import type { SeqSpan } from '../model/services.ts';
import type { FrameId } from './client-frames.ts';

export const protocolVersion = 1;

const frameId = z.union([z.string(), z.number()]).nullable();
const seq = z.number().int().nonnegative();
/** Items that are no longer kept anywhere; null when there are none. */
const lost = z.object({ from_seq: seq, to_seq: seq }).nullable();
const failure = z.object({ code: z.custom<ErrorCode>((value) => typeof value === 'string'), message: z.string() });

/** First frame of a connection. */
const welcome = z.object({
  type: z.literal('welcome'),
  protocol: z.literal(protocolVersion),
  conn_id: z.string(),
  heartbeat_seconds: z.number(),
  limits: z.object({ channels: z.number(), message_bytes: z.number(), messages_per_second: z.number() }),
});

/**
 * What became of one channel of a `subscribe`. `recovered`: `live` begins with the next item, `replayed` sends
 * everything after `since` that is kept first, `gap` sends nothing of the past and names what is missing in a `gap`
 * frame. `lost`: what `since` asked for and nobody can answer any more.
 */
const subscribed = z.object({
  channel: z.string(),
  ok: z.literal(true),
  epoch: z.string(),
  head_seq: seq,
  first_seq: seq,
  recovered: z.enum(['live', 'replayed', 'gap']),
  lost,
});
const unsubscribed = z.object({ channel: z.string(), ok: z.literal(true) });
const refused = z.object({ channel: z.string(), ok: z.literal(false), error: failure });

/** The one answer to a `subscribe` or an `unsubscribe`, before any frame that follows from it. */
const ack = z.object({
  type: z.literal('ack'),
  id: frameId,
  results: z.array(z.union([subscribed, unsubscribed, refused])),
});

/**
 * Items that are not sent. `history` answers [from_seq, to_seq] of this epoch, page by page; what was published before
 * them and is no longer kept is `lost`. Together they are all that the client misses. Where nothing is kept, `history`
 * is null and `to_seq` is one less than `from_seq`.
 */
const gap = z.object({
  type: z.literal('gap'),
  channel: z.string(),
  epoch: z.string(),
  from_seq: seq,
  to_seq: seq,
  history: z.string().nullable(),
  lost,
});

/**
 * All news of one tick. `seq` grows by one within a channel; `data` is the row as REST shows it, or as it showed it, with
 * `withdrawn: true`, where it is not held true any more.
 */
const events = z.object({
  type: z.literal('events'),
  epoch: z.string(),
  events: z.array(z.object({ channel: z.string(), seq, data: z.record(z.string(), z.unknown()) })),
});

/** A head above the last `seq` that came means that something was lost on the way. */
const heartbeat = z.object({ type: z.literal('heartbeat'), time: z.iso.datetime(), heads: z.record(z.string(), seq) });

const ping = z.object({ type: z.literal('ping'), id: z.number() });
const pong = z.object({ type: z.literal('pong'), id: frameId });
const error = z.object({ type: z.literal('error'), id: frameId, ...failure.shape });

export const serverFrame = z.discriminatedUnion('type', [welcome, ack, gap, events, heartbeat, ping, pong, error]);

export type ServerFrame = z.infer<typeof serverFrame>;
export type ChannelResult = z.infer<typeof ack>['results'][number];
export type Subscribed = z.infer<typeof subscribed>;
export type GapFrame = z.infer<typeof gap>;

export function gapFrame(channel: string, epoch: string, kept: SeqSpan, lost: SeqSpan | null): GapFrame {
  const { from_seq, to_seq } = kept;
  const query = new URLSearchParams({ channel, epoch, from_seq: String(from_seq), to_seq: String(to_seq) });
  const history = from_seq <= to_seq ? `/v1/stream/history?${query}` : null;
  return { type: 'gap', channel, epoch, from_seq, to_seq, history, lost };
}

export function errorFrame(id: FrameId, code: ErrorCode, message: string): ServerFrame {
  return { type: 'error', id, code, message };
}

/** One event as text: written once, kept in the log and sent to every reader as it is. */
export function eventText(channel: string, seqOfItem: number, rowText: string): string {
  return `{"channel":${JSON.stringify(channel)},"seq":${seqOfItem},"data":${rowText}}`;
}

/** `events` frames around event texts, in as few frames as the cap on a frame's size allows. */
export function eventsFrames(epoch: string, eventTexts: readonly string[], frameBytes: number): string[] {
  const frames: string[] = [];
  const head = `{"type":"events","epoch":"${epoch}","events":[`;
  let from = 0;
  let size = head.length;
  for (const [index, text] of eventTexts.entries()) {
    if (index > from && size + text.length > frameBytes) {
      frames.push(`${head}${eventTexts.slice(from, index).join(',')}]}`);
      from = index;
      size = head.length;
    }
    size += text.length + 1;
  }
  if (from < eventTexts.length) frames.push(`${head}${eventTexts.slice(from).join(',')}]}`);
  return frames;
}
