import { z } from 'zod';
import type { ChangeMessage, IngestMessage } from '../../src/model/messages.ts';
import type { IngestService } from '../../src/model/services.ts';

export const cleanConfig = z.object({
  ENVIRONMENT: z.enum(['local', 'staging', 'production']),
  DATABASE_URL: z.string().min(1),
  DATABASE_ENDPOINT: z.url().optional(),
});

export interface CleanEnv {
  readonly ENVIRONMENT: string;
  readonly DATABASE_URL: string;
  readonly DATABASE_ENDPOINT?: string;
  readonly LAKE: R2Bucket;
  readonly RAW_QUEUE: Queue<IngestMessage>;
  readonly DERIVE_QUEUE: Queue<ChangeMessage>;
  readonly PUBLISH_QUEUE: Queue<ChangeMessage>;
  readonly INGEST: Service<import('cloudflare:workers').WorkerEntrypoint & IngestService>;
}
