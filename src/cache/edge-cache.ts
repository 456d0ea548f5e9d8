import type { SharedCache } from './answer.ts';

/** What is used of the platform's Cache API. */
export interface CacheApi {
  match(request: string): Promise<Response | undefined>;
  put(request: string, response: Response): Promise<void>;
}

/** Nobody can ask for this host: answers are found by our own code only, after authentication. */
const origin = 'https://answers.wizdata.internal';
/** All of a key is in the path: a fragment would be dropped, and with it what keeps plans and forms apart. */
const addressOf = (key: string): string => `${origin}/${encodeURIComponent(key)}`;
const readAtHeader = 'wizdata-read-at';
const expiresAtHeader = 'wizdata-expires-at';
const ownHeader = 'wizdata-own-headers';

/**
 * The data centre's cache, shared by its isolates. `Cache-Tag` lets a purge of the zone find what it must drop.
 * @param purge tells the zone, in all data centres
 */
export function edgeCache(open: () => Promise<CacheApi>, purge: SharedCache['purge']): SharedCache {
  return {
    purge,
    async get(key) {
      const response = await (await open()).match(addressOf(key));
      if (response === undefined) return null;
      const { headers } = response;
      const own = headers.get(ownHeader);
      return {
        body: new Uint8Array(await response.arrayBuffer()),
        contentType: headers.get('content-type') ?? 'application/json',
        etag: headers.get('etag') ?? '',
        ...(own === null ? {} : { headers: JSON.parse(own) as Readonly<Record<string, string>> }),
        tags: (headers.get('cache-tag') ?? '').split(',').filter((tag) => tag !== ''),
        readAtMs: Number(headers.get(readAtHeader)),
        expiresAtMs: Number(headers.get(expiresAtHeader)),
      };
    },
    async put(key, answer) {
      const headers = {
        'content-type': answer.contentType,
        'cache-control': `public, max-age=${Math.ceil((answer.expiresAtMs - answer.readAtMs) / 1000)}`,
        etag: answer.etag,
        'cache-tag': answer.tags.join(','),
        [readAtHeader]: String(answer.readAtMs),
        [expiresAtHeader]: String(answer.expiresAtMs),
        ...(answer.headers === undefined ? {} : { [ownHeader]: JSON.stringify(answer.headers) }),
      };
      await (await open()).put(addressOf(key), new Response(answer.body, { headers }));
    },
  };
}
