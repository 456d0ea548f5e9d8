import type { Database, Statement } from '../client.ts';
import { observation } from '../schema/records.ts';
import {
  readTimeline,
  type TimelinePage,
  type TimelineRequest,
  type TimelineTable,
  timelineStatement,
} from './timeline.ts';
import { wireColumns } from './wire-columns.ts';

const timeline: TimelineTable = {
  table: 'observation',
  key: ['series_id'],
  at: 'period',
  atType: 'date',
  exists: 'EXISTS (SELECT FROM series WHERE series_id = $1)',
  unit: '(SELECT unit FROM series WHERE series_id = $1 AND source = (SELECT source FROM chosen))',
  columns: wireColumns(observation),
  columnar: ['period', 'value', 'status', 'fetch_id', 'recorded_at', 'rev'],
};

export function readObservations(db: Database, request: TimelineRequest): Promise<TimelinePage> {
  return readTimeline(db, timeline, request);
}

/** A page as a statement, to go with others in one trip; `timelinePage` reads its answer. */
export const observationsStatement = (request: TimelineRequest): Statement => timelineStatement(timeline, request);
