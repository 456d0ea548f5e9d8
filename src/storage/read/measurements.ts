import type { Database } from '../client.ts';
import { measurement } from '../schema/series-history.ts';
import { readTimeline, type TimelinePage, type TimelineRequest, type TimelineTable } from './timeline.ts';
import { wireColumns } from './wire-columns.ts';

const timeline: TimelineTable = {
  table: 'measurement',
  key: ['series_id'],
  at: 'time',
  atType: 'timestamptz',
  exists: 'EXISTS (SELECT FROM series WHERE series_id = $1)',
  unit: '(SELECT unit FROM series WHERE series_id = $1 AND source = (SELECT source FROM chosen))',
  sample: 'SELECT bool_or(is_sample) FROM series WHERE series_id = $1',
  columns: wireColumns(measurement),
  columnar: ['time', 'value', 'fetch_id', 'recorded_at', 'rev'],
};

export function readMeasurements(db: Database, request: TimelineRequest): Promise<TimelinePage> {
  return readTimeline(db, timeline, request);
}
