import type { DurableObject, WorkerEntrypoint } from 'cloudflare:workers';
import { z } from 'zod';
import { publicOutsideLocal } from '../../src/core/public-address.ts';
import type { AuthService } from '../../src/model/account-service.ts';
import type { ChannelService, CleanService, IndicatorsService, IngestService } from '../../src/model/services.ts';
import type { TextGenerator } from './text-model.ts';

/** What api is configured by. Bindings are typed by the platform; text is parsed here. */
export const apiConfig = z
  .object({
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
    /** The text model of Workers AI that puts insights into other words and plans questions, where AI is bound. */
    TEXT_MODEL: z.string().min(1).default('@cf/meta/llama-3.1-8b-instruct'),
    /** Origins of other sites whose pages may open sockets, separated by commas. */
    STREAM_ORIGINS: z
      .string()
      .default('')
      .transform((text) => text.split(',').flatMap((origin) => origin.trim() || [])),
  })
  .superRefine(publicOutsideLocal('UPSTASH_URL', 'CACHE_PURGE_URL'));

export interface ApiEnv {
  readonly LAKE: R2Bucket;
  /** Workers AI, bound only where a deployment wants it. */
  readonly AI?: TextGenerator;
  readonly ASSETS: Fetcher;
  readonly AUTH: Service<WorkerEntrypoint & AuthService>;
  readonly INGEST: Service<WorkerEntrypoint & IngestService>;
  readonly CLEAN: Service<WorkerEntrypoint & CleanService>;
  readonly INDICATORS: Service<WorkerEntrypoint & IndicatorsService>;
  readonly CHANNEL: DurableObjectNamespace<DurableObject & ChannelService>;
}
