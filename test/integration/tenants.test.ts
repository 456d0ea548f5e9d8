import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { type AuthStand, startAuthStand } from './auth-stand.ts';

let auth: AuthStand;
let ids: Record<string, string>;
let callers: Record<string, { key?: string; cookie?: string }>;

beforeAll(async () => {
  auth = await startAuthStand();
  const victim = await auth.signIn('victim@example.com');
  const { ask } = auth.gateway();
  const made = await ask('POST', '/v1/keys', { cookie: victim.cookie, body: { name: "the victim's" } });
  ids = { key_id: String(made.data.key_id), member_id: victim.member_id };
  const foreign = await auth.signIn('foreign@example.com');
  callers = {
    'a key of another account': { key: (await auth.key('foreign', ['read', 'stream', 'account'])).key },
    'an operator of another account': { key: (await auth.key('op', ['read', 'stream', 'account', 'admin'])).key },
    'somebody signed in elsewhere': { cookie: foreign.cookie },
  };
});
afterAll(() => auth.stop());

const tables = ['account', 'member', 'session', 'sign_in_link', 'api_key', 'audit_event', 'usage'];

/** Everything that is stored of accounts. When a key was last used is no change of anybody else's. */
async function everything(): Promise<unknown> {
  await auth.settled();
  return await Promise.all(
    tables.map((table) => auth.owner.query(`SELECT to_jsonb(t) - 'last_used_at' AS row FROM ${table} t ORDER BY 1`)),
  );
}

const routes = endpoints.filter(({ ofAccount, path }) => ofAccount && path.includes('{'));

test('the routes with an id of an account are these', () => {
  expect(routes.map(({ operationId }) => operationId)).toEqual([
    ...['changeMember', 'removeMember', 'getKey', 'changeKey', 'revokeKey', 'rotateKey'],
  ]);
});

test.each(routes.map((route) => [route.operationId, route] as const))(
  '%s knows nothing of what belongs to others, and does nothing to it',
  async (_name, { method, path, example }) => {
    const foreign = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'missing');
    const unknown = foreign.replace(/[0-9a-f]{32}/, '0192f0c4a1b27c3d8e9f0a1b2c3d4e5f');
    for (const [who, caller] of Object.entries(callers)) {
      const before = await everything();
      const ask = async (to: string, idempotency = {}) => {
        const body = example.body === undefined ? {} : { body: example.body };
        const { status, problem } = await auth.gateway().ask(method, to, { ...caller, ...body, headers: idempotency });
        const { request_id: _, ...said } = problem;
        return { status, said };
      };
      const answer = await ask(foreign);
      expect(answer.status, who).toBe(404);
      // The same words as for what there is not.
      expect(answer).toEqual(await ask(unknown));
      expect(await ask(foreign, { 'idempotency-key': 'x' })).toEqual(answer);
      expect(await everything(), who).toEqual(before);
    }
  },
);

test('lists hold only what is of the account that asks', async () => {
  for (const path of ['/v1/account', '/v1/keys', '/v1/account/audit', '/v1/usage']) {
    for (const caller of Object.values(callers)) {
      const { status, problem } = await auth.gateway().ask('GET', path, caller);
      expect(status).toBe(200);
      for (const id of Object.values(ids)) expect(JSON.stringify(problem)).not.toContain(id);
    }
  }
});
