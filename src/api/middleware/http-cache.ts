import type { CachedAnswer } from '../../cache/answer.ts';
import { toWizError } from '../../core/errors.ts';
import { contentTag, isCurrent } from '../content-tag.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { type Ask, askOf, type Wanted } from '../formats/ask.ts';
import { olderShape, type RowShape } from '../formats/row-shape.ts';
import { type Shaped, shapeAnswer } from '../formats/shape-answer.ts';
import { gzip, isWorthGzip } from '../gzip.ts';
import { withinDepth } from '../history-depth.ts';
import { rowCap } from '../parameters.ts';
import { canonicalQuery, parseQuery } from '../query-string.ts';
import { respond } from '../respond.ts';
import type { Answered } from '../versions.ts';

const contentType = 'application/json';
/** Our caches are purged by change; a caller's cannot be, so it asks each time and mostly hears 304. */
const callersCache = 'private, no-cache';
const decoder = new TextDecoder();

type Kept = Omit<CachedAnswer, 'expiresAtMs'>;
type Headers = Readonly<Record<string, string>>;
interface Held {
  readonly answer: CachedAnswer;
  readonly outcome: string;
}

/** Answers from memory what was answered before, under the canonical URL, and sends what endpoints rendered. */
export function httpCache(endpoint: Endpoint, deps: ApiDeps): ApiMiddleware {
  const known = new Set(Object.keys(endpoint.query.shape));
  const { cache: policy, rows } = endpoint;
  const vary: Headers = { vary: rows === null ? 'accept-encoding' : 'accept, accept-encoding' };

  const recalled = (key: string): Held | null => {
    const answer = deps.cache.recall(key);
    return answer === null ? null : { answer, outcome: 'hit; detail=isolate' };
  };

  async function found(key: string): Promise<Held | null> {
    const answer = await deps.cache.find(key).catch((error: unknown) => {
      deps.log.log('warn', 'edge_cache_unreadable', { error: toWizError(error).message });
      return null;
    });
    return answer === null ? null : { answer, outcome: 'hit; detail=edge' };
  }

  function keep(key: string, answer: Kept, ttlSeconds: number): Held {
    deps.cache.keep(key, answer, ttlSeconds);
    const expiresAtMs = deps.clock.now() + ttlSeconds * 1000;
    return { answer: { ...answer, expiresAtMs }, outcome: 'fwd=miss; stored' };
  }

  async function read(c: ApiContext, next: () => Promise<void>, key: string, ttlSeconds: number): Promise<Held | null> {
    const readAtMs = deps.clock.now();
    await next();
    const rendered = c.get('rendered');
    if (rendered === undefined) return null;
    const { body, tags } = rendered;
    return keep(key, { body, contentType, etag: contentTag(body), tags, readAtMs }, ttlSeconds);
  }

  /** Made of the answer as the endpoint gives it, and kept beside that one and no longer. */
  async function shaped(of: Held | null, key: string, make: (body: Uint8Array) => Promise<Shaped>) {
    if (of === null) return null;
    const { body, tags, readAtMs } = of.answer;
    const made = await make(body);
    const answer = { ...made, etag: contentTag(made.body), tags, readAtMs };
    return { ...keep(key, answer, secondsLeft(of.answer)), outcome: of.outcome };
  }

  /** Cloudflare's edge packs JSON itself, in whatever the caller takes best; tables and lines it passes on as they are. */
  const isOurs = (type: string): boolean => type !== contentType || deps.environment === 'local';

  /** Packed once and kept beside what it is of, for callers who take it so. */
  async function inTransit(c: ApiContext, of: Held, key: string): Promise<Held> {
    const { answer, outcome } = of;
    const taken = c.req.raw.headers.get('accept-encoding');
    // What is of an older version is still to be rewritten.
    const isPacked = isOurs(answer.contentType) && isWorthGzip(taken, answer.contentType, answer.body.byteLength);
    if (!isPacked || c.get('undo')) return of;
    const etag = `W/${answer.etag}`;
    const packedKey = `${key}#gzip`;
    const held = recalled(packedKey);
    if (held?.answer.etag === etag) return { ...held, outcome };
    const headers = { ...answer.headers, 'content-encoding': 'gzip' };
    const packed = { ...answer, body: await gzip(answer.body), etag, headers };
    return { ...keep(packedKey, packed, secondsLeft(answer)), outcome };
  }

  const secondsLeft = ({ expiresAtMs }: CachedAnswer): number => (expiresAtMs - deps.clock.now()) / 1000;

  return async (c, next) => {
    const { url } = c.req;
    const at = url.indexOf('?');
    const asked = parseQuery(at < 0 ? '' : url.slice(at + 1), known);
    const ask = rows === null ? asItIs(asked) : askOf(rows, asked, c.req.raw.headers.get('accept'));
    const query = withinDepth(endpoint.operationId, ask.query, c.get('principal'), deps.clock.now());
    c.set('query', query);
    const address = c.req.path + canonicalQuery(query);
    const { wanted } = ask;
    const undo = c.get('undo') ?? null;
    const make = wanted && rows && ((body: Uint8Array) => shape(body, wanted, rows, address, undo));
    if (make) c.set('undo', null);
    if (policy === 'none') {
      await next();
      return await sendUnkept(c, make, vary);
    }
    const plainKey = policy.rowCapped ? `${address}#${rowCap(c.get('principal'))}` : address;
    const key = wanted === null ? plainKey : plainKey + suffixOf(wanted, undo?.date);
    const held = recalled(key);
    if (held !== null) return send(c, await inTransit(c, held, key), vary);
    const answer =
      (await found(key)) ??
      (make
        ? await shaped(
            recalled(plainKey) ?? (await found(plainKey)) ?? (await read(c, next, plainKey, policy.ttlSeconds)),
            key,
            make,
          )
        : await read(c, next, key, policy.ttlSeconds));
    return answer === null ? undefined : send(c, await inTransit(c, answer, key), vary);
  };
}

