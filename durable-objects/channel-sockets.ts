import { type CloseReason, closeCodes } from '../src/stream/close-codes.ts';
import { streamLimits } from '../src/stream/limits.ts';
import { MessageRate } from '../src/stream/message-rate.ts';
import { ReaderProgress } from '../src/stream/reader-progress.ts';
import type { ServerFrame } from '../src/stream/server-frames.ts';

/** What a socket carries through hibernation; kept small, because an attachment holds 16,384 bytes. */
interface Attachment {
  readonly maxChannels: number;
  /** Whom sockets are counted by: a key or an address; null where nobody can be told apart. */
  readonly caller: string | null;
  readonly holder: Holder | null;
  readonly channelIds: readonly number[];
  readonly sent: number;
  readonly read: number;
}

/** By what right a socket is open; whoever reads without a key has none to lose. */
export interface Holder {
  readonly credential: string;
  /** From then on the key is none; null: not yet known. */
  readonly untilMs: number | null;
}

/** Readers with the very same subscriptions: a frame is put together once for all of them. */
export interface Audience {
  readonly key: string;
  readonly channelIds: ReadonlySet<number>;
  readonly readers: Set<Reader>;
}

/** One socket and what is known of its reader. */
export interface Reader {
  readonly socket: WebSocket;
  readonly maxChannels: number;
  readonly caller: string | null;
  readonly holder: Holder | null;
  readonly rate: MessageRate;
  readonly progress: ReaderProgress;
  malformed: number;
  audience: Audience;
}

/**
 * The sockets of the object and who hears what. The index lives in memory and is read back from the sockets'
 * attachments when the object wakes; no send looks at an attachment.
 */
export class ChannelSockets {
  readonly #readers = new Map<WebSocket, Reader>();
  readonly #countByCaller = new Map<string, number>();
  readonly #audiences = new Map<string, Audience>();
  readonly #byChannel = new Map<number, Set<Audience>>();

  constructor(sockets: readonly WebSocket[]) {
    for (const socket of sockets) {
      const attachment = socket.deserializeAttachment() as Attachment | null;
      if (attachment !== null && socket.readyState === WebSocket.OPEN) this.#admit(socket, attachment);
    }
  }

  get count(): number {
    return this.#readers.size;
  }

  get audiences(): Iterable<Audience> {
    return this.#audiences.values();
  }

  countOf(caller: string | null): number {
    return caller === null ? 0 : (this.#countByCaller.get(caller) ?? 0);
  }

  get readers(): Iterable<Reader> {
    return this.#readers.values();
  }

  admit(socket: WebSocket, maxChannels: number, caller: string | null, holder: Holder | null): Reader {
    const reader = this.#admit(socket, { maxChannels, caller, holder, channelIds: [], sent: 0, read: 0 });
    this.#attach(reader);
    return reader;
  }

  /** The reader behind a socket; undefined once it was let go. */
  reader(socket: WebSocket): Reader | undefined {
    return this.#readers.get(socket);
  }

  listen(reader: Reader, channelIds: Iterable<number>): void {
    this.#seat(reader, new Set([...reader.audience.channelIds, ...channelIds]));
    this.#attach(reader);
  }

  stopListening(reader: Reader, channelIds: Iterable<number>): void {
    const kept = new Set(reader.audience.channelIds);
    for (const id of channelIds) kept.delete(id);
    this.#seat(reader, kept);
    this.#attach(reader);
  }

  /** Every audience that hears at least one of the channels. */
  hearing(channelIds: Iterable<number>): Set<Audience> {
    const found = new Set<Audience>();
    for (const id of channelIds) for (const audience of this.#byChannel.get(id) ?? []) found.add(audience);
    return found;
  }

  /** The same frames to everyone in the audience. Who was too slow before them is let go. */
  broadcast(audience: Audience, frames: readonly string[]): void {
    for (const reader of audience.readers) {
      if (reader.progress.tooSlow) this.close(reader, 'slow_reader');
      else for (const frame of frames) this.#sendText(reader, frame);
    }
  }

  send(reader: Reader, frame: ServerFrame): void {
    this.#sendText(reader, JSON.stringify(frame));
  }

  sendTexts(reader: Reader, frames: readonly string[]): void {
    for (const frame of frames) this.#sendText(reader, frame);
  }

  /** The reader answered a ping. */
  markRead(reader: Reader, pingId: number): void {
    reader.progress.proven(pingId);
    this.#attach(reader);
  }

  close(reader: Reader, why: CloseReason): void {
    this.drop(reader.socket);
    const { code, reason } = closeCodes[why];
    hangUp(reader.socket, code, reason);
  }

  drop(socket: WebSocket): void {
    const reader = this.#readers.get(socket);
    if (reader === undefined) return;
    this.#readers.delete(socket);
    this.#count(reader, -1);
    this.#leave(reader);
  }

  #admit(socket: WebSocket, attachment: Attachment): Reader {
    const reader: Reader = {
      socket,
      maxChannels: attachment.maxChannels,
      caller: attachment.caller,
      holder: attachment.holder,
      rate: new MessageRate(streamLimits.messagesPerSecond),
      progress: new ReaderProgress(attachment),
      malformed: 0,
      audience: this.#audience(new Set(attachment.channelIds)),
    };
    reader.audience.readers.add(reader);
    this.#readers.set(socket, reader);
    this.#count(reader, 1);
    return reader;
  }

  #count({ caller }: Reader, change: 1 | -1): void {
    if (caller === null) return;
    const count = this.countOf(caller) + change;
    if (count === 0) this.#countByCaller.delete(caller);
    else this.#countByCaller.set(caller, count);
  }

  #sendText(reader: Reader, frame: string): void {
    try {
      reader.socket.send(frame);
      if (!reader.progress.sent(frame.length)) return;
      reader.socket.send(JSON.stringify({ type: 'ping', id: reader.progress.ask() } satisfies ServerFrame));
      this.#attach(reader);
    } catch {
      this.drop(reader.socket);
    }
  }

  #attach(reader: Reader): void {
    const { maxChannels, caller, holder, audience, progress } = reader;
    const attachment: Attachment = {
      maxChannels,
      caller,
      holder,
      channelIds: [...audience.channelIds],
      ...progress.mark,
    };
    reader.socket.serializeAttachment(attachment);
  }

  #seat(reader: Reader, channelIds: ReadonlySet<number>): void {
    this.#leave(reader);
    reader.audience = this.#audience(channelIds);
    reader.audience.readers.add(reader);
  }

  #leave(reader: Reader): void {
    const { audience } = reader;
    audience.readers.delete(reader);
    if (audience.readers.size > 0) return;
    this.#audiences.delete(audience.key);
    for (const id of audience.channelIds) {
      const hearing = this.#byChannel.get(id);
      hearing?.delete(audience);
      if (hearing?.size === 0) this.#byChannel.delete(id);
    }
  }

  #audience(channelIds: ReadonlySet<number>): Audience {
    const key = [...channelIds].sort((left, right) => left - right).join(',');
    const known = this.#audiences.get(key);
    if (known) return known;
    const audience: Audience = { key, channelIds, readers: new Set() };
    this.#audiences.set(key, audience);
    for (const id of channelIds) {
      const hearing = this.#byChannel.get(id) ?? new Set();
      this.#byChannel.set(id, hearing.add(audience));
    }
    return audience;
  }
}

export function hangUp(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    // A pipe that is already broken needs no closing.
  }
}
