import { type IntervalClass, timeClasses } from '../model/time-classes.ts';
import type { Database } from './client.ts';
import { intervalsOf } from './cold/rows.ts';

/** How a table is parted by time. */
interface PartitionPolicy {
  readonly table: string;
  /** Of which all rows are: the table by which it is asked, and where its rows are in that. */
  readonly rows: string;
  readonly step: 'month' | 'year';
  /** So many periods have a partition beyond the one of today. */
  readonly ahead: number;
}

const barsOf = (intervalClass: IntervalClass) => {
  const { table, period: step } = timeClasses[intervalClass];
  return { table, rows: `bar WHERE "interval" IN (${intervalsOf(intervalClass)})`, step };
};

/** Far enough ahead that a job may fail for weeks before a row finds no partition. */
const partitionPolicies: readonly PartitionPolicy[] = [
  { ...barsOf('intraday'), ahead: 3 },
  { ...barsOf('daily'), ahead: 2 },
  { table: 'trade', rows: 'trade WHERE true', step: 'month', ahead: 3 },
  { table: 'quote', rows: 'quote WHERE true', step: 'month', ahead: 3 },
  { table: 'measurement', rows: 'measurement WHERE true', step: 'month', ahead: 3 },
];

/** Makes the partitions of the time to come; answers how many, by table. Again, it makes none. */
export async function extendPartitions(db: Database, now: string): Promise<Record<string, number>> {
  const made: Record<string, number> = {};
  for (const { table, step, ahead } of partitionPolicies) {
    // A table of its own each: one that is locked must not keep the others.
    const [row] = await db.query<{ made: number }>(
      `SELECT extend_partitions($1, $2::interval, (date_trunc($3, $4::timestamptz AT TIME ZONE 'UTC')
         + $5::int * $2::interval) AT TIME ZONE 'UTC') AS made`,
      [table, `1 ${step}`, step, now, ahead + 1],
    );
    made[table] = row?.made ?? 0;
  }
  return made;
}

/** SQL for how many rows there are by table for whose time there is no partition yet: `name`, `rows`. */
export const beyondCounts = partitionPolicies
  .map(
    ({ table, rows }) =>
      `SELECT '${table}' AS name, (SELECT count(*)::int FROM ${rows} AND time >= partition_from('${table}_beyond')) AS rows`,
  )
  .join(' UNION ALL ');

/** An alarm wherever there are any. */
export async function rowsBeyond(db: Pick<Database, 'query'>): Promise<Readonly<Record<string, number>>> {
  const found = await db.query<{ name: string; rows: number }>(beyondCounts);
  return Object.fromEntries(found.map(({ name, rows }) => [name, rows]));
}
