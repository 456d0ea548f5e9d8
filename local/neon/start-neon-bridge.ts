import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import { answerSql } from './answer-sql.ts';
import { errorAnswer } from './error-answer.ts';
import { RolePools } from './role-pools.ts';
import { parseSqlRequest } from './sql-request.ts';
import { tunnel } from './tunnel.ts';

export interface NeonBridge {
  readonly url: string;
  readonly port: number;
  /** Requests so far, by login. */
  readonly trips: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
/** Workers keep their connections; opening one costs more than a short query. */
const keepAliveMs = 10 * 60_000;

/** Neon's two doors before a plain Postgres: queries over `POST /sql`, the wire protocol over a socket at `/v2`. */
export async function startNeonBridge(options: {
  postgresHost: string;
  postgresPort: number;
  port?: number;
}): Promise<NeonBridge> {
  const target = { host: options.postgresHost, port: options.postgresPort };
  const pools = new RolePools(target);
  const trips = new Map<string, number>();
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    if (request.method !== 'POST' || pathOf(request) !== '/sql') {
      request.resume();
      send(response, 404, 'Neon over HTTP is POST /sql.');
      return;
    }
    answer(pools, trips, request).then(
      (body) => send(response, 200, body),
      (error) => {
        const failed = errorAnswer(error);
        send(response, failed.status, failed.body);
      },
    );
  });

  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request) === '/v2')
      sockets.handleUpgrade(request, socket, head, (webSocket) => tunnel(webSocket, target));
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });

  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The Neon bridge has no port.');

  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    trips,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const webSocket of sockets.clients) webSocket.terminate();
      await closed;
      await pools.close();
    },
  };
}

async function answer(pools: RolePools, trips: Map<string, number>, request: IncomingMessage): Promise<string> {
  const asked = parseSqlRequest(request.headers, await readText(request));
  const login = URL.parse(asked.connectionString)?.username ?? '';
  trips.set(login, (trips.get(login) ?? 0) + 1);
  return JSON.stringify(await answerSql(pools, asked));
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => resolve(Buffer.concat(chunks).toString()));
    request.once('error', reject);
  });
}

function send(response: ServerResponse, status: number, body: string): void {
  const contentType = body.startsWith('{') ? 'application/json' : 'text/plain';
  // A long text that the socket has to encode itself costs three times as much.
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': bytes.length }).end(bytes);
}

function pathOf(request: IncomingMessage): string {
  return request.url?.split('?', 1)[0] ?? '';
}
