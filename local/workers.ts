import { dirname, join, resolve } from 'node:path';
import { convertV4MiniflareOptions, type MiniflareOptions, type V4WorkerOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler';

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

type Vars = Readonly<Record<string, string>>;

/** A Worker that is no part of the platform and runs beside it, with a wrangler.toml and a door of its own. */
export interface ExtraWorker {
  readonly config: string;
  readonly port: number;
}

/** Where a Worker listens, and with which of its classes when not the default one. */
interface Door {
  readonly port: number;
  readonly entrypoint?: string;
}

export interface WorkersOptions {
  /** Text bindings by Worker: secrets and addresses of this machine. */
  readonly vars: Readonly<Record<WorkerName, Vars>>;
  readonly extra: readonly (ExtraWorker & { readonly vars: Vars })[];
  readonly persistTo: string;
  readonly port: number;
  readonly bundle: (entry: string) => Promise<string>;
  readonly onLog: (level: string, message: string) => void;
}

/** All Workers as their wrangler.toml files describe them, for one workerd process. */
export async function workersOptions(options: WorkersOptions): Promise<MiniflareOptions> {
  const { port, vars, bundle } = options;
  const own = (Object.keys(workerConfigs) as WorkerName[]).map((name) => {
    const door = name === 'api' ? { port, entrypoint: 'Gateway' } : null;
    return workerOptions(join(root, workerConfigs[name]), vars[name], door, bundle);
  });
  const extra = options.extra.map(({ config, vars, port }) => workerOptions(config, vars, { port }, bundle));
  const workers = await Promise.all([...own, ...extra]);
  return convertV4MiniflareOptions({
    cf: false,
    telemetry: { enabled: false },
    resourcePersistencePath: options.persistTo,
    handleStructuredLogs: ({ level, message }) => options.onLog(level, message),
    workers,
  });
}

async function workerOptions(
  path: string,
  vars: Vars,
  door: Door | null,
  bundle: WorkersOptions['bundle'],
): Promise<V4WorkerOptions> {
  const config = unstable_readConfig({ config: path });
  const { workerOptions: base, main } = unstable_getMiniflareWorkerOptions(config);
  const entry = main ?? config.main ?? join(dirname(path), 'index.ts');
  const name = config.name ?? path;
  return {
    ...base,
    name,
    bindings: { ...(base.bindings as Record<string, string> | undefined), ...vars },
    modules: [{ type: 'ESModule', path: `${name}.js`, contents: await bundle(entry) }],
    ...(door === null ? {} : { unsafeDirectSockets: [{ host: '127.0.0.1', ...door }] }),
  };
}
