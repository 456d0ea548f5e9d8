import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unstable_readConfig as readConfig } from 'wrangler';
import { z } from 'zod';

/** What one Worker is given in one environment, as wrangler itself reads it. */
export interface DeployedWorker {
  readonly name: string;
  /** Classes that the entry exports, `default` among them. */
  readonly exported: readonly string[];
  readonly compatibilityDate: string;
  readonly produces: readonly string[];
  readonly consumes: readonly { readonly queue: string; readonly deadLetterQueue: string | undefined }[];
  readonly services: readonly { readonly service: string; readonly entrypoint: string }[];
  readonly objects: readonly { readonly className: string; readonly script: string }[];
  readonly migratedClasses: readonly string[];
  readonly buckets: readonly string[];
  readonly crons: readonly string[];
  readonly workflows: readonly { readonly name: string; readonly className: string }[];
  /** Names of all bindings and variables. */
  readonly bindings: readonly string[];
}

export const environments = ['local', 'staging', 'production'] as const;
export type Environment = (typeof environments)[number];

const root = join(import.meta.dirname, '../..');

/** The gateway's configuration lies at the root, every other beside its entry. */
export function configPaths(): string[] {
  const workers = readdirSync(join(root, 'workers')).filter((name) => name !== 'api');
  return ['wrangler.toml', ...workers.map((name) => `workers/${name}/wrangler.toml`)];
}

export function configExists(path: string): boolean {
  return existsSync(join(root, path));
}

/** What is read here of the configuration that wrangler understands. */
const wranglerConfig = z.object({
  name: z.string(),
  main: z.string(),
  compatibility_date: z.string(),
  definedEnvironments: z.array(z.string()).default([]),
  vars: z.record(z.string(), z.unknown()),
  triggers: z.object({ crons: z.array(z.string()).optional() }),
  queues: z.object({
    producers: z.array(z.object({ binding: z.string(), queue: z.string() })).default([]),
    consumers: z.array(z.object({ queue: z.string(), dead_letter_queue: z.string().optional() })).default([]),
  }),
  services: z
    .array(z.object({ binding: z.string(), service: z.string(), entrypoint: z.string().default('default') }))
    .default([]),
  durable_objects: z.object({
    bindings: z.array(z.object({ name: z.string(), class_name: z.string(), script_name: z.string().optional() })),
  }),
  migrations: z.array(z.object({ new_sqlite_classes: z.array(z.string()).default([]) })),
  r2_buckets: z.array(z.object({ binding: z.string(), bucket_name: z.string() })),
  workflows: z.array(z.object({ name: z.string(), binding: z.string(), class_name: z.string() })).default([]),
  assets: z.object({ binding: z.string().optional() }).optional(),
});

function readWrangler(path: string, env?: string) {
  return wranglerConfig.parse(readConfig({ config: join(root, path), env }, { hideWarnings: true }));
}

export function definedEnvironments(path: string): string[] {
  return readWrangler(path).definedEnvironments;
}

export function readWorker(path: string, environment: Environment): DeployedWorker {
  const config = readWrangler(path, environment === 'local' ? undefined : environment);
  const { producers, consumers } = config.queues;
  return {
    name: config.name,
    exported: exportsOf(readFileSync(config.main, 'utf8')),
    compatibilityDate: config.compatibility_date,
    produces: producers.map(({ queue }) => queue),
    consumes: consumers.map(({ queue, dead_letter_queue }) => ({ queue, deadLetterQueue: dead_letter_queue })),
    services: config.services,
    objects: config.durable_objects.bindings.map(({ class_name, script_name }) => ({
      className: class_name,
      script: script_name ?? config.name,
    })),
    migratedClasses: config.migrations.flatMap(({ new_sqlite_classes }) => new_sqlite_classes),
    buckets: config.r2_buckets.map(({ bucket_name }) => bucket_name),
    crons: config.triggers.crons ?? [],
    workflows: config.workflows.map(({ name, class_name }) => ({ name, className: class_name })),
    bindings: [
      ...Object.keys(config.vars),
      ...[...producers, ...config.services, ...config.r2_buckets, ...config.workflows].map(({ binding }) => binding),
      ...config.durable_objects.bindings.map(({ name }) => name),
      ...(config.assets?.binding === undefined ? [] : [config.assets.binding]),
      ...(config.triggers.crons ?? []).map((cron) => `cron ${cron}`),
    ].sort(),
  };
}

/** The names that a module exports, by its statements. */
export function exportsOf(text: string): string[] {
  const declared = text.matchAll(/^export\s+(?:abstract\s+)?(?:class|const|function)\s+(\w+)/gm);
  const listed = text.matchAll(/^export\s*\{([^}]*)\}/gm);
  const names = [...listed].flatMap(([, list = '']) =>
    list.split(',').map(
      (item) =>
        item
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    ),
  );
  const byDefault = /^export\s+default\b/m.test(text) ? ['default'] : [];
  return [...byDefault, ...[...declared].map(([, name]) => name as string), ...names.filter((name) => name !== '')];
}
