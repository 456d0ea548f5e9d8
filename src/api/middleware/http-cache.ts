import type { CachedAnswer } from '../../cache/answer.ts';
import { toWizError } from '../../core/errors.ts';
import { contentTag, isCurrent } from '../content-tag.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { rowCap } from '../parameters.ts';
import { canonicalQuery, parseQuery } from '../query-string.ts';
import { respond } from '../respond.ts';

const contentType = 'application/json';
/** Our caches are purged by change; a caller's cannot be, so it asks each time and mostly hears 304. */
const callersCache = 'private, no-cache';

/** Answers from memory what was answered before, under the canonical URL, and sends what endpoints rendered. */
export function httpCache(endpoint: Endpoint, deps: ApiDeps): ApiMiddleware {
  const known = new Set(Object.keys(endpoint.query.shape));
  const policy = endpoint.cache;
  return async (c, next) => {
    const { url } = c.req;
    const at = url.indexOf('?');
    const query = parseQuery(at < 0 ? '' : url.slice(at + 1), known);
    c.set('query', query);
    if (policy === 'none') {
      await next();
      return sendUnkept(c);
    }
    const cap = policy.rowCapped ? `#${rowCap(c.get('principal'))}` : '';
    const key = c.req.path + canonicalQuery(query) + cap;
    const held = deps.cache.recall(key);
    if (held !== null) return send(c, held, 'hit', `; detail=isolate`);
    const found = await deps.cache.find(key).catch((error: unknown) => {
      deps.log.log('warn', 'edge_cache_unreadable', { error: toWizError(error).message });
      return null;
    });
    if (found !== null) return send(c, found, 'hit', '; detail=edge');
    const readAtMs = deps.clock.now();
    await next();
    const rendered = c.get('rendered');
    if (rendered === undefined) return;
    const answer = { body: rendered.body, contentType, etag: contentTag(rendered.body), tags: rendered.tags, readAtMs };
    deps.cache.keep(key, answer, policy.ttlSeconds);
    return send(c, answer, 'fwd=miss', '; stored');
  };
}

function send(c: ApiContext, answer: Omit<CachedAnswer, 'expiresAtMs'>, outcome: string, more: string): Response {
  c.set('cacheStatus', outcome);
  const headers = {
    'content-type': answer.contentType,
    'cache-control': callersCache,
    etag: answer.etag,
    'cache-status': `wizdata; ${outcome}${more}`,
  };
  const current = isCurrent(c.req.raw.headers.get('if-none-match'), answer.etag);
  return respond(c, current ? 304 : 200, current ? null : answer.body, headers);
}

function sendUnkept(c: ApiContext): Response | undefined {
  const rendered = c.get('rendered');
  if (rendered === undefined) return undefined;
  return respond(c, rendered.status, rendered.body, {
    'content-type': contentType,
    'cache-control': 'no-store',
    'cache-status': 'wizdata; fwd=bypass',
  });
}
