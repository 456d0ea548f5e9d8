import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { encodeReply } from './encode-reply.ts';
import { RedisEngine } from './engine/redis-engine.ts';
import { RedisError } from './engine/reply.ts';

export interface UpstashBridge {
  readonly url: string;
  readonly token: string;
  readonly port: number;
  /** For trials of what callers do without it. */
  behave(how: Behaviour): void;
  stop(): Promise<void>;
}

/** `gone` hangs up on whoever asks, `silent` lets them wait for ever. */
type Behaviour = 'answering' | 'gone' | 'silent';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const host = '127.0.0.1';
const keepAliveMs = 10 * 60_000;

const word = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
const command = z.array(word).min(1);
const commands = z.array(command);

/** Upstash's REST protocol over an engine in this process. What it holds is gone when it stops. */
export async function startUpstashBridge(options: { port?: number; token: string }): Promise<UpstashBridge> {
  const engine = new RedisEngine();
  let behaviour: Behaviour = 'answering';
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    if (behaviour !== 'answering') {
      if (behaviour === 'gone') request.destroy();
      return;
    }
    const send = ({ status, body }: Answer) => {
      const json = JSON.stringify(body);
      const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) };
      response.writeHead(status, headers).end(json);
    };
    answer(engine, options.token, request).then(send, (error) => send(refusal(400, sentence(error))));
  });
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The Upstash bridge has no port.');

  return {
    url: `http://${host}:${address.port}`,
    token: options.token,
    port: address.port,
    behave: (how) => {
      behaviour = how;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(engine: RedisEngine, token: string, request: IncomingMessage): Promise<Answer> {
  const body = await text(request);
  if (!isToken(request.headers.authorization, token)) return refusal(401, 'WRONGPASS invalid or missing auth token');
  if (request.method !== 'POST') return refusal(405, 'ERR only POST is served here');
  const base64 = request.headers['upstash-encoding'] === 'base64';
  const path = request.url?.split('?', 1)[0];
  const run = (words: readonly string[]) => ({ result: encodeReply(engine.execute(words), base64) });

  if (path === '/') return { status: 200, body: run(parse(command, body)) };
  // Commands run without a pause between them, so a pipeline is as undivided as a transaction.
  if (path !== '/pipeline' && path !== '/multi-exec') return refusal(404, `ERR there is no ${path}`);
  const results = parse(commands, body).map((words) => {
    try {
      return run(words);
    } catch (error) {
      return { error: sentence(error) };
    }
  });
  return { status: 200, body: results };
}

function refusal(status: number, error: string): Answer {
  return { status, body: { error } };
}

function parse<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new RedisError('ERR the body is not JSON');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new RedisError(`ERR the body is no command: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function sentence(error: unknown): string {
  return error instanceof RedisError ? error.message : `ERR ${error}`;
}

function isToken(header: string | undefined, token: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
