import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import { issueKey } from '../src/accounts/issue.ts';
import type { Scope } from '../src/model/principal.ts';
import { database } from '../src/storage/client.ts';
import { bundle } from './bundle.ts';
import { credentialsOf } from './credentials.ts';
import { Crons } from './crons.ts';
import { createLogins } from './logins.ts';
import { type Letter, startMailbox } from './mailbox.ts';
import { migrate } from './migrate.ts';
import { type NeonBridge, startNeonBridge } from './neon/start-neon-bridge.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { sampleSettings, sourceKeys } from './sources.ts';
import { ensureStateFolder } from './state-folder.ts';
import { startUpstashBridge, type UpstashBridge } from './upstash/start-upstash-bridge.ts';
import { startUpstream, type Upstream } from './upstream/upstream.ts';
import { type ExtraWorker, workersOptions } from './workers.ts';

interface PlatformOptions {
  readonly stateFolder: string;
  readonly port: number;
  readonly mode: 'live' | 'sample';
  /** Pace of the stand-in's recorded socket; 1 is as recorded. */
  readonly socketSpeed?: number;
  /** COLD_AFTER_MONTHS_INTRADAY and COLD_AFTER_MONTHS_DAILY, where the Worker's own are not meant. */
  readonly coldAfterMonths?: Readonly<Record<string, string>>;
  /** Workers beside the platform's own, in the same workerd; they read the database as `api` does. */
  readonly extraWorkers?: readonly ExtraWorker[];
  /** How a Worker is made of its entry; tests make it once for all their platforms. */
  readonly bundle?: (entry: string) => Promise<string>;
  readonly onLog: (level: string, message: string) => void;
  /** Letters that the platform sends; on one machine they end here. */
  readonly onLetter?: (letter: Letter) => void;
}

/** Every start makes keys of its own, since those of the last are stored as digests only. */
const keyLifeMs = 7 * 24 * 3_600_000;

export interface Platform {
  readonly url: string;
  readonly miniflare: Miniflare;
  readonly crons: Crons;
  /** Connections for tests and benchmarks: the owner's, and the HTTP endpoint in front of it. */
  readonly owner: string;
  readonly endpoint: string;
  readonly bridge: Pick<NeonBridge, 'trips'>;
  readonly redis: Pick<UpstashBridge, 'behave'>;
  readonly upstream: Upstream | null;
  issueKey(name: string, plan: string, scopes: readonly Scope[]): Promise<string>;
  /** Payloads and changes that somebody still works on. */
  underWay(): Promise<number>;
  /** Finds what an earlier run left half done, however young it is. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Everything on one machine: databases and stand-ins first, then the schema, then all Workers in one workerd. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return await start(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: PlatformOptions,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Platform> {
  const { stateFolder, port, mode } = options;
  ensureStateFolder(stateFolder);
  const credentials = await credentialsOf(stateFolder);
  const postgres = await startPostgres({ directory: join(stateFolder, 'postgres') });
  stops.push(() => postgres.stop());
  const bridge = await startNeonBridge({ postgresHost: postgres.host, postgresPort: postgres.port });
  stops.push(() => bridge.stop());
  const endpoint = `${bridge.url}/sql`;
  const upstash = await startUpstashBridge({ token: credentials.upstash_token });
  stops.push(() => upstash.stop());
  const mailbox = await startMailbox(options.onLetter ?? (() => undefined));
  stops.push(() => mailbox.stop());
  const upstream = mode === 'sample' ? await startUpstream({ socketSpeed: options.socketSpeed ?? 1 }) : null;
  if (upstream !== null) stops.push(() => upstream.stop());

  const { user, password } = postgres.superuser;
  const owner = `postgres://${user}:${password}@127.0.0.1:${postgres.port}/postgres`;
  await migrate({ connectionString: owner, endpoint });
  const logins = await createLogins(owner, endpoint, credentials);

  const local = { ENVIRONMENT: 'local' };
  const db = (connection: string) => ({ ...local, DATABASE_URL: connection, DATABASE_ENDPOINT: endpoint });
  const upstashVars = { UPSTASH_URL: upstash.url, UPSTASH_TOKEN: upstash.token };
  const sources: Record<string, string> =
    upstream === null ? sourceKeys(process.env) : { SOURCE_SETTINGS: JSON.stringify(sampleSettings(upstream)) };
  const miniflare = new Miniflare(
    await workersOptions({
      port,
      persistTo: join(stateFolder, 'v3'),
      onLog: options.onLog,
      bundle: options.bundle ?? bundle,
      vars: {
        api: { ...db(logins.api), ...upstashVars, SECURITY_CONTACT: 'mailto:security@localhost' },
        auth: {
          ...{ ...db(logins.auth), ...upstashVars, KEY_PEPPER: credentials.key_pepper },
          ...{ PORTAL_URL: `http://127.0.0.1:${port}`, EMAIL_URL: mailbox.url, EMAIL_TOKEN: mailbox.token },
          EMAIL_FROM: 'WizData <no-reply@localhost>',
        },
        ingest: { ...local, ...sources },
        clean: { ...db(logins.clean), ...options.coldAfterMonths, MANIFEST_KEY: credentials.manifest_key },
        indicators: db(logins.indicators),
        stream: db(logins.stream),
      },
      extra: (options.extraWorkers ?? []).map((worker) => ({ ...worker, vars: db(logins.api) })),
    }),
  );
  stops.push(() => miniflare.dispose());
  await miniflare.ready;
  // What an earlier run answered may have changed while nothing ran.
  await miniflare.purgeCache('wizdata-local');
  const crons = new Crons(miniflare);
  stops.push(() => crons.stop());
  const keys = database({ connectionString: logins.auth, endpoint });
  return {
    url: `http://127.0.0.1:${port}`,
    miniflare,
    crons,
    owner,
    endpoint,
    bridge,
    redis: upstash,
    upstream,
    underWay: async () => {
      const [row] = await database({ connectionString: owner, endpoint }).query<{ n: number }>(
        `SELECT (SELECT count(*) FROM fetch_log WHERE parsed_at IS NULL)::int
           + (SELECT count(*) FROM outbox WHERE published_at IS NULL OR derived_at IS NULL)::int AS n`,
      );
      return row?.n ?? 0;
    },
    // As the trigger of a minute from now would: by then, what is there today is late.
    sweep: () => crons.trigger('wizdata-clean', Date.now() + 60_000),
    issueKey: async (name, plan, scopes) => {
      const expires_at = new Date(Date.now() + keyLifeMs).toISOString();
      const { key } = await issueKey(keys, credentials.key_pepper, { name, plan, scopes, expires_at });
      return key;
    },
    stop,
  };
}
