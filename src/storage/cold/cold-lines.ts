import type { Database } from '../client.ts';
import type { ColdSpot, StoredFile } from './cold-files.ts';
import type { ColdLine } from './guard.ts';
import { isNotReopened } from './rows.ts';

/** A line and the file that it lies in. */
export type LineInFile = ColdLine & StoredFile;

/** A spot as text, to be looked up by. */
export const spotName = ({ interval_class, period, part }: ColdSpot): string => `${interval_class} ${period} ${part}`;

/** Every spot that has a file. */
export async function coldSpots(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.query('SELECT interval_class, period, part FROM cold_file');
  return new Set((rows as unknown as ColdSpot[]).map(spotName));
}

/** Those of the lines that lie in a file, and in which; what was taken back does not. */
export async function linesInFiles(db: Database, lines: readonly ColdLine[]): Promise<LineInFile[]> {
  return (await db.query(
    `SELECT l.interval_class, l.period, l.instrument_id, f.path, f.sha256
     FROM json_to_recordset($1::json) AS l(interval_class text, period text, instrument_id text)
     JOIN cold_file f ON f.interval_class = l.interval_class AND f.period = l.period
       AND f.part = cold_part(l.instrument_id)
     WHERE ${isNotReopened('l', 'l.instrument_id')}`,
    [JSON.stringify(lines)],
  )) as unknown as LineInFile[];
}
