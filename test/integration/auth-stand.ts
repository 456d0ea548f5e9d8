import { createLogins } from '../../local/logins.ts';
import { startUpstashBridge } from '../../local/upstash/start-upstash-bridge.ts';
import { authService } from '../../src/accounts/auth-service.ts';
import { issueKey } from '../../src/accounts/issue.ts';
import type { Letter } from '../../src/accounts/link-sender.ts';
import { upstashUsage } from '../../src/accounts/upstash-usage.ts';
import type { ApiDeps } from '../../src/api/context.ts';
import { rememberedKeys } from '../../src/auth/remembered-keys.ts';
import { fixedClock } from '../../src/core/clock.ts';
import type { AuthService } from '../../src/model/account-service.ts';
import type { Scope } from '../../src/model/principal.ts';
import { type Database, database } from '../../src/storage/client.ts';
import { fakeApi } from '../contract/fake-api.ts';
import { startMigratedDatabase } from './migrated-database.ts';

export const pepper = 'a pepper of thirty-two characters';
export const origin = 'https://api.wizdata.test';

type Json = Record<string, unknown>;

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Json;
  readonly problem: Json;
}

export interface AuthStand {
  /** With the rights of `auth`, as its Worker has them. */
  readonly db: Database;
  /** With all rights, to make rows older than they are. */
  readonly owner: Database;
  readonly service: AuthService;
  readonly letters: Letter[];
  readonly usage: ReturnType<typeof upstashUsage>;
  readonly redis: Awaited<ReturnType<typeof startUpstashBridge>>;
  /** A gateway isolate of its own, with a clock that the test moves. */
  gateway(changes?: Partial<ApiDeps>): Gateway;
  key(
    name: string,
    scopes: readonly Scope[],
    plan?: string,
  ): Promise<{ key: string; key_id: string; account_id: string }>;
  /** The cookie of somebody who signed in. */
  signIn(email: string): Promise<{ cookie: string; account_id: string; member_id: string }>;
  lastLink(): string;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface Gateway {
  readonly clock: ReturnType<typeof fixedClock>;
  ask(method: string, path: string, init?: AskInit): Promise<Asked>;
}

interface AskInit {
  readonly key?: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** `auth` on a real database and the real stand-in of Redis, with the gateway before it. */
export async function startAuthStand(): Promise<AuthStand> {
  const postgres = await startMigratedDatabase();
  const credentials = new Proxy({} as never, { get: (_, name) => `secret-of-${String(name)}` });
  const logins = await createLogins(postgres.owner, postgres.endpoint, credentials);
  const redis = await startUpstashBridge({ token: 'token' });
  const db = database({ connectionString: logins.auth, endpoint: postgres.endpoint });
  const letters: Letter[] = [];
  const work: Promise<unknown>[] = [];
  const settled = async (): Promise<void> => void (await Promise.all(work.splice(0)));
  const service = authService({
    ...{ db, pepper, portalUrl: origin, mode: 'test', clock: { now: () => Date.now() } },
    sender: { send: async (letter) => void letters.push(letter) },
    defer: (promise) => void work.push(promise),
  });
  const lastLink = () => /#(wiz_link_\w+)/.exec(letters.at(-1)?.text ?? '')?.[1] ?? '';

  function gateway(changes: Partial<ApiDeps> = {}): Gateway {
    const clock = fixedClock(Date.now());
    const keys = rememberedKeys(service, clock);
    const api = fakeApi({ accounts: service, keys, forget: keys.forget, clock, ...changes });
    return {
      clock,
      async ask(method, path, { key, cookie, body, headers = {} } = {}) {
        const response = await api.request(path, {
          method,
          headers: {
            ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
            ...(cookie === undefined ? {} : { cookie }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const json = (await response.json()) as Json;
        return { status: response.status, headers: response.headers, data: json.data as Json, problem: json };
      },
    };
  }

  return {
    ...{ db, owner: postgres.db, service, letters, redis, gateway, lastLink, settled },
    usage: upstashUsage({ url: redis.url, token: redis.token }),
    key: (name, scopes, plan = 'free') => issueKey(db, pepper, { name, plan, scopes }),
    async signIn(email) {
      const { ask } = gateway();
      await ask('POST', '/v1/account/sign-up', { body: { email } });
      await settled();
      const { data, headers, problem } = await ask('POST', '/v1/account/sign-in', { body: { link: lastLink() } });
      if (data === undefined) throw new Error(JSON.stringify(problem));
      const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
      return {
        cookie,
        account_id: String(data.account_id),
        member_id: String((data.member as Json).member_id),
      };
    },
    stop: async () => {
      await settled();
      await redis.stop();
      await postgres.stop();
    },
  };
}
