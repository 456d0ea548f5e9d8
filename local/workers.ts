import { dirname, join, resolve } from 'node:path';
import { convertV4MiniflareOptions, type MiniflareOptions, type V4WorkerOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler';
import { bundle } from './bundle.ts';

export const root = resolve(import.meta.dirname, '..');

/** Where each Worker's configuration lies; the order is the order of dependence. */
export const workerConfigs = {
  stream: 'workers/stream/wrangler.toml',
  ingest: 'workers/ingest/wrangler.toml',
  clean: 'workers/clean/wrangler.toml',
  indicators: 'workers/indicators/wrangler.toml',
  auth: 'workers/auth/wrangler.toml',
  api: 'wrangler.toml',
} as const;

export type WorkerName = keyof typeof workerConfigs;

export interface WorkersOptions {
  /** Text bindings by Worker: secrets and addresses of this machine. */
  readonly vars: Readonly<Record<WorkerName, Readonly<Record<string, string>>>>;
  readonly persistTo: string;
  readonly port: number;
  readonly onLog: (level: string, message: string) => void;
}

/** All Workers as their wrangler.toml files describe them, for one workerd process. */
export async function workersOptions(options: WorkersOptions): Promise<MiniflareOptions> {
  const workers = await Promise.all(
    (Object.keys(workerConfigs) as WorkerName[]).map((name) => workerOptions(name, options)),
  );
  return convertV4MiniflareOptions({
    cf: false,
    telemetry: { enabled: false },
    resourcePersistencePath: options.persistTo,
    handleStructuredLogs: ({ level, message }) => options.onLog(level, message),
    workers,
  });
}

async function workerOptions(name: WorkerName, options: WorkersOptions): Promise<V4WorkerOptions> {
  const path = join(root, workerConfigs[name]);
  const config = unstable_readConfig({ config: path });
  const { workerOptions: base, main } = unstable_getMiniflareWorkerOptions(config);
  const entry = main ?? config.main ?? join(dirname(path), 'index.ts');
  return {
    ...base,
    name: config.name ?? name,
    bindings: { ...(base.bindings as Record<string, string> | undefined), ...options.vars[name] },
    modules: [{ type: 'ESModule', path: `${name}.js`, contents: await bundle(entry) }],
    ...(name === 'api' ? { unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port }] } : {}),
  };
}
