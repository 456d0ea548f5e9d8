import type { Principal } from '../../model/principal.ts';
import type { TimelinePage, TimelineRequest } from '../../storage/read/timeline.ts';
import type { JsonAnswer } from '../answer.ts';
import { jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, type PartShape } from '../cursor.ts';
import { cappedRows } from '../parameters.ts';

interface TimelineQuery {
  readonly order?: 'asc' | 'desc' | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly as_of?: string | undefined;
  readonly source?: string | undefined;
  readonly format: 'rows' | 'columns';
}

/** The part of a request that all timelines share. */
export function timelineRequest(
  query: TimelineQuery,
  positionShape: PartShape,
  principal: Principal,
): Omit<TimelineRequest, 'key' | 'from' | 'before'> {
  return {
    position: decodeCursor(query.cursor, [positionShape])?.[0] ?? null,
    order: query.order ?? 'latest',
    limit: cappedRows(principal, query.limit),
    as_of: query.as_of ?? null,
    source: query.source ?? null,
    format: query.format,
  };
}

export function timelineAnswer(page: TimelinePage, asked: TimelineRequest, tags: readonly string[]): JsonAnswer {
  const { source, is_sample, unit, next, json } = page;
  const { as_of, limit } = asked;
  return jsonAnswer(json, { as_of, source, is_sample, unit, limit, next_cursor: encodeCursor(next) }, tags);
}

export const orderMeaning =
  'Without `order` the latest rows of the span come in the order of time, and `cursor` goes on towards the past';
