import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { binance } from './binance.ts';
import { binanceSocket } from './binance-socket.ts';
import { ecb } from './ecb.ts';
import { type FaultKind, faultyReply, NOTICE_PAGE, RETRY_AFTER_SECONDS } from './fault.ts';
import { type HttpUpstream, type Reply, textReply, type UpstreamName } from './http-upstream.ts';
import { recorded } from './recorded.ts';
import { recordedSockets, socketAt } from './recorded-socket.ts';
import { recordedSources } from './recordings.ts';
import { worldbank } from './worldbank.ts';
import { yahooChart } from './yahoo-chart.ts';
import { zip } from './zip.ts';

const LOOPBACK = '127.0.0.1';
const MOVED_PREFIX = '/moved';

export type UpstreamRequest = { source: UpstreamName; path: string; headers: IncomingHttpHeaders };

export type Upstream = {
  url: string;
  port: number;
  /** What takes the place of each source's real base URL. */
  bases: Record<UpstreamName, string>;
  /** Turns every further answer of one source bad, until null is given. */
  fault(source: UpstreamName, kind: FaultKind | null): void;
  /** What was asked so far, oldest first; the path is the one that the real host would have seen. */
  requests(): UpstreamRequest[];
  stop(): Promise<void>;
};

export type UpstreamOptions = {
  port?: number;
  /** Divides the pauses between the recorded socket frames; Infinity plays as fast as possible. */
  socketSpeed?: number;
  faults?: Partial<Record<UpstreamName, FaultKind>>;
};

/** Stands in for the hosts of all sources: their paths and forms, filled with the sample figures. */
export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const upstreams = [ecb(), yahooChart(), binance(), worldbank(), ...recordedSources().map(recorded)];
  const socketUpstreams = [binanceSocket(), ...recordedSockets()];
  const faults = new Map(Object.entries(options.faults ?? {})) as Map<UpstreamName, FaultKind>;
  const log: UpstreamRequest[] = [];

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://upstream');
    const upstream = upstreams.find(({ prefix }) => pathname.startsWith(`${prefix}/`));
    if (!upstream) {
      return deliver(request, response, pathname.startsWith(MOVED_PREFIX) ? NOTICE_PAGE : textReply(404, 'Not Found'));
    }
    const { name, prefix } = upstream;
    log.push({ source: name, path: (request.url ?? '').slice(prefix.length), headers: request.headers });
    const fault = faults.get(name);
    if (fault === 'timeout') return;
    const right = answer(upstream, request, pathname.slice(prefix.length), searchParams);
    deliver(request, response, fault ? faultyReply(fault, upstream, right) : right, fault);
  });

  const sockets = new WebSocketServer({ noServer: true });
  const raw = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    raw.add(socket);
    socket.on('close', () => raw.delete(socket)).on('error', () => socket.destroy());
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://upstream');
    const upstream = socketAt(socketUpstreams, pathname);
    if (upstream === undefined) return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    log.push({
      source: upstream.name,
      path: (request.url ?? '').slice(upstream.prefix.length),
      headers: request.headers,
    });
    const fault = faults.get(upstream.name);
    if (fault === 'timeout') return;
    const refusal = fault && REFUSED_UPGRADES[fault];
    if (refusal) return socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (client) => {
      upstream.play(client, searchParams, { speed: options.socketSpeed ?? 1, fault });
    });
  });

  server.listen(options.port ?? 0, LOOPBACK);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://${LOOPBACK}:${port}`;
  const bases = Object.fromEntries(upstreams.map(({ name, prefix }) => [name, url + prefix]));
  const socketBases = Object.fromEntries(
    socketUpstreams.map(({ name, prefix }) => [name, `ws://${LOOPBACK}:${port}${prefix}`]),
  );

  return {
    url,
    port,
    bases: { ...bases, ...socketBases },
    fault(source, kind) {
      if (kind) faults.set(source, kind);
      else faults.delete(source);
    },
    requests: () => [...log],
    async stop() {
      for (const socket of raw) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const REFUSED_UPGRADES: Partial<Record<FaultKind, string>> = {
  'error-500': '500 Internal Server Error',
  'rate-limited': `429 Too Many Requests\r\nRetry-After: ${RETRY_AFTER_SECONDS}`,
  redirect: `302 Found\r\nLocation: ${MOVED_PREFIX}`,
  'html-200': '200 OK\r\nContent-Type: text/html',
  'empty-200': '200 OK',
};

function answer(upstream: HttpUpstream, request: IncomingMessage, path: string, query: URLSearchParams): Reply {
  if (request.method !== 'GET') return textReply(405, 'Method Not Allowed');
  try {
    return upstream.answer(path, query);
  } catch (error) {
    if (error instanceof URIError) return textReply(400, 'Bad Request');
    throw error;
  }
}

function deliver(request: IncomingMessage, response: ServerResponse, reply: Reply, fault?: FaultKind): void {
  const whole = reply.zipEntry
    ? zip(reply.zipEntry, reply.text, reply.lastModified ?? new Date(0))
    : Buffer.from(reply.bytes ?? reply.text);
  // Cut as a proxy cuts: the headers vouch for what is left, so only the payload itself can tell.
  const body = fault === 'truncated' ? whole.subarray(0, whole.length / 2) : whole;

  response.statusCode = reply.status;
  if (reply.status === 302) response.setHeader('location', MOVED_PREFIX + request.url);
  if (reply.status === 429) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
  if (reply.status === 200 && reply.lastModified) {
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
    response.setHeader('etag', etag);
    response.setHeader('last-modified', reply.lastModified.toUTCString());
    // A fault must be seen, whatever the asker holds.
    if (!fault && isFresh(request.headers, etag, reply.lastModified)) {
      response.statusCode = 304;
      response.end();
      return;
    }
  }
  response.setHeader('content-type', reply.contentType);
  response.setHeader('content-length', body.length);
  response.end(body);
}

/** Whether the asker already holds this answer; an ETag outranks a date (RFC 9110, 13.2.2). */
function isFresh(headers: IncomingHttpHeaders, etag: string, lastModified: Date): boolean {
  const held = headers['if-none-match'];
  if (held !== undefined) return held === '*' || held.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  const since = headers['if-modified-since'];
  return since !== undefined && Math.floor(lastModified.getTime() / 1000) * 1000 <= Date.parse(since);
}
