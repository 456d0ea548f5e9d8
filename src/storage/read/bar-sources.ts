import type { Interval } from '../../model/symbol.ts';
import type { Database } from '../client.ts';
import { speakingSources } from './speaking-sources.ts';

/** The sources of an instrument's bars of one interval, and how much each is believed, lowest first. */
export async function readBarSources(
  db: Database,
  instrumentId: string,
  interval: Interval,
): Promise<ReadonlyMap<string, number>> {
  const key = 'instrument_id = $1 AND "interval" = $2';
  const rows = await db.query<{ source: string; rank: number }>(
    `WITH RECURSIVE ${speakingSources('bar', key)} SELECT source, rank FROM speaking ORDER BY rank, source`,
    [instrumentId, interval],
  );
  return new Map(rows.map(({ source, rank }) => [source, rank]));
}
