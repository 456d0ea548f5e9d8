import { connect, type Socket } from 'node:net';

/** Connections that are kept open and ask for one thing after the other. */
export interface HttpLoad {
  /** Answers a second over a stretch of time, each connection asking again as soon as it is answered. */
  run(ms: number): Promise<number>;
  close(): void;
}

export interface HttpLoadOptions {
  readonly url: string;
  readonly connections: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Path and query of the next request. */
  nextPath(): string;
}

const headEnd = Buffer.from('\r\n\r\n');
/** All sockets read into it in turn: an answer is counted, not kept. */
const arrival = Buffer.allocUnsafe(64 * 1024);

/** Reads no more of an answer than its status and its length, so that the load costs little beside what it measures. */
export async function openHttpLoad(options: HttpLoadOptions): Promise<HttpLoad> {
  const { host, hostname, port } = new URL(options.url);
  const headers = Object.entries({ host, ...options.headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const tail = ` HTTP/1.1\r\n${headers.join('')}\r\n`;
  const sockets: Socket[] = [];
  const answered: (() => void)[] = [];
  let fail = (_reason: Error): void => {};

  function open(index: number): Promise<Socket> {
    let head = Buffer.alloc(0);
    let missing = 0;
    const read = (bytes: Buffer): void => {
      if (missing === 0) {
        const soFar = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
        const end = soFar.indexOf(headEnd);
        if (end < 0) {
          head = Buffer.from(soFar);
          return;
        }
        head = Buffer.alloc(0);
        const { length, problem } = readHead(soFar.toString('latin1', 0, end));
        if (problem !== null) fail(new Error(`${options.url} answered ${problem}`));
        missing = length - (soFar.length - end - headEnd.length);
      } else missing -= bytes.length;
      if (missing === 0) answered[index]?.();
    };
    const onread = {
      buffer: arrival,
      callback: (size: number) => {
        read(arrival.subarray(0, size));
        return true;
      },
    };
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread }, () => resolve(socket));
      socket.on('error', (error) => {
        reject(error);
        fail(error);
      });
    });
  }

  for (let index = 0; index < options.connections; index += 1) sockets.push(await open(index));
  const ask = (socket: Socket): boolean => socket.write(`GET ${options.nextPath()}${tail}`);

  return {
    run: (ms) =>
      new Promise((resolve, reject) => {
        let inTime = 0;
        let open = sockets.length;
        const start = performance.now();
        fail = reject;
        for (const [index, socket] of sockets.entries()) {
          answered[index] = () => {
            const isInTime = performance.now() - start < ms;
            if (isInTime) {
              inTime += 1;
              ask(socket);
              return;
            }
            open -= 1;
            if (open === 0) resolve((inTime / ms) * 1000);
          };
          ask(socket);
        }
      }),
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function readHead(head: string): { readonly length: number; readonly problem: string | null } {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const statusLine = head.slice(0, head.indexOf('\r\n'));
  if (!statusLine.startsWith('HTTP/1.1 200 ')) return { length: Number(length ?? 0), problem: statusLine };
  return { length: Number(length), problem: length === undefined ? 'without a content-length' : null };
}
