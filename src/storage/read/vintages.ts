import type { Database } from '../client.ts';
import { vintage } from '../schema/series-history.ts';
import { type ListingPage, readListing } from './listing.ts';
import { parameters } from './parameters.ts';
import { wireColumns } from './wire-columns.ts';

interface VintagesRequest {
  readonly series_id: string;
  /** Periods, both inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  /** Only what the source said on this day. */
  readonly realtime: string | null;
  readonly position: readonly string[] | null;
  readonly limit: number;
  readonly as_of: string | null;
}

/** What the source said of each period, and from when to when it said so; oldest period first. */
export function readVintages(db: Database, request: VintagesRequest): Promise<ListingPage> {
  const p = parameters();
  const conditions = [`series_id = ${p.add(request.series_id)}`];
  if (request.from !== null) conditions.push(`period >= ${p.add(request.from)}::date`);
  if (request.to !== null) conditions.push(`period <= ${p.add(request.to)}::date`);
  if (request.realtime !== null) {
    const day = `${p.add(request.realtime)}::date`;
    conditions.push(`realtime_start <= ${day} AND (realtime_end IS NULL OR realtime_end >= ${day})`);
  }
  const { position, limit, as_of } = request;
  return readListing(
    db,
    {
      table: 'vintage',
      columns: wireColumns(vintage),
      order: [
        { name: 'period', type: 'date' },
        { name: 'realtime_start', type: 'date' },
        { name: 'source', type: 'text' },
      ],
    },
    { conditions, direction: 'asc', position, limit, as_of },
    p,
  );
}
