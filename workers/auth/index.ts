import { WorkerEntrypoint } from 'cloudflare:workers';
import { verifyKey } from '../../src/accounts/verify.ts';
import { parseConfig } from '../../src/core/config.ts';
import { encodeError } from '../../src/core/errors.ts';
import type { Principal } from '../../src/model/principal.ts';
import type { AuthService } from '../../src/model/services.ts';
import { type Database, database } from '../../src/storage/client.ts';
import { type AuthEnv, authConfig } from './env.ts';

let wired: { readonly db: Database; readonly pepper: string } | undefined;

function wire(env: AuthEnv) {
  const config = parseConfig(authConfig, env, 'auth');
  return {
    db: database({ connectionString: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT }),
    pepper: config.KEY_PEPPER,
  };
}

export class Auth extends WorkerEntrypoint<AuthEnv> implements AuthService {
  async verify(key: string): Promise<Principal | null> {
    try {
      wired ??= wire(this.env);
      return await verifyKey(wired.db, wired.pepper, key);
    } catch (error) {
      throw encodeError(error);
    }
  }
}

/** Keys are verified over RPC only. */
export default { fetch: () => new Response(null, { status: 404 }) };
