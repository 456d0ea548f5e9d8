import { type PublicRecord, publicRecords } from '../../lake/cold/public-records.ts';
import type { Database } from '../../storage/client.ts';
import {
  type OpenDataset,
  openColumns,
  openDatasets,
  readOpenRows,
  type UnpublishedPeriod,
  unpublishedPeriods,
} from '../../storage/cold/open-records.ts';
import { type PublishedFileRow, replaceFiles } from '../../storage/cold/published-files.ts';
import { announceKey, makeFiles, type PublishDeps, publishedOrTold, signFiles } from './publish-period.ts';

/** What one run does at most: it ends by a moment, and a Worker may make ten thousand calls. */
interface PublishBounds {
  readonly untilMs: number;
  readonly periods: number;
  /** Of a period that has more, there are several files: a Worker must hold one in its memory. */
  readonly rowsPerFile: number;
}

/** An answer of the database must stay under eight megabytes. */
const rowsPerPage = 10_000;

/** The operations that answer with such rows. */
const paths: Readonly<Record<OpenDataset, string>> = {
  rate: '/v1/rates/{pair}',
  observation: '/v1/series/{id}/observations',
  series: '/v1/series',
  instrument: '/v1/instruments',
  alias: '/v1/instruments/{id}/aliases',
};

const tables = Object.fromEntries(
  (Object.keys(openDatasets) as OpenDataset[]).map((dataset) => [
    dataset,
    publicRecords({ path: paths[dataset], columns: openColumns(dataset), at: openDatasets[dataset] }),
  ]),
);

interface PublishOutcome {
  readonly published: number;
  /** Periods left for the next run: their rows changed, something failed, or this one's bounds were reached. */
  readonly left: number;
}

/** Makes the public files of every dataset and period whose rows are not those that its files were made of. */
export async function publishRecords(bounds: PublishBounds, deps: PublishDeps): Promise<PublishOutcome> {
  let [published, left] = [0, 0];
  for (const dataset of Object.keys(openDatasets) as OpenDataset[]) {
    const due = await unpublishedPeriods(deps.db, dataset);
    if (due.length > 0) await announceKey(deps);
    for (const one of due) {
      const { period } = one;
      const isDone =
        deps.clock.now() < bounds.untilMs &&
        published < bounds.periods &&
        (await publishedOrTold({ dataset, period }, deps, () => publishPeriod(one, bounds, deps)));
      if (isDone) published += 1;
      else left += 1;
    }
  }
  return { published, left };
}

/**
 * First the files, then the manifest that names them, then the tables: whoever follows one finds what it names. Rows are
 * read page by page and twice, and nothing of it counts unless all of them were those that were to be published.
 */
async function publishPeriod(
  due: UnpublishedPeriod,
  { rowsPerFile }: PublishBounds,
  deps: PublishDeps,
): Promise<boolean> {
  const { db, store, holds } = deps;
  const of = { dataset: due.dataset, interval_class: 'all', period: due.period };
  const files: PublishedFileRow[] = [];
  const whole = { rows: 0, hash: 0n };
  for (let after: readonly string[] | null = null, part = 0, more = due.made_of !== null; more; part += 1) {
    const passes: Pass[] = [];
    const begin = after;
    const groups = () => {
      const pass: Pass = { rows: 0, hash: 0n, last: null };
      passes.push(pass);
      return rowsFrom(db, due, begin, rowsPerFile, pass);
    };
    const table = tables[due.dataset] as (typeof tables)[string];
    files.push(...(await makeFiles({ ...of, part: part.toString(16) }, table, groups, store)));
    const [first, second = first] = passes as [Pass, Pass?];
    if (first.hash !== second.hash || first.rows !== second.rows) return false;
    whole.rows += first.rows;
    whole.hash += first.hash;
    after = first.last;
    more = first.rows === rowsPerFile;
  }
  if (due.made_of !== null && due.made_of !== `${whole.rows} ${whole.hash}`) return false;
  const signed = await signFiles(of, files, deps);
  await db.batch([holds, ...replaceFiles(of, null, files, { ...signed, made_of: due.made_of })]);
  return true;
}

/** What was read in going through the rows of a file once. */
interface Pass {
  rows: number;
  hash: bigint;
  last: readonly string[] | null;
}

async function* rowsFrom(
  db: Database,
  due: UnpublishedPeriod,
  begin: readonly string[] | null,
  most: number,
  pass: Pass,
): AsyncGenerator<readonly PublicRecord[]> {
  pass.last = begin;
  while (pass.rows < most) {
    const limit = Math.min(rowsPerPage, most - pass.rows);
    const { rows, hash, last } = await readOpenRows(db, due, pass.last, limit);
    if (rows.length > 0) {
      pass.rows += rows.length;
      pass.hash += hash;
      pass.last = last;
      yield rows as readonly PublicRecord[];
    }
    if (rows.length < limit) return;
  }
}
