import { toInstant } from '../../core/clock.ts';
import { inFull, toWizError } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { type ColdStore, getText, putObject } from '../../lake/cold/cold-store.ts';
import { type PublicKey, type SigningKey, signManifest } from '../../lake/cold/manifest.ts';
import {
  type Groups,
  type PublicFile,
  type PublicRow,
  type PublicTable,
  publicCsv,
  publicParquet,
} from '../../lake/cold/public-table.ts';
import { isRefusedBy } from '../../storage/client.ts';
import type { Publication, PublicPeriod, PublishedFileRow } from '../../storage/cold/published-files.ts';
import type { ColdJobDeps } from './cold-job-deps.ts';

export interface PublishDeps extends ColdJobDeps {
  readonly key: SigningKey;
}

/** Where public files lie; the keys that sign them, former ones included, are beside them. */
export const publicFiles = 'public/';
const publicKeysPath = `${publicFiles}keys.json`;

const folderOf = ({ dataset, interval_class, period }: PublicPeriod): string =>
  `${publicFiles}${dataset}/${interval_class}/${period}/`;

/** The rows in both forms, gone through twice: in Parquet, of what digits decimals are stands before them. */
export async function makeFiles<R extends PublicRow>(
  of: PublicPeriod & { readonly part: string },
  table: PublicTable<R>,
  groups: () => Groups<R>,
  store: ColdStore,
): Promise<PublishedFileRow[]> {
  const { digits, ...csv } = await publicCsv(table, groups());
  if (csv.rows === 0) return [];
  const made = [await put(of, 'csv', csv, store)];
  return [...made, await put(of, 'parquet', await publicParquet(table, digits, groups()), store)];
}

async function put(
  of: PublicPeriod & { readonly part: string },
  format: 'parquet' | 'csv',
  { bytes, rows, columns, from, to, fetch_ids, is_sample }: PublicFile,
  store: ColdStore,
): Promise<PublishedFileRow> {
  const digest = await sha256(bytes);
  const path = `${folderOf(of)}${of.part}-${digest.slice(0, 16)}.${format}`;
  await putObject(store, path, bytes);
  return {
    ...{ path, part: of.part, format, sha256: digest, size_bytes: bytes.byteLength, rows, columns },
    ...{ from_time: from, to_time: to, fetches: fetch_ids, is_sample },
  };
}

/** Writes the manifest that names all files of a period; they are there already. */
export async function signFiles(
  of: PublicPeriod,
  all: readonly PublishedFileRow[],
  { store, clock, key }: Pick<PublishDeps, 'store' | 'clock' | 'key'>,
): Promise<Omit<Publication, 'made_of'>> {
  const at = toInstant(clock.now());
  const manifest_path = `${folderOf(of)}manifest.json`;
  const files = all.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map(inManifest);
  const signed = await signManifest({ dataset: of.dataset, period: of.period, created_at: at, files }, key);
  await putObject(store, manifest_path, JSON.stringify(signed, null, 2));
  return { manifest_path, at };
}

const inManifest = (file: PublishedFileRow) => ({
  ...{ path: file.path, sha256: file.sha256, bytes: file.size_bytes, rows: file.rows, columns: [...file.columns] },
  ...{ from: file.from_time, to: file.to_time, provenance: { fetch_ids: file.fetches } },
});

/** A period that cannot be published must not keep the others from it: it is told of. */
export async function publishedOrTold(
  of: Partial<PublicPeriod>,
  { logger }: Pick<PublishDeps, 'logger'>,
  work: () => Promise<boolean>,
): Promise<boolean> {
  try {
    return await work();
  } catch (caught) {
    if (isRefusedBy('WZ004', caught)) throw caught;
    const error = toWizError(caught);
    logger.log('error', 'period_not_published', { ...of, code: error.code, error: inFull(error) });
    return false;
  }
}

/** A key that has ever signed stays among the public ones: its manifests are read for years. */
export async function announceKey({ store, key }: Pick<PublishDeps, 'store' | 'key'>): Promise<void> {
  const text = await getText(store, publicKeysPath);
  const { keys } = (text === null ? { keys: [] } : JSON.parse(text)) as { keys: PublicKey[] };
  if (keys.some(({ kid }) => kid === key.public_key.kid)) return;
  await putObject(store, publicKeysPath, JSON.stringify({ keys: [...keys, key.public_key] }, null, 2));
}
