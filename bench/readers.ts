import WebSocket from 'ws';

/** Sockets that hear one publisher. */
export interface Readers {
  /** Publishes one event and waits until all have it; the milliseconds that it took to each. */
  hear(publish: () => Promise<void>): Promise<Float64Array>;
  /** The last frame that came, without its beginning, which differs between publishers. */
  lastEvents(): string;
  close(): void;
}

const openedAtOnce = 50;
const eventsHead = '{"type":"events"';
const eventsAt = '{"type":"events","epoch":"0123456789abcdef",'.length;

/** Opens the sockets; each is ready once `subscribe`, where there is one, has been acknowledged. */
export async function openReaders(url: string, count: number, subscribe: string | null): Promise<Readers> {
  const sockets: WebSocket[] = [];
  let arrivals = new Float64Array(0);
  let arrived = 0;
  let last = Buffer.alloc(0);
  let allHeard = (): void => {};

  const open = (): Promise<WebSocket> =>
    new Promise((ready, failed) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
      socket.on('error', failed);
      socket.on('open', () => (subscribe === null ? ready(socket) : socket.send(subscribe)));
      socket.on('message', (message: Buffer<ArrayBuffer>) => {
        const head = message.toString('latin1', 0, eventsHead.length);
        if (head === eventsHead) {
          arrivals[arrived] = performance.now();
          arrived += 1;
          last = message;
          if (arrived === count) allHeard();
        } else if (head.startsWith('{"type":"ack"')) ready(socket);
        else if (head.startsWith('{"type":"ping"')) socket.send(message.toString().replace('"ping"', '"pong"'));
      });
    });

  while (sockets.length < count) {
    const batch = Array.from({ length: Math.min(openedAtOnce, count - sockets.length) }, open);
    sockets.push(...(await Promise.all(batch)));
  }
  return {
    async hear(publish) {
      arrivals = new Float64Array(count);
      arrived = 0;
      const heard = new Promise<void>((resolve) => {
        allHeard = resolve;
      });
      const start = performance.now();
      await Promise.all([publish(), heard]);
      return arrivals.map((at) => at - start);
    },
    lastEvents: () => last.toString('utf8', eventsAt),
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
