import { WorkerEntrypoint } from 'cloudflare:workers';
import { answered } from '../../src/core/errors.ts';
import type { CacheService } from '../../src/model/services.ts';
import type { ApiEnv } from './env.ts';
import { wire } from './wiring.ts';

/** Built once per isolate. */
let wired: ReturnType<typeof wire> | undefined;

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
    await answered(async () => {
      wired ??= wire(this.env);
      await wired.cache.purge(tags);
    });
  }
}
