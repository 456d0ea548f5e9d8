import type { Database } from '../client.ts';
import { corporateAction } from '../schema/records.ts';
import { type ListingPage, readListing } from './listing.ts';
import { parameters } from './parameters.ts';
import { wireColumns } from './wire-columns.ts';

export interface CorporateActionsRequest {
  readonly instrument_id: string;
  readonly kind: string | null;
  /** Ex-dates, both inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly source: string | null;
  readonly position: readonly string[] | null;
  readonly limit: number;
  readonly as_of: string | null;
}

/** What every source says, newest ex-date first. */
export function readCorporateActions(db: Database, request: CorporateActionsRequest): Promise<ListingPage> {
  const p = parameters();
  const conditions = [`instrument_id = ${p.add(request.instrument_id)}`];
  if (request.kind !== null) conditions.push(`kind = ${p.add(request.kind)}`);
  if (request.from !== null) conditions.push(`ex_date >= ${p.add(request.from)}::date`);
  if (request.to !== null) conditions.push(`ex_date <= ${p.add(request.to)}::date`);
  if (request.source !== null) conditions.push(`source = ${p.add(request.source)}`);
  const { position, limit, as_of } = request;
  return readListing(
    db,
    {
      table: 'corporate_action',
      columns: wireColumns(corporateAction),
      order: [
        { name: 'ex_date', type: 'date' },
        { name: 'kind', type: 'text' },
        { name: 'source', type: 'text' },
      ],
    },
    { conditions, direction: 'desc', position, limit, as_of },
    p,
  );
}

export interface ActionsByDayRequest extends Omit<CorporateActionsRequest, 'instrument_id' | 'kind'> {
  readonly kind: string;
  readonly instrument_id: string | null;
  /** What ids begin with. */
  readonly venue: string | null;
  readonly direction: 'asc' | 'desc';
}

/** Actions of a kind, whatever they are of, by ex-date. */
export function readActionsByDay(db: Database, request: ActionsByDayRequest): Promise<ListingPage> {
  const p = parameters();
  const conditions = [`kind = ${p.add(request.kind)}`];
  if (request.instrument_id !== null) conditions.push(`instrument_id = ${p.add(request.instrument_id)}`);
  if (request.venue !== null) conditions.push(`instrument_id LIKE ${p.add(request.venue)} || ':%'`);
  if (request.from !== null) conditions.push(`ex_date >= ${p.add(request.from)}::date`);
  if (request.to !== null) conditions.push(`ex_date <= ${p.add(request.to)}::date`);
  if (request.source !== null) conditions.push(`source = ${p.add(request.source)}`);
  const { position, limit, as_of, direction } = request;
  const order = [
    { name: 'ex_date', type: 'date' },
    { name: 'instrument_id', type: 'text' },
    { name: 'source', type: 'text' },
  ] as const;
  const listing = { table: 'corporate_action', columns: wireColumns(corporateAction), order };
  return readListing(db, listing, { conditions, direction, position, limit, as_of }, p);
}
