import { z } from 'zod';
import { isPublicAddress } from '../../src/core/public-address.ts';

const sourceSettings = z.object({
  base_url: z.url(),
  socket_url: z.url().optional(),
  is_sample: z.boolean(),
  api_key: z.string().min(1).optional(),
  timeout_ms: z.number().int().positive().optional(),
  from: z.iso.date().optional(),
  subjects: z.array(z.string()).optional(),
});

/** What ingest is configured by. Bindings are typed by the platform; text is parsed here. */
export const ingestConfig = z
  .object({
    ENVIRONMENT: z.enum(['local', 'staging', 'production']),
    /** JSON: how sources are reached where it differs from the connectors' own defaults, by source id. */
    SOURCE_SETTINGS: z
      .string()
      .default('{}')
      .transform((text, context): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          context.addIssue('must be JSON');
          return z.NEVER;
        }
      })
      .pipe(z.record(z.string(), sourceSettings)),
  })
  .superRefine(({ ENVIRONMENT, SOURCE_SETTINGS }, context) => {
    if (ENVIRONMENT === 'local') return;
    for (const [source, settings] of Object.entries(SOURCE_SETTINGS)) {
      for (const name of ['base_url', 'socket_url'] as const) {
        const address = settings[name];
        if (address === undefined || isPublicAddress(address)) continue;
        context.addIssue({
          code: 'custom',
          path: ['SOURCE_SETTINGS', source, name],
          message: 'must be a public address',
        });
      }
    }
  });

/** The secrets of sources are bindings named by the sources themselves. */
export function secretOf(env: object, name: string | undefined): string | undefined {
  const value = name === undefined ? undefined : (env as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export interface IngestEnv {
  readonly ENVIRONMENT: string;
  readonly SOURCE_SETTINGS?: string;
  readonly LAKE: R2Bucket;
  readonly RAW_QUEUE: Queue;
  readonly BACKFILL: Workflow<import('../../src/model/services.ts').BackfillRequest>;
  readonly SOURCE_GATE: DurableObjectNamespace<import('./index.ts').SourceGate>;
  readonly CHANNEL: DurableObjectNamespace<
    import('cloudflare:workers').DurableObject & import('../../src/model/services.ts').ChannelService
  >;
}
