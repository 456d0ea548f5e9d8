import { waitUntil } from 'cloudflare:workers';
import { usageMeter } from '../../src/accounts/meter.ts';
import { upstashUsage } from '../../src/accounts/upstash-usage.ts';
import { createApp } from '../../src/api/app.ts';
import { barBlocks } from '../../src/api/both-stores/bar-blocks.ts';
import { cursorSeal } from '../../src/api/cursor-seal.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import { readinessOf } from '../../src/api/readiness.ts';
import { versions } from '../../src/api/versions.ts';
import { rememberedKeys } from '../../src/auth/remembered-keys.ts';
import { answerCache } from '../../src/cache/answer-cache.ts';
import { edgeCache } from '../../src/cache/edge-cache.ts';
import { isolateCache } from '../../src/cache/isolate-cache.ts';
import { purgeEdge } from '../../src/cache/purge-edge.ts';
import { redisCache } from '../../src/cache/redis-cache.ts';
import { systemClock as clock } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { reachable } from '../../src/core/errors.ts';
import { pause } from '../../src/core/retry.ts';
import { mcpHandler } from '../../src/mcp/handler.ts';
import type { AccountService } from '../../src/model/account-service.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { pages } from '../../src/portal/pages.ts';
import { leasedLimiter } from '../../src/ratelimit/leased-limiter.ts';
import { upstashCount } from '../../src/ratelimit/upstash-count.ts';
import { database } from '../../src/storage/client.ts';
import { type ApiEnv, apiConfig } from './env.ts';
import { workersAi } from './text-model.ts';

/** An isolate has 128 MB; code and requests under way need the rest. */
const isolateCacheBytes = 24 * 1024 * 1024;
const blocksBytes = 12 * 1024 * 1024;

/** What the gateway is made of, by the bindings. */
export function wire(env: ApiEnv) {
  const config = parseConfig(apiConfig, env, 'api');
  const { ENVIRONMENT: environment, CACHE_PURGE_URL: url, CACHE_PURGE_TOKEN: token } = config;
  const log = workerLogger('api');
  const upstash = { url: config.UPSTASH_URL, token: config.UPSTASH_TOKEN };
  const purgeZone = purgeEdge(url && token ? { url, token } : null, (...request) => fetch(...request));
  const edge = edgeCache(() => caches.open(`wizdata-${environment}`), purgeZone);
  const defer = (work: Promise<unknown>): void =>
    waitUntil(work.catch((error) => log.log('warn', 'answer_not_shared', { error: String(error) })));
  const cache = answerCache({
    clock,
    log,
    isolate: isolateCache(isolateCacheBytes),
    shared: { redis: redisCache({ ...upstash, clock, log }), edge },
    defer,
  });
  const { isOvertaken } = cache;
  const blocks = barBlocks({ clock, maxBytes: blocksBytes, shared: edge, isOvertaken, defer });
  const db = database({ connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT });
  const channel = () => env.CHANNEL.getByName('main');
  const keys = rememberedKeys({ verify: (key) => env.AUTH.verify(key) }, clock);
  const app = createApp({
    environment,
    clock,
    log,
    cache,
    db,
    lake: env.LAKE,
    blocks,
    keys,
    forget: keys.forget,
    // Over the binding every method answers as in the class behind it.
    accounts: env.AUTH as unknown as AccountService,
    cursors: cursorSeal(config.UPSTASH_TOKEN),
    limiter: leasedLimiter(upstashCount(upstash), clock, waitUntil),
    meter: usageMeter({ shared: upstashUsage(upstash), clock, log, defer: waitUntil, wait: pause }),
    ingest: {
      runNow: (connector, subject) => env.INGEST.runNow(connector, subject),
      backfill: (request) => env.INGEST.backfill(request),
      intake: (connector, file) => env.INGEST.intake(connector, file),
    },
    clean: {
      replay: (request) => env.CLEAN.replay(request),
      swapReplay: (id) => env.CLEAN.swapReplay(id),
      discardReplay: (id) => env.CLEAN.discardReplay(id),
      resend: (id) => env.CLEAN.resend(id),
    },
    indicators: {
      catchUp: (id) => env.INDICATORS.catchUp(id),
      values: (request) => reachable('the indicators', env.INDICATORS.values(request)),
    },
    textModel: workersAi(env.AI, config.TEXT_MODEL),
    channel: { history: (request) => channel().history(request) },
    connect: (request) => channel().fetch(request),
    mcp: mcpHandler({ api: (request) => app.fetch(request), version: versions[0].date }),
    streamOrigins: config.STREAM_ORIGINS,
    readiness: readinessOf(db, clock),
    pages: pages({ assets: env.ASSETS, document: openApiDocument, clock, securityContact: config.SECURITY_CONTACT }),
  });
  return { app, cache };
}
