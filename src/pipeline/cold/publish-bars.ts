import { type Clock, toInstant } from '../../core/clock.ts';
import { toWizError } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import type { Logger } from '../../core/log.ts';
import { type ColdStore, getBytes, getText, putObject } from '../../lake/cold/cold-store.ts';
import { type PublicKey, type SigningKey, signManifest } from '../../lake/cold/manifest.ts';
import { type PublicBars, publicBarsOf, publicCsv, publicParquet } from '../../lake/cold/public-bars.ts';
import { type Database, isRefusedBy, type Statement } from '../../storage/client.ts';
import {
  type PublishedFileRow,
  publishedFiles,
  recordPublished,
  type UnpublishedFile,
  unpublishedFiles,
} from '../../storage/cold/published-files.ts';

export interface PublishDeps {
  readonly db: Database;
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly holds: Statement;
  readonly key: SigningKey;
}

/** Where public files lie; the keys that sign them, former ones included, are beside them. */
export const publicBarFiles = 'public/bar/';
export const publicKeysPath = 'public/keys.json';
export const manifestPath = (intervalClass: string, period: string): string =>
  `${publicBarFiles}${intervalClass}/${period}/manifest.json`;

/** Makes the public files of every cold file that is newer than they are, until a moment; answers of how many. */
export async function publishBars(untilMs: number, deps: PublishDeps): Promise<number> {
  const due = await unpublishedFiles(deps.db);
  if (due.length > 0) await announceKey(deps.store, deps.key.public_key);
  let published = 0;
  for (const files of Map.groupBy(due, ({ interval_class, period }) => `${interval_class} ${period}`).values()) {
    if (deps.clock.now() >= untilMs) break;
    try {
      await publishPeriod(files, deps);
      published += files.length;
    } catch (caught) {
      if (isRefusedBy('WZ004', caught)) throw caught;
      const { code, message } = toWizError(caught);
      const [{ interval_class, period } = { interval_class: null, period: null }] = files;
      deps.logger.log('error', 'period_not_published', { interval_class, period, code, error: message });
    }
  }
  return published;
}

/** First the files, then the manifest that names them, then the tables: whoever follows one finds what it names. */
async function publishPeriod(due: readonly UnpublishedFile[], deps: PublishDeps): Promise<void> {
  const { db, store, clock, holds, key } = deps;
  const [{ interval_class, period }] = due as readonly [UnpublishedFile, ...UnpublishedFile[]];
  const before = await publishedFiles(db, interval_class, period);
  const made: PublishedFileRow[] = [];
  for (const file of due) made.push(...(await makeFiles(file, store)));
  const remade = new Set(due.map(({ part }) => part));
  const all = [...before.filter(({ part }) => !remade.has(part)), ...made];
  const at = toInstant(clock.now());
  const manifest_path = manifestPath(interval_class, period);
  if (before.length + made.length > 0) {
    const files = all.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map(inManifest);
    const signed = await signManifest({ dataset: 'bar', period, created_at: at, files }, key);
    await putObject(store, manifest_path, JSON.stringify(signed, null, 2));
  }
  await recordPublished(db, holds, due, made, { manifest_path, at });
}

async function makeFiles(file: UnpublishedFile, store: ColdStore): Promise<PublishedFileRow[]> {
  if (file.sources.length === 0) return [];
  const bytes = await getBytes(store, file.path);
  const open = () => publicBarsOf(bytes, new Set(file.sources));
  const parquet = publicParquet(open);
  if (parquet.rows === 0) return [];
  return [await put(file, 'parquet', parquet, store), await put(file, 'csv', publicCsv(open()), store)];
}

async function put(
  { interval_class, period, part }: UnpublishedFile,
  format: 'parquet' | 'csv',
  { bytes, rows, columns, from, to, fetch_ids, is_sample }: PublicBars,
  store: ColdStore,
): Promise<PublishedFileRow> {
  const digest = await sha256(bytes);
  const path = `${publicBarFiles}${interval_class}/${period}/${part}-${digest.slice(0, 16)}.${format}`;
  await putObject(store, path, bytes);
  return {
    ...{ path, part, format, sha256: digest, size_bytes: bytes.byteLength, rows, columns },
    ...{ from_time: from, to_time: to, fetches: fetch_ids, is_sample },
  };
}

const inManifest = ({
  path,
  sha256: digest,
  size_bytes,
  rows,
  columns,
  from_time,
  to_time,
  fetches,
}: PublishedFileRow) => ({
  ...{ path, sha256: digest, bytes: size_bytes, rows, columns: [...columns] },
  ...{ from: from_time, to: to_time, provenance: { fetch_ids: fetches } },
});

/** A key that has ever signed stays among the public ones: its manifests are read for years. */
async function announceKey(store: ColdStore, key: PublicKey): Promise<void> {
  const text = await getText(store, publicKeysPath);
  const { keys } = (text === null ? { keys: [] } : JSON.parse(text)) as { keys: PublicKey[] };
  if (keys.some(({ kid }) => kid === key.kid)) return;
  await putObject(store, publicKeysPath, JSON.stringify({ keys: [...keys, key] }, null, 2));
}
