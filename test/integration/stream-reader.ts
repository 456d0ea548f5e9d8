import { setTimeout as sleep } from 'node:timers/promises';

export interface StreamEvent {
  readonly channel: string;
  readonly seq: number;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Frame {
  readonly type: string;
  readonly events?: readonly StreamEvent[];
  readonly [field: string]: unknown;
}

/** A subscriber that keeps every frame it was sent. */
export class StreamReader {
  readonly frames: Frame[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    socket.addEventListener('message', ({ data }) => void this.frames.push(JSON.parse(String(data)) as Frame));
  }

  static async open(url: string, key?: string): Promise<StreamReader> {
    const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
    // What Node takes as a second argument beyond the standard's list of protocols.
    const init = { headers } as unknown as string[];
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/stream`, init);
    const reader = new StreamReader(socket);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('error', () => reject(new Error(`no socket at ${url}`)));
    });
    return reader;
  }

  get events(): StreamEvent[] {
    return this.frames.flatMap(({ events }) => events ?? []);
  }

  async subscribe(id: number, channels: readonly unknown[]): Promise<Frame> {
    this.#socket.send(JSON.stringify({ type: 'subscribe', id, channels }));
    return await this.until((frame) => frame.type === 'ack' && frame.id === id);
  }

  async until(wanted: (frame: Frame) => boolean, timeoutMs = 10_000): Promise<Frame> {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(20)) {
      const found = this.frames.find(wanted);
      if (found) return found;
    }
    throw new Error(`no such frame came; the last were ${JSON.stringify(this.frames.slice(-3)).slice(0, 600)}`);
  }

  async untilEvent(wanted: (event: StreamEvent) => boolean): Promise<StreamEvent> {
    const frame = await this.until(({ events }) => events?.some(wanted) ?? false);
    return frame.events?.find(wanted) as StreamEvent;
  }

  close(): void {
    this.#socket.close();
  }
}
