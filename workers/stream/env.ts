import { z } from 'zod';
import type { KeyStanding } from '../../src/model/account-service.ts';
import type { CacheService, ChannelService, IndicatorsService } from '../../src/model/services.ts';

export const streamConfig = z.object({
  ENVIRONMENT: z.enum(['local', 'staging', 'production']),
  DATABASE_URL: z.string().min(1),
  DATABASE_ENDPOINT: z.url().optional(),
});

export interface StreamEnv {
  readonly ENVIRONMENT: string;
  readonly DATABASE_URL: string;
  readonly DATABASE_ENDPOINT?: string;
  readonly CHANNEL: DurableObjectNamespace<import('cloudflare:workers').DurableObject & ChannelService>;
  /** Asked by the Channel object. */
  readonly AUTH: Service<import('cloudflare:workers').WorkerEntrypoint & KeyStanding>;
  /** Told by the Channel object of who listens to what. */
  readonly INDICATORS: Service<import('cloudflare:workers').WorkerEntrypoint & IndicatorsService>;
  readonly API: Service<import('cloudflare:workers').WorkerEntrypoint & CacheService>;
}
