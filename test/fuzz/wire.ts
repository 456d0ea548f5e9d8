import { Agent, request } from 'node:http';

export interface Sent {
  readonly method: string;
  /** Path and query, as they go onto the wire. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | null;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly ms: number;
}

export interface Wire {
  send(sent: Sent): Promise<Received>;
  close(): void;
}

const patienceMs = 30_000;

/** Connections that are kept open, through which requests go as they are written. */
export function openWire(url: string, connections: number): Wire {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: ({ method, target, headers, body }) =>
      new Promise((resolve, reject) => {
        const startedMs = performance.now();
        const length = body === null ? [] : ['content-length', String(body.byteLength)];
        const all = ['host', `${hostname}:${port}`, ...headers.flat(), ...length];
        const asking = request(
          { agent, hostname, port, method, path: target, headers: all, timeout: patienceMs },
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('error', reject);
            answer.on('end', () => {
              const known = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
              resolve({
                status: answer.statusCode ?? 0,
                headers: Object.fromEntries(known),
                body: Buffer.concat(chunks),
                ms: performance.now() - startedMs,
              });
            });
          },
        );
        asking.on('timeout', () => asking.destroy(new Error(`no answer within ${patienceMs} ms`)));
        asking.on('error', reject);
        asking.end(body ?? undefined);
      }),
    close: () => agent.destroy(),
  };
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const shownBody = 2000;

/** To be pasted into a shell beside `npm start`; keys are named, since each run makes its own. */
export function curlOf({ method, target, headers, body }: Sent, names: ReadonlyMap<string, string>): string {
  const hidden = (text: string): string => {
    for (const [secret, name] of names) {
      if (text.includes(secret)) return `"${text.replace(secret, `$${name}`)}"`;
    }
    return quoted(text);
  };
  const sentHeaders = headers.map(([name, value]) => `-H ${hidden(`${name}: ${value}`)}`);
  const data = body === null ? [] : [`--data-binary ${bodyOf(body)}`];
  return ['curl -i --path-as-is -X', method, ...sentHeaders, ...data, `"$WIZDATA_URL"${quoted(target)}`].join(' ');
}

function bodyOf(body: Buffer): string {
  const text = body.toString('utf8');
  const isText = Buffer.from(text).equals(body) && !/[\0\r\n]/.test(text);
  if (isText && text.length <= shownBody) return quoted(text);
  return `@<(base64 -d <<< ${body.subarray(0, shownBody).toString('base64')})`;
}
