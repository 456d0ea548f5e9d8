import { z } from '@hono/zod-openapi';
import { calendars } from '../calendar/index.ts';
import { previousSession } from '../calendar/timeline.ts';
import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals } from '../core/decimal.ts';
import { WizError } from '../core/errors.ts';
import { day } from '../model/records.ts';
import { instrumentId } from '../model/symbol.ts';
import type { SessionChange, SessionChanges } from '../storage/read/session-changes.ts';
import { meta } from './answer.ts';
import { changeOf } from './session-change.ts';

export const reasons = ['no_previous_close', 'split_between'] as const;

/** What a venue's session is told with. */
export const sessionMeta = meta
  .extend({
    venue: z.string(),
    session_date: day.nullable().openapi({ description: 'Null where nothing of the venue is stored' }),
    previous_session: day.nullable().openapi({
      description: "By the venue's calendar; where there is none, the last day before with a close of anything",
    }),
    compared: z.number().int().openapi({ description: 'How many instruments have both closes' }),
    left_out: z
      .array(z.object({ instrument_id: instrumentId, reason: z.enum(reasons) }))
      .openapi({ description: 'Those that have a close of the session and no change' }),
  })
  .openapi('SessionMeta');

/** An instrument that has both closes. */
export interface Compared extends SessionChange {
  readonly close: string;
  readonly unit: string;
  readonly change: string;
  readonly change_percent: string;
}

interface VenueSession {
  readonly previous_session: string | null;
  readonly compared: readonly Compared[];
  readonly left_out: readonly { readonly instrument_id: string; readonly reason: (typeof reasons)[number] }[];
}

/** Splits a venue's instruments into those whose two closes can be compared and those with the reason why not. */
export function venueSession(venue: string, { session_date, rows, cold }: SessionChanges): VenueSession {
  if (cold) {
    const say = `on: the bars of ${session_date} lie in cold storage; read them one instrument at a time with /v1/bars/{id}`;
    throw new WizError('invalid_request', say);
  }
  if (session_date === null) return { previous_session: null, compared: [], left_out: [] };
  const previous_session = sessionBefore(venue, session_date, rows);
  const compared: Compared[] = [];
  const left_out: { instrument_id: string; reason: (typeof reasons)[number] }[] = [];
  for (const row of rows) {
    const { instrument_id, close, unit, previous_close } = row;
    if (close === null || unit === null) continue;
    const isNext = previous_close !== null && row.previous_session === previous_session;
    const change = isNext && !row.is_split ? changeOf(close, previous_close) : null;
    if (change === null) {
      left_out.push({ instrument_id, reason: isNext && row.is_split ? 'split_between' : 'no_previous_close' });
    } else compared.push({ ...row, close, unit, ...change });
  }
  return { previous_session, compared, left_out };
}

function sessionBefore(venue: string, session: string, rows: readonly SessionChange[]): string | null {
  const calendar = calendars.find(({ mic }) => mic === venue);
  const known = calendar === undefined ? null : previousSession(calendar, session);
  if (known !== null) return known.session_date;
  const days = rows.flatMap(({ previous_session }) => previous_session ?? []).sort();
  return days.at(-1) ?? null;
}

/** What was paid in the session: as published, or else close times volume. */
export function valueTraded({ turnover, close, volume }: Compared): string | null {
  if (turnover !== null) return turnover;
  return volume === null ? null : multiplyDecimals(close, volume);
}

export const descending = (one: string, other: string): number => compareDecimals(other, one);

export function mean(values: readonly string[]): string | null {
  if (values.length === 0) return null;
  return divideDecimals(values.reduce(addDecimals), String(values.length));
}

export function median(values: readonly string[]): string | null {
  const sorted = values.toSorted(descending);
  const middle = sorted.length / 2;
  return mean(
    sorted.length % 2 === 1
      ? sorted.slice(Math.floor(middle), Math.ceil(middle))
      : sorted.slice(middle - 1, middle + 1),
  );
}
