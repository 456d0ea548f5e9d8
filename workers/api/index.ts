import { WorkerEntrypoint, waitUntil } from 'cloudflare:workers';
import { createApp } from '../../src/api/app.ts';
import { readinessOf } from '../../src/api/readiness.ts';
import { rememberedKeys } from '../../src/auth/remembered-keys.ts';
import { answerCache } from '../../src/cache/answer-cache.ts';
import { edgeCache } from '../../src/cache/edge-cache.ts';
import { isolateCache } from '../../src/cache/isolate-cache.ts';
import { purgeEdge } from '../../src/cache/purge-edge.ts';
import { systemClock as clock } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { encodeError } from '../../src/core/errors.ts';
import type { CacheService } from '../../src/model/services.ts';
import { workerLogger } from '../../src/observability/worker-logger.ts';
import { pages } from '../../src/portal/pages.ts';
import { leasedLimiter } from '../../src/ratelimit/leased-limiter.ts';
import { upstashCount } from '../../src/ratelimit/upstash-count.ts';
import { database } from '../../src/storage/client.ts';
import { type ApiEnv, apiConfig } from './env.ts';

/** An isolate has 128 MB; code and requests under way need the rest. */
const isolateCacheBytes = 32 * 1024 * 1024;

let wired: ReturnType<typeof wire> | undefined;

/** Built from the bindings once per isolate. */
function wire(env: ApiEnv) {
  const config = parseConfig(apiConfig, env, 'api');
  const { ENVIRONMENT: environment, CACHE_PURGE_URL: url, CACHE_PURGE_TOKEN: token } = config;
  const log = workerLogger('api');
  const cache = answerCache({
    clock,
    isolate: isolateCache(isolateCacheBytes),
    edge: edgeCache(() => caches.open(`wizdata-${environment}`)),
    defer: (work) => waitUntil(work.catch((error) => log.log('warn', 'answer_not_shared', { error: String(error) }))),
    purgeEdge: purgeEdge(url && token ? { url, token } : null, (...request) => fetch(...request)),
  });
  const db = database({ connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT });
  const channel = () => env.CHANNEL.getByName('main');
  const app = createApp({
    environment,
    clock,
    log,
    cache,
    db,
    lake: env.LAKE,
    keys: rememberedKeys({ verify: (key) => env.AUTH.verify(key) }, clock),
    limiter: leasedLimiter(upstashCount({ url: config.UPSTASH_URL, token: config.UPSTASH_TOKEN }), clock),
    ingest: {
      runNow: (connector, subject) => env.INGEST.runNow(connector, subject),
      backfill: (request) => env.INGEST.backfill(request),
      intake: (connector, file) => env.INGEST.intake(connector, file),
    },
    clean: { replay: (request) => env.CLEAN.replay(request), resend: (id) => env.CLEAN.resend(id) },
    channel: { history: (request) => channel().history(request) },
    connect: (request) => channel().fetch(request),
    streamOrigins: config.STREAM_ORIGINS,
    readiness: readinessOf(db, clock),
    pages: pages(env.ASSETS),
  });
  return { app, cache };
}

const gateway = {
  fetch(request, env) {
    wired ??= wire(env);
    return wired.app.fetch(request, env);
  },
} satisfies ExportedHandler<ApiEnv>;

export default gateway;
/** The same door under a name, for a socket that leads here without the asset router in between. */
export { gateway as Gateway };

export class CachePurge extends WorkerEntrypoint<ApiEnv> implements CacheService {
  async purge(tags: readonly string[]): Promise<void> {
    try {
      wired ??= wire(this.env);
      await wired.cache.purge(tags);
    } catch (error) {
      throw encodeError(error);
    }
  }
}
