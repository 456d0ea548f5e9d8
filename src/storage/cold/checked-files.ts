import type { Database, Statement } from '../client.ts';
import type { ColdSpot, StoredFile } from './cold-files.ts';

export interface FileToCheck extends ColdSpot, StoredFile {
  readonly rows: number;
}

/** Every file that stands for rows: the damaged ones first, then those that were checked longest ago. */
export async function filesToCheck(db: Database): Promise<FileToCheck[]> {
  return (await db.query(
    `SELECT interval_class, period, part, path, sha256, rows::int FROM cold_file
     ORDER BY damage IS NULL, checked_at NULLS FIRST, interval_class, period, part`,
  )) as unknown as FileToCheck[];
}

/** Notes what a check has found of a file, null for nothing; not where another has taken its place. */
export const noteChecked = (file: FileToCheck, damage: string | null, at: string): Statement => ({
  text: `UPDATE cold_file SET checked_at = $5, damage = $6
    WHERE interval_class = $1 AND period = $2 AND part = $3 AND path = $4`,
  params: [file.interval_class, file.period, file.part, file.path, at, damage],
});
