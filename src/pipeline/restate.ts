import type { Connector } from '../connectors/connector.ts';
import { partOf } from '../lake/cold/bar-index.ts';
import type { Rows } from '../model/parsed.ts';
import type { FetchRecord } from '../model/payload.ts';
import { classOf } from '../model/time-classes.ts';
import type { Database } from '../storage/client.ts';

/**
 * A source that divides its prices by every split it knows has, with a new split, restated all earlier bars, and a window
 * brings only the newest of them. The time of the earliest stored bar that the source would now state otherwise, or null. Of
 * bars in cold storage it is that of the earliest period in which their part has any of the source: to ask for too much
 * does no harm, since what is unchanged stays.
 */
export async function restatedFrom(
  db: Database,
  { source }: Connector,
  fetch: FetchRecord,
  rows: Rows,
): Promise<string | null> {
  if (source.price_basis !== 'split_adjusted') return null;
  const split = (rows.corporate_action ?? []).filter(({ kind }) => kind === 'split').at(-1);
  if (split === undefined) return null;
  const [row] = await db.query<{ earliest: string | null }>(
    `SELECT wire_instant(LEAST(
       (SELECT min(time) FROM bar WHERE instrument_id = $1 AND "interval" = '1d' AND source = $2
         AND session_date < $3::date AND fetch_id < $4),
       (SELECT min(c.period_from) FROM cold_file c WHERE c.interval_class = $5 AND c.part = $6 AND c.hashes ? $2
         AND c.period_from < $3::date AND EXISTS (SELECT FROM bar_series s
           WHERE s.instrument_id = $1 AND s."interval" = '1d' AND s.source = $2)))) AS earliest
     WHERE EXISTS (SELECT FROM corporate_action a WHERE a.instrument_id = $1 AND a.source = $2 AND a.kind = 'split'
       AND a.ex_date = $3::date AND a.fetch_id = $4)`,
    [split.instrument_id, source.source_id, split.ex_date, fetch.fetch_id, classOf('1d'), partOf(split.instrument_id)],
  );
  return row?.earliest ?? null;
}
