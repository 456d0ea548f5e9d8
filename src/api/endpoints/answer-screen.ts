import type { z } from '@hono/zod-openapi';
import { compareDecimals } from '../../core/decimal.ts';
import { WizError } from '../../core/errors.ts';
import type { Principal } from '../../model/principal.ts';
import type { Universe } from '../../storage/read/screen.ts';
import { type JsonAnswer, jsonAnswer } from '../answer.ts';
import { countShape, decodeCursor, encodeCursor } from '../cursor.ts';
import { earliestDay, linkWithin } from '../history-depth.ts';
import { onlyOne } from '../only-one.ts';
import { cappedRows } from '../parameters.ts';
import { fields } from '../screener/fields.ts';
import { readSeen } from '../screener/read-seen.ts';
import { type Filter, type Match, matchesOf, needsOf, sorted } from '../screener/screen.ts';
import type { ApiServices } from '../services.ts';
import type { screenDefinition, screenQuery } from './screen-schemas.ts';

type Definition = z.output<typeof screenDefinition>;

/** What a screen finds, whether it was sent along or kept. */
export async function answerScreen(
  { db, clock }: Pick<ApiServices, 'db' | 'clock'>,
  principal: Principal,
  { universe, filters, sort, fields: more }: Definition,
  query: z.output<typeof screenQuery>,
): Promise<JsonAnswer> {
  const { on = null, as_of = null } = query;
  const earliest = earliestDay(principal.plan, clock.now());
  const shown = [...new Set([...filters.map(({ field }) => field), ...(sort ? [sort.field] : []), ...more])];
  const [start = '0'] = decodeCursor(query.cursor, [countShape]) ?? [];
  const read = await readSeen(db, { universe: universeOf(universe), needs: needsOf(shown), on, as_of });
  if (read.cold) {
    throw new WizError('invalid_request', `on: bars of before ${read.day} lie in cold storage; ask for a later day`);
  }
  const { matches, without } = matchesOf(read.seen, shown, filters);
  const inOrder = sorted(matches, { field: sort?.field ?? null, descending: sort?.order === 'desc' });
  const limit = cappedRows(principal, query.limit);
  const end = Number(start) + limit;
  const page = inOrder.slice(Number(start), end);
  const of = page.map(({ seen }) => seen);
  return jsonAnswer(JSON.stringify(page.map((match) => rowOf(match, shown, filters, { as_of, earliest }))), {
    ...{ as_of, limit, source: onlyOne(of.map(({ source }) => source)), unit: onlyOne(of.map(({ unit }) => unit)) },
    is_sample: read.is_sample,
    next_cursor: encodeCursor(end < inOrder.length ? String(end) : null),
    ...{ day: read.day, looked_at: read.seen.length, matched: matches.length, earliest_day: earliest, without },
  });
}

const universeOf = ({ ids, kinds, venues, sectors, countries, units }: Definition['universe']): Universe => ({
  ...{ ids: ids ?? null, kinds: kinds ?? null, venues: venues ?? null },
  ...{ sectors: sectors ?? null, countries: countries ?? null, units: units ?? null },
});

interface Reader {
  readonly as_of: string | null;
  readonly earliest: string | null;
}

function rowOf({ seen, figures }: Match, shown: readonly string[], filters: readonly Filter[], reader: Reader) {
  const { instrument_id, name, kind, sector, industry, country, source, is_sample, unit } = seen;
  const { day: session_date, close, fetch_id } = seen;
  return {
    ...{ instrument_id, name, kind, sector, industry, country, source, is_sample, unit, session_date, close, fetch_id },
    figures: shown.map((field) => {
      const figure = figures.get(field);
      const found = figure !== undefined && figure.value !== null ? figure : null;
      const told = fields[field]?.unit ?? 'none';
      return {
        ...{ field, value: found?.value ?? null, unit: told === 'price' ? unit : told },
        reason: figure !== undefined && figure.value === null ? figure.reason : null,
        ...boundsOf(filters.filter((filter) => filter.field === field)),
        fetch_ids: [...new Set(found?.fetch_ids)],
        evidence: found === null ? null : linkFor(found.evidence, reader),
      };
    }),
  };
}

/** What was known then is read as it was known then, and as far back as the reader may see. */
function linkFor(evidence: string, { as_of, earliest }: Reader): string {
  const link = linkWithin(evidence, earliest);
  return as_of === null ? link : `${link}${link.includes('?') ? '&' : '?'}as_of=${as_of}`;
}

/** Of all filters of one field, which all hold. */
function boundsOf(filters: readonly Filter[]): { readonly min: string | null; readonly max: string | null } {
  const bounds = (end: 'min' | 'max') => filters.flatMap(({ [end]: bound }) => bound ?? []).toSorted(compareDecimals);
  return { min: bounds('min').at(-1) ?? null, max: bounds('max')[0] ?? null };
}
