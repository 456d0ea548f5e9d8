import type { Endpoint } from '../../src/api/endpoint.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import type { AccountService } from '../../src/model/account-service.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { fakeApi } from './fake-api.ts';

export const all = endpoints.map((endpoint) => [endpoint.operationId, endpoint] as const);
export const json = { 'content-type': 'application/json' };

export function operation(name: string): Endpoint {
  const found = endpoints.find(({ operationId }) => operationId === name);
  if (found === undefined) throw new Error(`there is no operation ${name}`);
  return found;
}

interface Sent {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** The operation's own example, with what a test puts into its place. */
export function send(
  endpoint: Endpoint,
  { key, body = endpoint.example.body, headers = {} }: Sent,
  api = fakeApi(),
  at = endpoint.example.path,
) {
  const text = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  return api.request(at, {
    method: endpoint.method,
    ...(key && { key }),
    ...text,
    headers: { ...(body !== undefined && json), ...headers },
  });
}

/** `auth`, with everything that it is asked for. */
export function watchedAccounts(): { accounts: AccountService; calls: { name: string; given: readonly unknown[] }[] } {
  const calls: { name: string; given: readonly unknown[] }[] = [];
  const accounts = Object.fromEntries(
    Object.entries(fakeAccounts).map(([name, answer]) => [
      name,
      (...given: unknown[]) => {
        calls.push({ name, given });
        return (answer as (...given: unknown[]) => unknown)(...given);
      },
    ]),
  );
  return { accounts: accounts as unknown as AccountService, calls };
}
