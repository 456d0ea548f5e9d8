import { z } from 'zod';
import type { CacheService, ChannelService } from '../../src/model/services.ts';

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
  readonly API: Service<import('cloudflare:workers').WorkerEntrypoint & CacheService>;
}
