import { NeonDbError, neon, neonConfig } from '@neondatabase/serverless';
import { WizError } from '../core/errors.ts';
import { withTimeout } from '../core/retry.ts';

export interface Statement {
  readonly text: string;
  readonly params?: readonly unknown[];
}

export type Row = Record<string, unknown>;

/** Postgres over one HTTP round trip a call. Values come back as the driver's text or parsed JSON; numerics stay text. */
export interface Database {
  query<T extends Row = Row>(text: string, params?: readonly unknown[]): Promise<T[]>;
  /** All statements in one transaction and one trip; a result for each. */
  batch(statements: readonly Statement[]): Promise<Row[][]>;
}

interface DatabaseConfig {
  readonly connectionString: string;
  /** Where the HTTP endpoint is, when it is not derived from the host: a bridge on loopback. */
  readonly endpoint?: string | undefined;
  readonly timeoutMs?: number;
}

export function database(config: DatabaseConfig): Database {
  if (config.endpoint !== undefined) bridge(config.connectionString, config.endpoint);
  const sql = neon(config.connectionString, { disableWarningInBrowsers: true });
  const timeoutMs = config.timeoutMs ?? 10_000;
  return {
    query: (text, params = []) => guard(withTimeout(sql.query(text, [...params]), timeoutMs, 'a query')) as never,
    batch: (statements) =>
      guard(
        withTimeout(
          sql.transaction(statements.map(({ text, params = [] }) => sql.query(text, [...params]))),
          timeoutMs,
          'a transaction',
        ),
      ) as never,
  };
}

/** The driver has one setting for all databases of a process: a bridge is found by the address it stands before. */
const bridges = new Map<string, string>();
const neonEndpoint = neonConfig.fetchEndpoint;

function bridge(connectionString: string, endpoint: string): void {
  const { hostname, port } = new URL(connectionString);
  bridges.set(`${hostname}:${port}`, endpoint);
  neonConfig.fetchEndpoint = (host, at, options) =>
    bridges.get(`${host}:${at}`) ??
    (typeof neonEndpoint === 'function' ? neonEndpoint(host, at, options) : neonEndpoint);
}

/** A guard of ours (`WZ...`, see the migrations) says that the state is not what the statement was made for. */
export const isRefusedBy = (sqlstate: string, error: unknown): boolean =>
  error instanceof WizError && error.code === 'conflict' && error.detail.sqlstate === sqlstate;

/** Postgres' own refusals are defects of ours; everything else means that the database is away. */
async function guard<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WizError) throw error;
    const sqlstate = error instanceof NeonDbError ? error.code : undefined;
    if (sqlstate?.startsWith('WZ')) throw new WizError('conflict', (error as Error).message, { sqlstate }, error);
    if (sqlstate !== undefined && !/^(08|53|57|40|58)/.test(sqlstate)) {
      throw new WizError(
        'internal',
        `the database refused a statement: ${sqlstate} ${(error as Error).message}`,
        {},
        error,
      );
    }
    throw new WizError('dependency_unavailable', 'the database is unavailable', {}, error);
  }
}
