import type { Clock } from '../../core/clock.ts';
import { reachable } from '../../core/errors.ts';
import { barFiles, parseShard, shardKey, shards } from '../../lake/cold/bar-index.ts';
import { type ClearableColdStore, getText } from '../../lake/cold/cold-store.ts';
import type { Database } from '../../storage/client.ts';
import { namedFiles } from '../../storage/cold/published-files.ts';
import { publicBarFiles } from './publish-bars.ts';

export interface ClearDeps {
  readonly db: Database;
  readonly store: ClearableColdStore;
  readonly clock: Clock;
}

const atOnce = 6;

/**
 * Removes files that nothing names any more, a while after they were replaced: whoever has read of them may still be
 * reading them. Answers how many.
 */
export async function clearFiles(keepMs: number, { db, store, clock }: ClearDeps): Promise<number> {
  const { paths, replaced } = await namedFiles(db);
  const named = new Set([...paths, ...(await indexedPaths(store))]);
  const before = clock.now() - keepMs;
  let removed = 0;
  for (const prefix of [barFiles, publicBarFiles]) {
    for (let startAfter = prefix; ; ) {
      const page = await reachable('cold storage', store.list({ prefix, startAfter }));
      const old = page.objects.filter(({ key, uploaded }) => {
        const [, spot = null] = /bar\/(\w+\/[\d-]+\/[0-9a-f])-[0-9a-f]{16}\.\w+$/.exec(key) ?? [];
        if (spot === null || named.has(key)) return false;
        return Math.max(uploaded.getTime(), Date.parse(replaced[spot] ?? '') || 0) < before;
      });
      if (old.length > 0) await reachable('cold storage', store.delete(old.map(({ key }) => key)));
      removed += old.length;
      startAfter = page.objects.at(-1)?.key ?? startAfter;
      if (!page.truncated) break;
    }
  }
  return removed;
}

/** The index may name a file whose rows are still in the tables, or again. */
async function indexedPaths(store: ClearableColdStore): Promise<string[]> {
  const paths: string[] = [];
  for (let at = 0; at < shards.length; at += atOnce) {
    const texts = await Promise.all(shards.slice(at, at + atOnce).map((shard) => getText(store, shardKey(shard))));
    for (const text of texts) if (text !== null) paths.push(...parseShard(text).files.map(({ path }) => path));
  }
  return paths;
}
