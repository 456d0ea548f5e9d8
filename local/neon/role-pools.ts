import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SqlRequestError } from './sql-request.ts';

/** Above the number of cores more sessions only wait; the pools of all roles must fit in max_connections. */
const sessionsPerRole = 10;
const idleTimeoutMs = 10 * 60_000;
const closePatienceMs = 2_000;

/** A pool per user, password and database: each query runs as the role that signed it, with that role's rights. */
export class RolePools {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #byConnectionString = new Map<string, pg.Pool>();
  readonly #byRole = new Map<string, pg.Pool>();

  constructor(target: { host: string; port: number }) {
    this.#target = target;
  }

  /** A session of the role named in the connection string, whatever host that string names. */
  async connect(connectionString: string): Promise<pg.PoolClient> {
    const pool = this.#byConnectionString.get(connectionString) ?? this.#open(connectionString);
    try {
      return await pool.connect();
    } catch (error) {
      // A role that was never let in leaves nothing behind, or wrong passwords would pile up.
      if (pool.totalCount === 0) this.#forget(pool);
      throw error;
    }
  }

  /** Does not wait for a query that runs long: the database is stopped next, and ends it. */
  async close(): Promise<void> {
    const allEnded = Promise.all([...this.#byRole.values()].map((pool) => pool.end()));
    await Promise.race([allEnded, sleep(closePatienceMs, undefined, { ref: false })]);
  }

  #open(connectionString: string): pg.Pool {
    const url = URL.parse(connectionString);
    if (url === null) throw new SqlRequestError('The Neon-Connection-String header is no URL.');
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    const database = decodeURIComponent(url.pathname.slice(1));
    const role = JSON.stringify([user, password, database]);
    let pool = this.#byRole.get(role);
    if (pool === undefined) {
      pool = new pg.Pool({
        ...this.#target,
        user,
        password,
        database,
        max: sessionsPerRole,
        idleTimeoutMillis: idleTimeoutMs,
      });
      // A session that ends while idle (the database restarts) is simply replaced at the next query.
      pool.on('error', () => undefined);
      pool.on('connect', (client) => client.on('error', () => undefined));
      this.#byRole.set(role, pool);
    }
    this.#byConnectionString.set(connectionString, pool);
    return pool;
  }

  #forget(pool: pg.Pool): void {
    for (const pools of [this.#byConnectionString, this.#byRole]) {
      for (const [key, kept] of pools) if (kept === pool) pools.delete(key);
    }
  }
}
