import { env } from 'cloudflare:workers';
import type { ChannelPublication } from '../../src/model/parsed.ts';
import type { ChannelService, History } from '../../src/model/services.ts';
import { publicationItem } from '../../src/stream/publication.ts';
import { type ServerFrame, serverFrame } from '../../src/stream/server-frames.ts';

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;
export type StreamEvent = FrameOf<'events'>['events'][number];

/** A Channel object of its own, by its contract. */
export function freshChannel(): { stub: DurableObjectStub; service: ChannelService } {
  const stub = env.CHANNEL.getByName(crypto.randomUUID());
  return { stub, service: stub as unknown as ChannelService };
}

/** A client that keeps every frame and hands them out in order. */
export class StreamClient {
  readonly frames: ServerFrame[] = [];
  readonly closed: Promise<CloseEvent>;
  readonly #socket: WebSocket;
  #read = 0;
  #wake: () => void = () => {};

  constructor(socket: WebSocket, answersPings = true) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.addEventListener('close', resolve));
    socket.addEventListener('message', ({ data }) => {
      const frame = serverFrame.parse(JSON.parse(String(data)));
      if (frame.type === 'ping' && answersPings) this.send({ type: 'pong', id: frame.id });
      this.frames.push(frame);
      this.#wake();
    });
    socket.accept();
  }

  static async connect(
    stub: DurableObjectStub,
    options: {
      channels?: number;
      answersPings?: boolean;
      caller?: string;
      credential?: string;
      validUntil?: string;
    } = {},
  ) {
    const { channels = 50, caller = null, credential = null, validUntil: valid_until = null } = options;
    const principal = JSON.stringify({ plan: 'free', scopes: ['stream'], channels, caller, credential, valid_until });
    const headers = { upgrade: 'websocket', 'x-wizdata-principal': principal };
    const { webSocket, status } = await stub.fetch('https://stream.test/v1/stream', { headers });
    if (webSocket === null) throw new Error(`no socket, status ${status}`);
    return new StreamClient(webSocket, options.answersPings);
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  close(): void {
    this.#socket.close(1000);
  }

  /** The next frame of that type; other frames on the way are passed over. */
  async next<T extends ServerFrame['type']>(type: T): Promise<FrameOf<T>> {
    for (;;) {
      const frame = this.frames[this.#read];
      if (frame === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else {
        this.#read += 1;
        if (frame.type === type) return frame as FrameOf<T>;
      }
    }
  }

  /** The next `count` events, however many frames carry them. */
  async nextEvents(count: number): Promise<StreamEvent[]> {
    const events: StreamEvent[] = [];
    while (events.length < count) events.push(...(await this.next('events')).events);
    return events;
  }

  async subscribe(...channels: readonly unknown[]): Promise<FrameOf<'ack'>> {
    this.send({ type: 'subscribe', id: 1, channels });
    return this.next('ack');
  }

  /** Everything sent so far has arrived once the answer to a ping is here. */
  async settle(): Promise<void> {
    this.send({ type: 'ping', id: 'settled' });
    while ((await this.next('pong')).id !== 'settled');
  }
}

export const daily = 'bar.1d:XJSE:NPN';

/** A bar in the shape of the wire. Its figures are counters, not prices. */
export function dailyBar(close: string, over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    instrument_id: 'XJSE:NPN',
    interval: '1d',
    time: '2024-03-14T07:00:00.000Z',
    close,
    unit: 'ZAc',
    final: true,
    source: 'yahoo',
    is_sample: true,
    ...over,
  };
}

export function publication(
  outboxId: string | null,
  rows: readonly Record<string, unknown>[],
  channel = daily,
): ChannelPublication {
  return { channel, outboxId, items: rows.map((row) => publicationItem('bar', row)) };
}

/** Bars of `count` following days. */
export function dailyBars(count: number, over: Record<string, unknown> = {}): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) =>
    dailyBar(String(index), { time: new Date(Date.UTC(2024, 0, 1 + index, 7)).toISOString(), ...over }),
  );
}

export const seqs = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq);

/** `count` numbers that follow on each other. */
export const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);

/** What the channel keeps of `daily`. */
export function history(service: ChannelService, epoch: string | null = null) {
  return service.history({ channel: daily, epoch, from_seq: 1, to_seq: Number.MAX_SAFE_INTEGER, limit: 20_000 });
}

/** The answers behind the address of a gap, page by page, as REST asks the channel for them. */
export async function pagesBehind(service: ChannelService, address: string, limit = 1_000): Promise<History[]> {
  const { pathname, searchParams: query } = new URL(address, 'https://stream.test');
  if (pathname !== '/v1/stream/history') throw new Error(`no history at ${pathname}`);
  const [channel, epoch] = [query.get('channel') ?? '', query.get('epoch')];
  const to_seq = Number(query.get('to_seq'));
  const pages: History[] = [];
  for (let from_seq: number | null = Number(query.get('from_seq')); from_seq !== null; ) {
    const page: History = await service.history({ channel, epoch, from_seq, to_seq, limit });
    pages.push(page);
    from_seq = page.next_from_seq;
  }
  return pages;
}

/** Why a call failed. */
export const failure = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'it did not fail',
    (error: Error) => error.message,
  );
