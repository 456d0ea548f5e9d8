import type { Clock } from '../../core/clock.ts';
import { reachable } from '../../core/errors.ts';
import { barFiles, parts, readShards } from '../../lake/cold/bar-index.ts';
import type { ClearableColdStore } from '../../lake/cold/cold-store.ts';
import type { Database } from '../../storage/client.ts';
import { namedFiles } from '../../storage/cold/published-files.ts';
import { publicFiles } from './publish-period.ts';

interface ClearDeps {
  readonly db: Database;
  readonly store: ClearableColdStore;
  readonly clock: Clock;
}

/**
 * Removes files that nothing names any more, a while after they were replaced: whoever has read of them may still be
 * reading them. Answers how many.
 */
export async function clearFiles(keepMs: number, { db, store, clock }: ClearDeps): Promise<number> {
  const { paths, replaced } = await namedFiles(db);
  const named = new Set([...paths, ...(await indexedPaths(store))]);
  const before = clock.now() - keepMs;
  let removed = 0;
  for (const prefix of [barFiles, publicFiles]) {
    for (let startAfter = prefix; ; ) {
      const page = await reachable('cold storage', store.list({ prefix, startAfter }));
      const old = page.objects.filter(({ key, uploaded }) => {
        const [, spot = null] = /\/(\w+\/\w+\/[\w-]+\/[0-9a-f]+)-[0-9a-f]{16}\.\w+$/.exec(key) ?? [];
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
  for (const part of parts) {
    for (const shard of (await readShards(store, part)).values()) {
      // What a lost one named, the tables name.
      if (shard !== null) paths.push(...shard.files.map(({ path }) => path));
    }
  }
  return paths;
}
