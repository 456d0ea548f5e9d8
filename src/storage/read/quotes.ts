import type { Database } from '../client.ts';
import { quote } from '../schema/records.ts';
import { readTimeline, type TimelinePage, type TimelineRequest, type TimelineTable } from './timeline.ts';
import { isHeardOf } from './undescribed.ts';
import { wireColumns } from './wire-columns.ts';

const timeline: TimelineTable = {
  table: 'quote',
  key: ['instrument_id'],
  at: 'time',
  atType: 'timestamptz',
  exists: isHeardOf('$1'),
  unit: '(SELECT CASE WHEN min(unit) = max(unit) THEN min(unit) END FROM kept)',
  sample: 'SELECT bool_or(is_sample) FROM instrument WHERE instrument_id = $1',
  columns: wireColumns(quote),
  columnar: ['time', 'price', 'bid', 'ask', 'volume', 'market_cap', 'fetch_id', 'recorded_at', 'rev'],
};

export function readQuotes(db: Database, request: TimelineRequest): Promise<TimelinePage> {
  return readTimeline(db, timeline, request);
}
