import WebSocket from 'ws';

/** Sockets that hear one publisher, and what of it has come. */
export interface Readers {
  /** Milliseconds until every event arrived, one number a delivery, of an event that `publish` sets off. */
  hear(publish: () => Promise<void>): Promise<Float64Array>;
}

const atOnce = 50;
const eventsHead = '{"type":"events"';

/** Opens the sockets; each is ready once `subscribe`, where there is one, has been acknowledged. */
export async function openReaders(url: string, count: number, subscribe: string | null): Promise<Readers> {
  const sockets: WebSocket[] = [];
  let arrivals = new Float64Array(0);
  let arrived = 0;
  let everybodyHeard = (): void => {};

  const open = (): Promise<WebSocket> =>
    new Promise((ready, failed) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
      socket.on('error', failed);
      socket.on('open', () => (subscribe === null ? ready(socket) : socket.send(subscribe)));
      socket.on('message', (message: Buffer) => {
        const head = message.toString('latin1', 0, eventsHead.length);
        if (head === eventsHead) {
          arrivals[arrived] = performance.now();
          arrived += 1;
          if (arrived === count) everybodyHeard();
        } else if (head.startsWith('{"type":"ack"')) ready(socket);
        else if (head.startsWith('{"type":"ping"')) socket.send(message.toString().replace('"ping"', '"pong"'));
      });
    });

  for (let at = 0; at < count; at += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, count - at) }, open);
    sockets.push(...(await Promise.all(batch)));
  }
  return {
    async hear(publish) {
      arrivals = new Float64Array(count);
      arrived = 0;
      const heard = new Promise<void>((resolve) => {
        everybodyHeard = resolve;
      });
      const start = performance.now();
      await Promise.all([publish(), heard]);
      return arrivals.map((at) => at - start);
    },
  };
}
