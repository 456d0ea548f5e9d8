import { z } from 'zod';
import { publicOutsideLocal } from '../../src/core/public-address.ts';

const bindings = z.object({
  ENVIRONMENT: z.enum(['local', 'staging', 'production']),
  DATABASE_URL: z.string().min(1),
  DATABASE_ENDPOINT: z.url().optional(),
  /** Without it a stolen table of keys is of no use; it lives here and nowhere else. */
  KEY_PEPPER: z.string().min(32),
  UPSTASH_URL: z.url(),
  UPSTASH_TOKEN: z.string().min(1),
  /** Where sign-in links lead. */
  PORTAL_URL: z.url().optional(),
  /** A mail service that takes letters as JSON; without one sign-up is closed. */
  EMAIL_URL: z.url().optional(),
  EMAIL_TOKEN: z.string().min(1).optional(),
  EMAIL_FROM: z.string().min(3).optional(),
});

export const authConfig = bindings
  .superRefine(publicOutsideLocal('UPSTASH_URL', 'PORTAL_URL', 'EMAIL_URL'))
  .refine(({ EMAIL_URL, PORTAL_URL }) => !EMAIL_URL || PORTAL_URL, { path: ['PORTAL_URL'] })
  .refine(({ EMAIL_URL, EMAIL_FROM }) => !EMAIL_URL || EMAIL_FROM, { path: ['EMAIL_FROM'] });

export interface AuthEnv {
  readonly ENVIRONMENT: string;
  readonly DATABASE_URL: string;
  readonly DATABASE_ENDPOINT?: string;
  readonly KEY_PEPPER: string;
  readonly UPSTASH_URL: string;
  readonly UPSTASH_TOKEN: string;
  readonly PORTAL_URL?: string;
  readonly EMAIL_URL?: string;
  readonly EMAIL_TOKEN?: string;
  readonly EMAIL_FROM?: string;
}
