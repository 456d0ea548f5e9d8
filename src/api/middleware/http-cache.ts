import type { CachedAnswer } from '../../cache/answer.ts';
import type { Found } from '../../cache/answer-cache.ts';
import { WizError } from '../../core/errors.ts';
import { planOf } from '../../model/plan.ts';
import type { Principal } from '../../model/principal.ts';
import { askOfRequest } from '../asked.ts';
import { contentTag, isCurrent } from '../content-tag.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { CachePolicy, Endpoint } from '../endpoint.ts';
import type { Wanted } from '../formats/ask.ts';
import { olderShape, type RowShape } from '../formats/row-shape.ts';
import { type Shaped, shapeAnswer } from '../formats/shape-answer.ts';
import { gzip, isWorthGzip } from '../gzip.ts';
import { rowCap } from '../parameters.ts';
import { canonicalQuery } from '../query-string.ts';
import { readInput } from '../read-input.ts';
import { respond } from '../respond.ts';
import type { Answered } from '../versions.ts';
import { callOf } from './call-of.ts';
import { handle } from './handle.ts';

const contentType = 'application/json';
/** Our caches are purged by change; a caller's cannot be, so it asks each time and mostly hears 304. */
const callersCache = 'private, no-cache';
const decoder = new TextDecoder();

type Kept = Omit<CachedAnswer, 'expiresAtMs'>;
type Headers = Readonly<Record<string, string>>;
type Next = () => Promise<void>;
type Make = (body: Uint8Array) => Promise<Shaped>;
interface Held {
  readonly answer: CachedAnswer;
  readonly outcome: string;
}

