import type { CachedAnswer } from './answer.ts';

export interface EdgeCache {
  get(key: string): Promise<CachedAnswer | null>;
  put(key: string, answer: CachedAnswer): Promise<void>;
}

/** What is used of the platform's Cache API. */
export interface CacheApi {
  match(request: string): Promise<Response | undefined>;
  put(request: string, response: Response): Promise<void>;
}

/** Nobody can ask for this host: answers are found by our own code only, after authentication. */
const origin = 'https://answers.wizdata.internal';
const readAtHeader = 'wizdata-read-at';
const expiresAtHeader = 'wizdata-expires-at';

/** The data centre's cache, shared by its isolates. `Cache-Tag` lets a zone purge find what it must drop. */
export function edgeCache(open: () => Promise<CacheApi>): EdgeCache {
  return {
    async get(key) {
      const response = await (await open()).match(origin + key);
      if (response === undefined) return null;
      const { headers } = response;
      return {
        body: new Uint8Array(await response.arrayBuffer()),
        contentType: headers.get('content-type') ?? 'application/json',
        etag: headers.get('etag') ?? '',
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
      };
      await (await open()).put(origin + key, new Response(answer.body, { headers }));
    },
  };
}
