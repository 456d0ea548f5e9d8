import { z } from 'zod';

export const authConfig = z.object({
  ENVIRONMENT: z.enum(['local', 'staging', 'production']),
  DATABASE_URL: z.string().min(1),
  DATABASE_ENDPOINT: z.url().optional(),
  /** Without it a stolen table of keys is of no use; it lives here and nowhere else. */
  KEY_PEPPER: z.string().min(32),
});

export interface AuthEnv {
  readonly ENVIRONMENT: string;
  readonly DATABASE_URL: string;
  readonly DATABASE_ENDPOINT?: string;
  readonly KEY_PEPPER: string;
}
