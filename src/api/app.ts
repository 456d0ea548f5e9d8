import { Hono } from 'hono';
import { toWizError, WizError } from '../core/errors.ts';
import { isCurrent } from './content-tag.ts';
import type { ApiContext, ApiDeps, ApiVariables } from './context.ts';
import { type Contract, contract as today } from './contract.ts';
import { announceDeprecation } from './deprecation.ts';
import { dryRun } from './dry-run.ts';
import { methods } from './endpoint.ts';
import { limitsPath, limitsText } from './limits-document.ts';
import { answerMcp, mcpPolicy } from './mcp.ts';
import { allPages } from './middleware/all-pages.ts';
import { authenticate } from './middleware/authenticate.ts';
import { handle } from './middleware/handle.ts';
import { httpCache } from './middleware/http-cache.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { requestId } from './middleware/request-id.ts';
import { version } from './middleware/version.ts';
import { wideEvent } from './middleware/wide-event.ts';
import { openApiDocument } from './openapi.ts';
import { problemAt, problemHeaders } from './problem.ts';
import { parseQuery, plainText } from './query-string.ts';
import { respond } from './respond.ts';
import { checkStreamAddress, connectStream, streamPolicy } from './stream.ts';

/**
 * The public door. Its order: request-id, wide-event, authenticate, dry-run, rate-limit, version, all-pages, http-cache,
 * handle.
 */
export function createApp(deps: ApiDeps, contract = today) {
  const { endpoints, versions } = contract;
  const app = new Hono<{ Variables: ApiVariables }>();
  app.use(requestId(deps, versions[0].date), wideEvent(deps));
  app.onError((error, c) => fail(c, error));
  app.notFound((c) => fail(c, unmatched(c)));
  app.options('*', (c) => respond(c, 204, null, { ...preflight, ...allowAt(c) }));

  for (const endpoint of endpoints) {
    const { method, path } = endpoint;
    const versioned = version(endpoint, versions);
    const counted = [authenticate(endpoint, deps), dryRun(endpoint, deps, versioned), rateLimit(endpoint, deps)];
    const leaving = endpoint.deprecated === undefined ? [] : [announceDeprecation(endpoint)];
    const read = [allPages(endpoint, deps), httpCache(endpoint, deps), handle(endpoint, deps)];
    app.on(method, [routerPath(path)], ...leaving, ...counted, versioned, ...read);
  }

  const priceOfStream = dryRun(streamPolicy, deps, (_c, next) => next());
  const countedStream = [
    authenticate(streamPolicy, deps),
    checkStreamAddress,
    priceOfStream,
    rateLimit(streamPolicy, deps),
  ];
  app.on('GET', [streamPolicy.path], ...countedStream, connectStream(deps));
  app.post('/mcp', authenticate(mcpPolicy, deps), rateLimit(mcpPolicy, deps), answerMcp(deps));
  app.get('/openapi.json', (c) => respond(c, 200, openApiDocument(contract), documentHeaders));
  app.get(limitsPath, (c) => sendLimits(c, contract));
  for (const page of deps.pages) {
    app.get(page.path, async (c) => {
      const drawn = await page.render(c.req.raw);
      const headers = { ...Object.fromEntries(drawn.headers), 'content-security-policy': page.contentSecurityPolicy };
      return respond(c, drawn.status, drawn.body, headers);
    });
  }

  /** What a path may be asked with, as the header that says so; nothing where there is no such path. */
  function allowAt(c: ApiContext): { readonly allow?: string } {
    const allowed = methods.filter((method) => app.router.match(method, c.req.path)[0].some(isOwnRoute));
    if (allowed.length === 0) return {};
    return { allow: [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ') };
  }

  /** Nothing answers: is it the path that is unknown, or the method? */
  function unmatched(c: ApiContext): WizError {
    const { allow } = allowAt(c);
    if (allow === undefined)
      return new WizError('not_found', `There is nothing at ${plainText(c.req.path).slice(0, 200)}; see /docs`);
    return new WizError('method_not_allowed', `${c.req.method} is not allowed here; allowed are ${allow}`, { allow });
  }

  return app;
}

/** The same for everybody until the next deployment. */
function sendLimits(c: ApiContext, contract: Contract): Response {
  const [, search = ''] = c.req.url.split('?');
  parseQuery(search, new Set());
  const { text, etag } = limitsText(contract);
  const isHeld = isCurrent(c.req.header('if-none-match'), etag);
  return respond(c, isHeld ? 304 : 200, isHeld ? null : text, { ...documentHeaders, etag });
}

function fail(c: ApiContext, error: unknown): Response {
  const known = toWizError(error);
  const headers = { ...problemHeaders(known), 'cache-status': `wizdata; ${c.get('cacheStatus') ?? 'fwd=bypass'}` };
  return respond(c, known.status, JSON.stringify(problemAt(c.req.path, known, c.get('requestId'))), headers);
}

/** `/v1/bars/{id}` is `/v1/bars/:id` to the router. */
const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** A match on the router beyond what stands before every route. */
const isOwnRoute = ([[, route]]: readonly [readonly [unknown, { readonly path: string }], ...unknown[]]): boolean =>
  route.path !== '/*' && route.path !== '*';

const preflight = {
  'access-control-allow-methods': 'GET, HEAD, POST, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers':
    'authorization, x-api-key, content-type, idempotency-key, wiz-version, if-none-match, if-range, range',
  'access-control-max-age': '86400',
  'cache-control': 'no-store',
};

const documentHeaders = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' };
