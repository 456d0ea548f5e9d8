import { WizError } from '../core/errors.ts';

/** Cloudflare takes at most this many tags a call (Cache, "Purge cache by cache-tags"). */
const tagsPerCall = 100;

interface PurgeAddress {
  readonly url: string;
  readonly token: string;
}

/** Purge by tag over Cloudflare's API; without an address there is no zone whose cache must be told. */
export function purgeEdge(address: PurgeAddress | null, send: typeof fetch) {
  return async (tags: readonly string[]): Promise<void> => {
    if (address === null) return;
    for (let at = 0; at < tags.length; at += tagsPerCall) {
      const response = await send(address.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${address.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tags: tags.slice(at, at + tagsPerCall) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(5_000),
      });
      if (!response.ok) throw new WizError('dependency_unavailable', `the cache purge answered ${response.status}`);
    }
  };
}