/** Answers from memory what was answered before, under the canonical URL, and sends what endpoints rendered. */
export function httpCache(endpoint: Endpoint, deps: ApiDeps): ApiMiddleware {
  const { cache, clock } = deps;
  const known = new Set(Object.keys(endpoint.query.shape));
  const { cache: policy, rows } = endpoint;
  const vary: Headers = { vary: rows === null ? 'accept-encoding' : 'accept, accept-encoding' };

  function keep(key: string, answer: Kept, ttlSeconds: number): CachedAnswer {
    cache.keep(key, answer, ttlSeconds);
    return { ...answer, expiresAtMs: clock.now() + ttlSeconds * 1000 };
  }

  async function read(c: ApiContext, next: Next, key: string, ttlSeconds: number): Promise<Found | null> {
    const readAtMs = clock.now();
    await next();
    const rendered = c.get('rendered');
    if (rendered === undefined) {
      if (c.error instanceof WizError && c.error.code === 'not_found') cache.keepAbsence(key, c.error, readAtMs);
      if (c.error !== undefined) throw c.error;
      return null;
    }
    const { body, tags } = rendered;
    return {
      answer: keep(key, { body, contentType, etag: contentTag(body), tags, readAtMs }, ttlSeconds),
      place: null,
    };
  }

  /** Made of the answer as the endpoint gives it, and kept beside that one and no longer. */
  async function shaped(of: Found | null, key: string, make: Make): Promise<Found | null> {
    if (of === null) return null;
    const { body, tags, readAtMs } = of.answer;
    const made = await make(body);
    const answer = { ...made, etag: contentTag(made.body), tags, readAtMs };
    return { ...of, answer: keep(key, answer, secondsLeft(of.answer)) };
  }

  /** Cloudflare's edge packs JSON itself, in whatever the caller takes best; tables and lines it passes on as they are. */
  const isOurs = (type: string): boolean => type !== contentType || deps.environment === 'local';

  /** Packed once and kept beside what it is of, for callers who take it so. */
  async function inTransit(c: ApiContext, of: Held, key: string): Promise<Held> {
    const { answer, outcome } = of;
    const taken = c.req.raw.headers.get('accept-encoding');
    // What is of an older version is still to be rewritten; what may never be asked for again is not worth packing.
    const isOnce = answer.contentType === contentType && outcome.startsWith('fwd');
    const isPacked =
      !isOnce && isOurs(answer.contentType) && isWorthGzip(taken, answer.contentType, answer.body.byteLength);
    if (!isPacked || c.get('undo')) return of;
    const etag = `W/${answer.etag}`;
    const packedKey = `${key}#gzip`;
    const held = cache.recall(packedKey);
    if (held?.answer.etag === etag) return { answer: held.answer, outcome };
    const headers = { ...answer.headers, 'content-encoding': 'gzip' };
    const packed = { ...answer, body: await gzip(answer.body), etag, headers };
    return { answer: keep(packedKey, packed, secondsLeft(answer)), outcome };
  }

  const secondsLeft = ({ expiresAtMs }: CachedAnswer): number => (expiresAtMs - clock.now()) / 1000;

  /** What the call costs beyond its operation is taken from each caller, whoever reads; answers how it is billed. */
  async function takeRest(c: ApiContext): Promise<() => void> {
    const tokens = (endpoint.priceOf?.(await readInput(endpoint, c)) ?? endpoint.cost) - endpoint.cost;
    if (tokens <= 0) return () => undefined;
    const call = callOf(c, deps, endpoint);
    await call.reserve(tokens);
    return () => call.bill(tokens);
  }

  /** Reads for no caller: what becomes of it is nothing to the answer that is under way. */
  const renew = handle(endpoint, deps);

  return async (c, next) => {
    const { query, wanted } = askOfRequest(endpoint, c, clock.now(), known);
    c.set('query', query);
    const address = c.req.path + canonicalQuery(query);
    const undo = c.get('undo') ?? null;
    const make: Make | null = wanted && rows && ((body) => shape(body, wanted, rows, address, undo));
    if (make) c.set('undo', null);
    if (policy === 'none') {
      await next();
      return await sendUnkept(c, make, vary);
    }
    const plainKey = address + suffixOfPlan(policy, c.get('principal'));
    const key = wanted === null ? plainKey : plainKey + suffixOf(wanted, undo?.date);
    const { ttlSeconds } = policy;
    let go: Next = next;
    const plain = async () => (await cache.find(plainKey)) ?? (await read(c, go, plainKey, ttlSeconds));
    const get = make
      ? async () =>
          (await cache.find(key)) ?? (await shaped(recent(plainKey) ?? (await once(plainKey, plain)), key, make))
      : plain;

    const bill = endpoint.priceOf && (await takeRest(c));
    const held = cache.recall(key);
    if (held !== null) {
      bill?.();
      go = async () => void (await renew(c, next));
      if (held.isStale) cache.reads.begin(key, get);
      return send(c, await inTransit(c, { ...held, outcome: 'hit; detail=isolate' }, key), vary);
    }
    const absence = cache.recallAbsence(plainKey);
    if (absence !== null) {
      c.set('cacheStatus', 'hit; detail=absence');
      throw absence;
    }
    c.set('cacheStatus', 'fwd=miss');
    const { value: found, isOwn } = await cache.reads.join(key, get);
    if (found === null) return isOwn ? undefined : await next();
    bill?.();
    const missed = isOwn ? 'fwd=miss; stored' : 'fwd=miss; collapsed';
    const outcome = found.place === null ? missed : `hit; detail=${found.place}`;
    return send(c, await inTransit(c, { answer: found.answer, outcome }, key), vary);
  };

  function recent(key: string): Found | null {
    const held = cache.recall(key);
    return held === null || held.isStale ? null : { answer: held.answer, place: 'isolate' };
  }

  async function once(key: string, get: () => Promise<Found | null>): Promise<Found | null> {
    return (await cache.reads.join(key, get)).value;
  }
}

/** What the caller's plan decides of an answer keeps it apart from that of others. */
function suffixOfPlan({ rowCapped, depthCapped }: CachePolicy, principal: Principal): string {
  const rows = rowCapped ? `#${rowCap(principal)}` : '';
  return depthCapped ? `${rows}#${planOf(principal.plan).history_years}` : rows;
}

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
  c.set('cacheStatus', outcome);
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

async function sendUnkept(c: ApiContext, make: Make | null, vary: Headers): Promise<Response | undefined> {
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
