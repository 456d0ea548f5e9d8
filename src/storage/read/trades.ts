import type { Database } from '../client.ts';
import { trade } from '../schema/records.ts';
import { type ListingPage, readListing } from './listing.ts';
import { parameters } from './parameters.ts';
import { wireColumns } from './wire-columns.ts';

export interface TradesRequest {
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
  const conditions = [`instrument_id = ${p.add(request.instrument_id)}`];
  if (request.from !== null) conditions.push(`time >= ${p.add(request.from)}::timestamptz`);
  if (request.before !== null) conditions.push(`time < ${p.add(request.before)}::timestamptz`);
  if (request.source !== null) conditions.push(`source = ${p.add(request.source)}`);
  const { position, limit, as_of } = request;
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
    { conditions, direction: 'desc', position, limit, as_of },
    p,
  );
}
