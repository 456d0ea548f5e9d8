import { reachable } from '../../core/errors.ts';
import { type RetryPolicy, retry } from '../../core/retry.ts';
import type { ClearableColdStore } from './cold-store.ts';

/** R2 takes one write a second of an object, and an index is written for each period of many that turn cold at once. */
const policy: RetryPolicy = { attempts: 6, baseDelayMs: 1_000, maxDelayMs: 4_000 };

/** A store whose writes are tried again: they are of whole objects, so that doing one twice is doing it once. */
export function patientStore(store: ClearableColdStore, wait?: (ms: number) => Promise<void>): ClearableColdStore {
  return {
    put: (key, value) => retry(policy, () => reachable('cold storage', store.put(key, value)), wait),
    get: (key, options) => store.get(key, options),
    list: (options) => store.list(options),
    delete: (keys) => store.delete(keys),
  };
}
