import type { Database } from '../client.ts';
import { corporateAction } from '../schema/records.ts';
import { type Listing, type ListingPage, type PageOf, readListing } from './listing.ts';
import { conditionsOf, type Filters, parameters } from './parameters.ts';
import { wireColumns } from './wire-columns.ts';

interface CorporateActionsRequest extends PageOf {
  readonly instrument_id: string;
  readonly kind: string | null;
  /** Ex-dates, both inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly source: string | null;
  readonly as_of: string | null;
}

/** What every source says, newest ex-date first. */
export function readCorporateActions(db: Database, request: CorporateActionsRequest): Promise<ListingPage> {
  const p = parameters();
  const { position, limit, as_of } = request;
  const conditions = conditionsOf(filtersOf(request), p);
  return readListing(db, listingBy('kind'), { conditions, direction: 'desc', position, limit, as_of }, p);
}

interface ActionsByDayRequest extends Omit<CorporateActionsRequest, 'instrument_id' | 'kind'> {
  readonly kind: string;
  readonly instrument_id: string | null;
  /** What ids begin with. */
  readonly venue: string | null;
  readonly direction: 'asc' | 'desc';
}

/** Actions of a kind, whatever they are of, by ex-date. */
export function readActionsByDay(db: Database, request: ActionsByDayRequest): Promise<ListingPage> {
  const p = parameters();
  const { position, limit, as_of, direction } = request;
  const conditions = conditionsOf({ ...filtersOf(request), "instrument_id LIKE ? || ':%'": request.venue }, p);
  return readListing(db, listingBy('instrument_id'), { conditions, direction, position, limit, as_of }, p);
}

type Filtered = Readonly<Record<'instrument_id' | 'kind' | 'from' | 'to' | 'source', string | null>>;

const filtersOf = ({ instrument_id, kind, from, to, source }: Filtered): Filters => ({
  'instrument_id = ?': instrument_id,
  'kind = ?': kind,
  'ex_date >= ?::date': from,
  'ex_date <= ?::date': to,
  'source = ?': source,
});

/** By ex-date, and of one day by a column and the source. */
const listingBy = (column: 'kind' | 'instrument_id'): Listing => ({
  table: 'corporate_action',
  columns: wireColumns(corporateAction),
  order: [
    { name: 'ex_date', type: 'date' },
    { name: column, type: 'text' },
    { name: 'source', type: 'text' },
  ],
});
