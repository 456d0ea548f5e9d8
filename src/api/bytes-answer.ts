import { WizError } from '../core/errors.ts';
import type { BytesAnswer } from './answer.ts';
import { type ByteRange, rangeOf } from './byte-range.ts';
import { isCurrent } from './content-tag.ts';
import type { ApiContext } from './context.ts';
import { respond } from './respond.ts';

/** Sends bytes: all, a part of those that come in parts, or none to a caller who has them. */
export async function sendBytes(c: ApiContext, answer: BytesAnswer): Promise<Response> {
  const { bytes, sizeBytes, digest } = answer;
  const { method, headers: asked } = c.req.raw;
  const etag = `"${digest}"`;
  const headers = bytesHeaders(answer, etag);
  if (isCurrent(asked.get('if-none-match'), etag)) return respond(c, 304, null, headers);
  const whole = { ...headers, 'content-length': String(sizeBytes) };
  if (typeof bytes !== 'function') return respond(c, 200, bytes, whole);
  const range = asked.has('if-range') && asked.get('if-range') !== etag ? null : rangeOf(asked.get('range'), sizeBytes);
  if (range === 'outside') {
    throw new WizError('range_not_satisfiable', `There are ${sizeBytes} bytes`, { size_bytes: sizeBytes });
  }
  const isAsked = method !== 'HEAD';
  if (range === null) {
    return respond(c, 200, isAsked ? await bytes(null) : null, { ...whole, 'accept-ranges': 'bytes' });
  }
  return respond(c, 206, isAsked ? await bytes(range) : null, { ...headers, ...partHeaders(range, sizeBytes) });
}

const partHeaders = ({ offset, length }: ByteRange, sizeBytes: number) => ({
  'accept-ranges': 'bytes',
  'content-length': String(length),
  'content-range': `bytes ${offset}-${offset + length - 1}/${sizeBytes}`,
});

/** Bytes of strangers: to be saved, never to be opened by a browser in our name. */
function bytesHeaders(
  { contentType, digest, fileName, maxAgeSeconds }: BytesAnswer,
  etag: string,
): Record<string, string> {
  return {
    'content-type': /^[\w.+-]+\/[\w.+-]+(?:; ?[\w.+-]+=[\w.+"-]+)*$/.test(contentType)
      ? contentType
      : 'application/octet-stream',
    'content-disposition': `attachment; filename="${fileName ?? digest}"`,
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cache-control':
      maxAgeSeconds === undefined ? 'private, max-age=86400, immutable' : `private, max-age=${maxAgeSeconds}`,
    etag,
  };
}
