import type { Database } from '../client.ts';
import type { ColdSpot } from './cold-files.ts';
import type { ColdLine } from './guard.ts';

/** A spot as text, to be looked up by. */
export const spotName = ({ interval_class, period, part }: ColdSpot): string => `${interval_class} ${period} ${part}`;

/** Every spot that has a file. */
export async function coldSpots(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.query('SELECT interval_class, period, part FROM cold_file');
  return new Set((rows as unknown as ColdSpot[]).map(spotName));
}

/** Those of the lines that were not taken back. */
export async function notReopened(db: Database, lines: readonly ColdLine[]): Promise<ColdLine[]> {
  return (await db.query(
    `SELECT interval_class, period, instrument_id
     FROM json_to_recordset($1::json) AS l(interval_class text, period text, instrument_id text)
     EXCEPT SELECT interval_class, period, instrument_id FROM cold_reopened`,
    [JSON.stringify(lines)],
  )) as unknown as ColdLine[];
}
