import type { BytesAnswer, JsonAnswer } from '../answer.ts';
import type { ApiDeps, ApiMiddleware } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { readInput } from '../read-input.ts';
import { respond } from '../respond.ts';

const encoder = new TextEncoder();

/** Lets the endpoint answer. What it rendered is sent and kept one step further out. */
export function handle(endpoint: Endpoint, deps: ApiDeps): ApiMiddleware {
  return async (c) => {
    const input = await readInput(endpoint, c);
    const answer = await endpoint.handle(input, deps, c.get('principal'));
    if ('bytes' in answer) return respond(c, 200, answer.bytes, bytesHeaders(answer));
    c.set('rendered', {
      status: endpoint.status ?? 200,
      body: encoder.encode(envelopeText(answer)),
      tags: answer.tags,
    });
    return undefined;
  };
}

const envelopeText = ({ json, meta }: JsonAnswer): string => `{"data":${json},"meta":${JSON.stringify(meta)}}`;

/** Bytes of strangers: to be saved, never to be opened by a browser in our name. */
function bytesHeaders({
  contentType,
  digest,
  sizeBytes,
  fileName,
  maxAgeSeconds,
}: BytesAnswer): Record<string, string> {
  return {
    'content-type': /^[\w.+-]+\/[\w.+-]+(?:; ?[\w.+-]+=[\w.+"-]+)*$/.test(contentType)
      ? contentType
      : 'application/octet-stream',
    'content-length': String(sizeBytes),
    'content-disposition': `attachment; filename="${fileName ?? digest}"`,
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cache-control':
      maxAgeSeconds === undefined ? 'private, max-age=86400, immutable' : `private, max-age=${maxAgeSeconds}`,
    etag: `"${digest}"`,
  };
}
