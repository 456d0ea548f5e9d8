import type { DurableObject, WorkerEntrypoint } from 'cloudflare:workers';
import { z } from 'zod';
import type { AuthService } from '../../src/model/account-service.ts';
import type { ChannelService, CleanService, IndicatorsService, IngestService } from '../../src/model/services.ts';

/** What api is configured by. Bindings are typed by the platform; text is parsed here. */
export const apiConfig = z.object({
  ENVIRONMENT: z.enum(['local', 'staging', 'production']),
  DATABASE_URL: z.string().min(1),
  DATABASE_ENDPOINT: z.url().optional(),
  UPSTASH_URL: z.url(),
  UPSTASH_TOKEN: z.string().min(1),
  /** Where the zone's cache is told what to drop: Cloudflare's purge_cache address. */
  CACHE_PURGE_URL: z.url().optional(),
  CACHE_PURGE_TOKEN: z.string().min(1).optional(),
  /** Who is told of weaknesses, in security.txt: `mailto:` or `https:`. */
  SECURITY_CONTACT: z.url({ protocol: /^(?:https|mailto)$/ }).optional(),
  /** Origins of other sites whose pages may open sockets, separated by commas. */
  STREAM_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((origin) => origin.trim() || [])),
});

export interface ApiEnv {
  readonly LAKE: R2Bucket;
  readonly ASSETS: Fetcher;
  readonly AUTH: Service<WorkerEntrypoint & AuthService>;
  readonly INGEST: Service<WorkerEntrypoint & IngestService>;
  readonly CLEAN: Service<WorkerEntrypoint & CleanService>;
  readonly INDICATORS: Service<WorkerEntrypoint & IndicatorsService>;
  readonly CHANNEL: DurableObjectNamespace<DurableObject & ChannelService>;
}
