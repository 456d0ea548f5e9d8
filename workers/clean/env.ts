import { z } from 'zod';
import type { ChangeMessage, IngestMessage } from '../../src/model/messages.ts';
import type { IngestService } from '../../src/model/services.ts';

/** Younger bars are written without asking whether they lie in cold storage. */
const months = z.coerce.number().int().min(2).optional();

export const cleanConfig = z.object({
  ENVIRONMENT: z.enum(['local', 'staging', 'production']),
  DATABASE_URL: z.string().min(1),
  DATABASE_ENDPOINT: z.url().optional(),
  /** So many months after its end a period goes to cold storage, where not after those of `time-classes.ts`. */
  COLD_AFTER_MONTHS_INTRADAY: months,
  COLD_AFTER_MONTHS_DAILY: months,
  /** The Ed25519 key that signs public files, PKCS #8 in base64. */
  MANIFEST_KEY: z.string().min(1).optional(),
});

export interface CleanEnv {
  readonly ENVIRONMENT: string;
  readonly DATABASE_URL: string;
  readonly DATABASE_ENDPOINT?: string;
  readonly COLD_AFTER_MONTHS_INTRADAY?: string;
  readonly COLD_AFTER_MONTHS_DAILY?: string;
  readonly MANIFEST_KEY?: string;
  readonly LAKE: R2Bucket;
  readonly RAW_QUEUE: Queue<IngestMessage>;
  readonly DERIVE_QUEUE: Queue<ChangeMessage>;
  readonly PUBLISH_QUEUE: Queue<ChangeMessage>;
  readonly REBUILD: Workflow<import('./rebuild.ts').RebuildTask>;
  readonly INGEST: Service<import('cloudflare:workers').WorkerEntrypoint & IngestService>;
}
