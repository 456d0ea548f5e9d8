import { channelName, type Dataset, type Interval, intervals } from '../../model/symbol.ts';
import type { Database } from '../client.ts';
import { finding, latestQuality, quality } from '../schema/quality.ts';
import { type ListingPage, type PageOf, readListing } from './listing.ts';
import { conditionsOf, type Filters, parameters } from './parameters.ts';
import { wireColumns } from './wire-columns.ts';

/** The last audit of each series, by its channel and source. */
export function readLatestQuality(db: Database, filters: Filters, page: PageOf): Promise<ListingPage> {
  const p = parameters();
  const order = [
    { name: 'channel', type: 'text' },
    { name: 'source', type: 'text' },
  ] as const;
  const listing = { table: 'latest_quality', columns: wireColumns(latestQuality), order };
  return readListing(db, listing, { conditions: conditionsOf(filters, p), direction: 'asc', as_of: null, ...page }, p);
}

interface SeriesQualityRequest extends PageOf {
  readonly dataset: Dataset;
  readonly id: string;
  readonly interval: Interval | null;
  readonly source: string | null;
  /** Days of audits, both inclusive; without either, each series' last one. */
  readonly from: string | null;
  readonly to: string | null;
  readonly as_of: string | null;
}

/** The channels in which something of an id may be said. */
export function channelsOf({
  dataset,
  id,
  interval,
}: Pick<SeriesQualityRequest, 'dataset' | 'id' | 'interval'>): string[] {
  if (dataset !== 'bar' && dataset !== 'rate') return [channelName(dataset, id)];
  return (interval === null ? intervals : [interval]).map((step) => channelName(dataset, id, step));
}

/** Audits of one id, newest first. */
export function readSeriesQuality(db: Database, request: SeriesQualityRequest): Promise<ListingPage> {
  const p = parameters();
  const { source, from, to, as_of, position, limit } = request;
  const conditions = [`channel = ANY(${p.add(channelsOf(request))}::text[])`];
  conditions.push(...conditionsOf({ 'source = ?': source, 'day >= ?::date': from, 'day <= ?::date': to }, p));
  const moment = as_of === null ? null : `${p.add(as_of)}::timestamptz`;
  const isKnown = (audit: string): string => (moment === null ? 'true' : `${audit}.computed_at <= ${moment}`);
  conditions.push(isKnown('quality'));
  if (from === null && to === null) {
    conditions.push(`day = (SELECT max(last.day) FROM quality last WHERE last.channel = quality.channel
      AND last.source = quality.source AND ${isKnown('last')})`);
  }
  const order = [
    { name: 'day', type: 'date' },
    { name: 'channel', type: 'text' },
    { name: 'source', type: 'text' },
  ] as const;
  const listing = { table: 'quality', columns: wireColumns(quality), order };
  return readListing(db, listing, { conditions, direction: 'desc', position, limit, as_of: null }, p);
}

/** What rules have found, newest first; with a moment, what was found by then, and resolved by then. */
export function readFindings(
  db: Database,
  filters: Filters,
  { open, as_of, ...page }: PageOf & { readonly open: boolean | null; readonly as_of: string | null },
): Promise<ListingPage> {
  const p = parameters();
  const conditions = conditionsOf(filters, p);
  const moment = as_of === null ? null : `${p.add(as_of)}::timestamptz`;
  const resolved = moment === null ? 'resolved_at' : `(CASE WHEN resolved_at <= ${moment} THEN resolved_at END)`;
  if (moment !== null) conditions.push(`found_at <= ${moment}`);
  if (open !== null) conditions.push(`${resolved} IS ${open ? '' : 'NOT '}NULL`);
  const columns = wireColumns(finding).map(({ name, sql }) =>
    name === 'resolved_at' ? { name, sql: `wire_instant(${resolved})` } : { name, sql },
  );
  const order = [
    { name: 'found_at', type: 'timestamptz' },
    ...(['channel', 'source', 'rule'] as const).map((name) => ({ name, type: 'text' as const })),
    { name: 'at', type: 'timestamptz' },
  ] as const;
  const listing = { table: 'finding', columns, order };
  return readListing(db, listing, { conditions, direction: 'desc', as_of: null, ...page }, p);
}
