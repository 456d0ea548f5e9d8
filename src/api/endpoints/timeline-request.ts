import { WizError } from '../../core/errors.ts';
import type { Principal } from '../../model/principal.ts';
import type { TimelinePage, TimelineRequest } from '../../storage/read/timeline.ts';
import { type JsonAnswer, jsonAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idShape, type PartShape } from '../cursor.ts';
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
  const [position = null, source = null] = decodeCursor(query.cursor, [positionShape, idShape]) ?? [];
  if (source !== null && query.source !== undefined && query.source !== source) {
    throw new WizError('invalid_request', `cursor: it goes on with rows of ${source}; ask for source=${source}`);
  }
  return {
    position,
    order: query.order ?? 'latest',
    limit: cappedRows(principal, query.limit),
    as_of: query.as_of ?? null,
    // All pages are of one source, whoever else has begun to speak meanwhile.
    source: query.source ?? source,
    format: query.format,
  };
}

export function timelineAnswer(
  page: TimelinePage,
  asked: TimelineRequest,
  tags: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): JsonAnswer {
  const { source, is_sample, unit, next, json } = page;
  const { as_of, limit } = asked;
  return jsonAnswer(
    json,
    { as_of, source, is_sample, unit, limit, next_cursor: cursorOf(next, source), ...more },
    tags,
  );
}

/** Where a page of one source ended. */
export const cursorOf = (next: string | null, source: string | null): string | null =>
  encodeCursor(next === null ? null : [next, source ?? '']);

export const orderMeaning =
  'Without `order` the latest rows of the span come in the order of time, and `cursor` goes on towards the past';