const asItIs = (query: Ask['query']): Ask => ({ query, wanted: null });

const suffixOf = ({ format, fields }: Wanted, date = ''): string => `#${format}#${fields?.join(',') ?? ''}#${date}`;

/** In the version that is asked for, and then in the form. */
async function shape(
  body: Uint8Array,
  wanted: Wanted,
  rows: RowShape,
  address: string,
  undo: { undo(answer: Answered): Answered } | null,
): Promise<Shaped> {
  const newest = JSON.parse(decoder.decode(body)) as Answered;
  if (undo === null) return await shapeAnswer(newest, wanted, rows, address);
  const older = undo.undo(newest);
  return await shapeAnswer(older, wanted, olderShape(rows, older.data), address);
}

function send(c: ApiContext, { answer, outcome }: Held, vary: Headers): Response {
  c.set('cacheStatus', outcome.startsWith('hit') ? 'hit' : 'fwd=miss');
  const headers = {
    'content-type': answer.contentType,
    'cache-control': callersCache,
    etag: answer.etag,
    'cache-status': `wizdata; ${outcome}`,
    ...vary,
  };
  // What is still to be rewritten for an older version has another validator then.
  const isHeld = !c.get('undo') && isCurrent(c.req.raw.headers.get('if-none-match'), answer.etag);
  if (isHeld) return respond(c, 304, null, headers);
  return respond(c, 200, answer.body, answer.headers === undefined ? headers : { ...headers, ...answer.headers });
}

async function sendUnkept(
  c: ApiContext,
  make: ((body: Uint8Array) => Promise<Shaped>) | null,
  vary: Headers,
): Promise<Response | undefined> {
  const rendered = c.get('rendered');
  if (rendered === undefined) return undefined;
  const made = make && (await make(rendered.body));
  return respond(c, rendered.status, made?.body ?? rendered.body, {
    'content-type': made?.contentType ?? contentType,
    'cache-control': 'no-store',
    'cache-status': 'wizdata; fwd=bypass',
    ...vary,
    ...rendered.headers,
    ...made?.headers,
  });
}
