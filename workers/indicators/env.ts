import { z } from 'zod';
import type { ChangeMessage } from '../../src/model/messages.ts';

export const indicatorsConfig = z.object({
  ENVIRONMENT: z.enum(['local', 'staging', 'production']),
  DATABASE_URL: z.string().min(1),
  DATABASE_ENDPOINT: z.url().optional(),
});

export interface IndicatorsEnv {
  readonly ENVIRONMENT: string;
  readonly DATABASE_URL: string;
  readonly DATABASE_ENDPOINT?: string;
  readonly LAKE: R2Bucket;
  readonly PUBLISH_QUEUE: Queue<ChangeMessage>;
}
