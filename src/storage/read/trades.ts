import type { Database } from '../client.ts';
import { trade } from '../schema/records.ts';
import { type ListingPage, readListing } from './listing.ts';
import { conditionsOf, parameters } from './parameters.ts';
import { wireColumns } from './wire-columns.ts';

interface TradesRequest {
  readonly instrument_id: string;
  /** Inclusive. */
  readonly from: string | null;
  /** Exclusive. */
  readonly before: string | null;
  readonly source: string | null;
  readonly position: readonly string[] | null;
  readonly limit: number;
  readonly as_of: string | null;
}

/** Newest first; trades of one time in the order of their ids. */
export function readTrades(db: Database, request: TradesRequest): Promise<ListingPage> {
  const p = parameters();
  const { instrument_id, from, before, source, position, limit, as_of } = request;
  const filters = {
    'instrument_id = ?': instrument_id,
    'time >= ?::timestamptz': from,
    'time < ?::timestamptz': before,
    'source = ?': source,
  };
  return readListing(
    db,
    {
      table: 'trade',
      columns: wireColumns(trade),
      order: [
        { name: 'time', type: 'timestamptz' },
        { name: 'trade_id', type: 'text' },
        { name: 'source', type: 'text' },
      ],
    },
    { conditions: conditionsOf(filters, p), direction: 'desc', position, limit, as_of },
    p,
  );
}
