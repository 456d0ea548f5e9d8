import { getUnchanged } from '../../lake/cold/cold-store.ts';
import { publicBars, publicBarsOf } from '../../lake/cold/public-bars.ts';
import type { Statement } from '../../storage/client.ts';
import {
  notePublished,
  type PublicPeriod,
  type PublishedFileRow,
  publishedFiles,
  replaceFiles,
  type UnpublishedFile,
  unpublishedFiles,
} from '../../storage/cold/published-files.ts';
import { announceKey, makeFiles, type PublishDeps, publishedOrTold, signFiles } from './publish-period.ts';

/** Makes the public files of every cold file that is newer than they are, until a moment; answers of how many. */
export async function publishBars(untilMs: number, deps: PublishDeps): Promise<number> {
  const due = await unpublishedFiles(deps.db);
  if (due.length > 0) await announceKey(deps);
  let published = 0;
  for (const files of Map.groupBy(due, ({ interval_class, period }) => `${interval_class} ${period}`).values()) {
    if (deps.clock.now() >= untilMs) break;
    const [{ interval_class, period }] = files as [UnpublishedFile, ...UnpublishedFile[]];
    const of = { dataset: 'bar', interval_class, period };
    if (await publishedOrTold(of, deps, () => publishPeriod(of, files, deps))) published += files.length;
  }
  return published;
}

/** First the files, then the manifest that names them, then the tables: whoever follows one finds what it names. */
async function publishPeriod(of: PublicPeriod, due: readonly UnpublishedFile[], deps: PublishDeps): Promise<true> {
  const { db, store, holds } = deps;
  const before = await publishedFiles(db, of);
  const made: PublishedFileRow[] = [];
  for (const file of due) {
    if (file.sources.length === 0) continue;
    const bytes = await getUnchanged(store, file.path, file.sha256);
    const groups = () => publicBarsOf(bytes, new Set(file.sources));
    made.push(...(await makeFiles({ ...of, part: file.part }, publicBars, groups, store)));
  }
  const remade = due.map(({ part }) => part);
  const replaced: Statement[] = [];
  if (before.length + made.length > 0) {
    const signed = await signFiles(of, [...before.filter(({ part }) => !remade.includes(part)), ...made], deps);
    replaced.push(...replaceFiles(of, remade, made, { ...signed, made_of: null }));
  }
  await db.batch([holds, ...replaced, notePublished(due)]);
  return true;
}
