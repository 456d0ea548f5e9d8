import type { Connector } from '../connectors/connector.ts';
import type { Rows } from '../model/parsed.ts';
import type { FetchRecord } from '../model/payload.ts';
import type { Database } from '../storage/client.ts';

/**
 * A source that divides its prices by every split it knows has, with a new split, restated all earlier bars, and a window
 * brings only the newest of them. The time of the earliest stored bar that the source would now state otherwise, or null.
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
    `SELECT wire_instant(min(time)) AS earliest FROM bar
     WHERE instrument_id = $1 AND "interval" = '1d' AND source = $2 AND session_date < $3::date AND fetch_id < $4
       AND EXISTS (SELECT FROM corporate_action a WHERE a.instrument_id = $1 AND a.source = $2 AND a.kind = 'split'
         AND a.ex_date = $3::date AND a.fetch_id = $4)`,
    [split.instrument_id, source.source_id, split.ex_date, fetch.fetch_id],
  );
  return row?.earliest ?? null;
}
