import { inFull, toWizError } from '../../core/errors.ts';
import { getUnchanged } from '../../lake/cold/cold-store.ts';
import { publicBars, publicBarsOf } from '../../lake/cold/public-bars.ts';
import { isRefusedBy } from '../../storage/client.ts';
import {
  notePublished,
  type PublishedFileRow,
  publishedFiles,
  replaceFiles,
  type UnpublishedFile,
  unpublishedFiles,
} from '../../storage/cold/published-files.ts';
import { announceKey, makeFiles, type PublishDeps, signFiles } from './publish-period.ts';

/** Makes the public files of every cold file that is newer than they are, until a moment; answers of how many. */
export async function publishBars(untilMs: number, deps: PublishDeps): Promise<number> {
  const due = await unpublishedFiles(deps.db);
  if (due.length > 0) await announceKey(deps);
  let published = 0;
  for (const files of Map.groupBy(due, ({ interval_class, period }) => `${interval_class} ${period}`).values()) {
    if (deps.clock.now() >= untilMs) break;
    try {
      await publishPeriod(files, deps);
      published += files.length;
    } catch (caught) {
      if (isRefusedBy('WZ004', caught)) throw caught;
      const error = toWizError(caught);
      const [{ interval_class, period } = { interval_class: null, period: null }] = files;
      deps.logger.log('error', 'period_not_published', {
        dataset: 'bar',
        interval_class,
        period,
        code: error.code,
        error: inFull(error),
      });
    }
  }
  return published;
}

/** First the files, then the manifest that names them, then the tables: whoever follows one finds what it names. */
async function publishPeriod(due: readonly UnpublishedFile[], deps: PublishDeps): Promise<void> {
  const { db, store, holds } = deps;
  const [{ interval_class, period }] = due as readonly [UnpublishedFile, ...UnpublishedFile[]];
  const of = { dataset: 'bar', interval_class, period };
  const before = await publishedFiles(db, of);
  const made: PublishedFileRow[] = [];
  for (const file of due) {
    if (file.sources.length === 0) continue;
    const bytes = await getUnchanged(store, file.path, file.sha256);
    const groups = () => publicBarsOf(bytes, new Set(file.sources));
    made.push(...(await makeFiles({ ...of, part: file.part }, publicBars, groups, store)));
  }
  const remade = due.map(({ part }) => part);
  if (before.length + made.length === 0) return void (await db.batch([holds, notePublished(due)]));
  const signed = await signFiles(of, [...before.filter(({ part }) => !remade.includes(part)), ...made], deps);
  await db.batch([holds, ...replaceFiles(of, remade, made, { ...signed, made_of: null }), notePublished(due)]);
}
