import type { z } from '@hono/zod-openapi';
import { WizError } from '../core/errors.ts';
import { holdsOwnSecret } from '../core/secret.ts';
import type { ApiContext } from './context.ts';
import type { Endpoint, Input } from './endpoint.ts';
import { inWords } from './in-words.ts';
import { decode } from './query-string.ts';

const usualBodyBytes = 16 * 1024;

/** What the endpoint's schemas make of the request, or `invalid_request` with what to do about it. */
export async function readInput(
  endpoint: Endpoint,
  c: ApiContext,
): Promise<Input<z.ZodObject, z.ZodObject, z.ZodType>> {
  const params = parse(endpoint.params, pathParameters(endpoint.path, c.req.url));
  const query = parse(endpoint.query, Object.fromEntries(c.get('query')));
  const body = endpoint.body === undefined ? undefined : parse(endpoint.body, await readBody(c.req.raw, endpoint));
  return { params, query, body };
}

/** What the schema makes of a value, or `invalid_request` with what to do about it. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value, { error: inWords });
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new WizError('invalid_request', [...new Set(said)].join('; '));
}

/** The router matched the path as it was sent; here it is decoded strictly. */
function pathParameters(pattern: string, url: string): Record<string, string> {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const end = url.indexOf('?', start);
  const segments = url.slice(start, end < 0 ? undefined : end).split('/');
  const params: Record<string, string> = {};
  pattern.split('/').forEach((part, index) => {
    if (part.startsWith('{')) params[part.slice(1, -1)] = decode(segments[index] ?? '');
  });
  return params;
}

/** A JSON body, or undefined where none was sent. */
async function readBody(request: Request, { maxBodyBytes = usualBodyBytes, takesSecret }: Endpoint): Promise<unknown> {
  const bytes = await readBounded(request, maxBodyBytes);
  if (bytes.byteLength === 0) return undefined;
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new WizError('unsupported_media_type', 'Send the body as JSON with "Content-Type: application/json"');
  }
  refusePacked(request);
  const body = jsonOf(bytes);
  if (!takesSecret && holdsOwnSecret(body.text)) {
    throw new WizError('invalid_request', 'Keys do not belong into bodies, of which names are stored and shown');
  }
  return body.value;
}

/** Who says that a body is packed would have it unpacked (RFC 9110). */
export function refusePacked({ headers }: Request): void {
  const coding = headers.get('content-encoding') ?? 'identity';
  if (/^(?:identity)?$/i.test(coding.trim())) return;
  throw new WizError('unsupported_media_type', 'Send the body as it is, without Content-Encoding');
}

/** With its text without escapes, in which a secret is spelled as it is. */
function jsonOf(bytes: Uint8Array): { readonly value: unknown; readonly text: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return { value, text: text.includes('\\u') ? JSON.stringify(value) : text };
  } catch {
    throw new WizError('invalid_request', 'the body is not valid JSON in UTF-8');
  }
}

/** A body that breaks off or is framed wrongly is its sender's to mend. */
async function* arriving({ body }: Request): AsyncIterable<Uint8Array> {
  try {
    yield* (body ?? []) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new WizError('invalid_request', 'the body did not arrive whole', {}, error);
  }
}

export async function readBounded(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of arriving(request)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new WizError('payload_too_large', `the body must be at most ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
