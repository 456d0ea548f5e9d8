import { connect } from 'node:net';

/** Connections that are kept open and ask for one thing after the other. */
export interface HttpLoad {
  /** Each connection asks again as soon as it is answered, until the time is over; at least once. */
  run(ms: number): Promise<Answers>;
  close(): void;
}

export interface Answers {
  readonly perSecond: number;
  /** Milliseconds from each question to the end of its answer. */
  readonly latencies: readonly number[];
}

export interface HttpLoadOptions {
  readonly url: string;
  readonly connections: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Path and query of the next request. */
  nextPath(): string;
}

/** What is done with answers during a stretch. */
interface Stretch {
  answered(connection: Connection, latencyMs: number): void;
  broken(error: Error): void;
}

interface Connection {
  ask(): void;
  close(): void;
}

const headEnd = Buffer.from('\r\n\r\n');
/** All sockets read into it in turn: an answer is counted, not kept. */
const arrival = Buffer.allocUnsafe(64 * 1024);

export async function openHttpLoad(options: HttpLoadOptions): Promise<HttpLoad> {
  let stretch: Stretch = { answered: () => {}, broken: () => {} };
  const connections: Connection[] = [];
  for (let count = 0; count < options.connections; count += 1) connections.push(await open(options, () => stretch));
  return {
    run: (ms) =>
      new Promise((resolve, reject) => {
        const latencies: number[] = [];
        let inTime = 0;
        let busy = connections.length;
        const end = performance.now() + ms;
        const answered = (connection: Connection, latencyMs: number): void => {
          latencies.push(latencyMs);
          if (performance.now() < end) {
            inTime += 1;
            connection.ask();
            return;
          }
          busy -= 1;
          if (busy === 0) resolve({ perSecond: (inTime / ms) * 1000, latencies });
        };
        stretch = { answered, broken: reject };
        for (const connection of connections) connection.ask();
      }),
    close() {
      for (const connection of connections) connection.close();
    },
  };
}

/** Reads no more of an answer than its status and its length, so that the load costs little beside what it measures. */
function open({ url, headers, nextPath }: HttpLoadOptions, stretch: () => Stretch): Promise<Connection> {
  const { host, hostname, port } = new URL(url);
  const fields = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const rest = ` HTTP/1.1\r\n${fields.join('')}\r\n`;
  let head = Buffer.alloc(0);
  let missing = 0;
  let askedAt = 0;

  /** Takes in what has arrived and tells whether the answer is whole. */
  function read(bytes: Buffer): boolean {
    if (missing > 0) {
      missing -= bytes.length;
      return missing === 0;
    }
    head = Buffer.concat([head, bytes]);
    const end = head.indexOf(headEnd);
    if (end < 0) return false;
    missing = lengthOf(head.toString('latin1', 0, end)) - (head.length - end - headEnd.length);
    head = Buffer.alloc(0);
    return missing === 0;
  }

  return new Promise((resolve, reject) => {
    const callback = (size: number): boolean => {
      try {
        if (read(arrival.subarray(0, size))) stretch().answered(connection, performance.now() - askedAt);
      } catch (error) {
        stretch().broken(error as Error);
      }
      return true;
    };
    const onread = { buffer: arrival, callback };
    const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread }, () => resolve(connection));
    const connection: Connection = {
      ask() {
        askedAt = performance.now();
        socket.write(`GET ${nextPath()}${rest}`);
      },
      close: () => void socket.destroy(),
    };
    socket.on('error', (error) => {
      reject(error);
      stretch().broken(error);
    });
  });
}

function lengthOf(head: string): number {
  const [statusLine = ''] = head.split('\r\n', 1);
  if (!statusLine.startsWith('HTTP/1.1 200 ')) throw new Error(`the load was answered ${statusLine}`);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error('the load was answered without a content-length');
  return Number(length);
}
