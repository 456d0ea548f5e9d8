import { call, listOf, type Outcome, type Row, rowOf, rowsOf, type Told, text, type Value } from '../call.ts';
import { addDays, weekdayOf } from '../dates.ts';
import type { Known, Plan, Planner } from '../plan.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { list, nothing } from './said.ts';

const isNextDay = /(?<![\p{L}])next(?![\p{L}])/u;

/** Whether and when an exchange trades. */
export const planCalendar: Planner = (known) => {
  const { text: asked, venue, period, today } = known;
  const id = venue ?? 'XJSE';
  const from = period.from ?? today;
  const to = period.to ?? addDays(from, 365);
  if (to < from) return refusal('not_understood', 'The period ends before it begins.');
  const entities = [{ kind: 'venue', id, name: id } as const];
  const sessions = (last: string) => [call('listSessions', { id }, { from, to: last, limit: 1000 })];
  const plan = (tell: Plan['tell'], last = to): Plan => ({ entities, calls: sessions(last), tell });
  const ofHalfDays = /half[- ]?days?|clos\w+ early|early close/u.test(asked);
  const ofHolidays = ofHalfDays || /holidays?/u.test(asked) || (period.kind === 'span' && /closed|shut/u.test(asked));
  const isCount = /how many/u.test(asked) || (/sessions|trading days/u.test(asked) && period.kind === 'span');
  if (period.kind === 'day' && !isCount && !ofHolidays) return plan((outcomes) => tellDay(id, from, outcomes[0]), from);
  if (ofHolidays && !isCount) return plan((outcomes) => tellDays(known, id, [from, to], ofHalfDays, outcomes[0]));
  if (ofHolidays) return plan((outcomes) => countDays(id, [from, to], ofHalfDays, outcomes[0]));
  if (isCount && period.kind !== 'now') return plan((outcomes) => countSessions(id, [from, to], outcomes[0]));
  return { entities, calls: [call('getCalendar', { id }, {})], tell: (outcomes) => tellHours(id, outcomes[0]) };
};

const told = (id: string, name: string, value: string, time: string | null): Value => ({
  ...{ name, value, unit: null, time, of: id, fetch_ids: [] },
});

function tellDay(id: string, day: string, outcome: Outcome | undefined): Told | Refusal {
  const [row] = rowsOf(outcome);
  if (outcome?.status !== 200) return nothing([outcome], `the calendar of ${id} on ${day}`);
  if (row === undefined)
    return {
      sentence: `${id} is closed on ${day}${weekdayOf(day) % 6 === 0 ? ', a weekend' : ''}.`,
      values: [told(id, 'is_session', 'false', day)],
      links: [`/v1/calendars/${id}?at=${day}`],
    };
  const name = text(row, 'name');
  const early = row.early_close === true ? ` It closes early${name === null ? '' : `: ${name}`}.` : '';
  return {
    sentence: `${id} has a session on ${day}, from ${text(row, 'open')} to ${text(row, 'close')}.${early}`,
    values: [
      told(id, 'is_session', 'true', day),
      ...['open', 'close'].map((field) => told(id, field, text(row, field) ?? '', day)),
    ],
  };
}

type Ends = readonly [from: string, to: string];

/** Working days without a session, or the sessions that close early. */
function daysOf([from, to]: Ends, ofHalfDays: boolean, rows: readonly Row[]): string[] {
  if (ofHalfDays) return rows.flatMap((row) => (row.early_close === true ? [text(row, 'session_date') ?? ''] : []));
  const open = new Set(rows.map((row) => text(row, 'session_date') ?? ''));
  const closed: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    if (!open.has(day) && weekdayOf(day) % 6 !== 0) closed.push(day);
  return closed;
}

function tellDays(
  known: Known,
  id: string,
  ends: Ends,
  ofHalfDays: boolean,
  outcome: Outcome | undefined,
): Told | Refusal {
  const rows = rowsOf(outcome);
  if (outcome?.status !== 200) return nothing([outcome], `the calendar of ${id} ${known.period.label}`);
  const found = daysOf(ends, ofHalfDays, rows);
  const isNext = isNextDay.test(known.text) || known.period.kind === 'now';
  const shown = isNext ? found.slice(0, 1) : found;
  if (shown.length === 0) return { sentence: `${id} has no such day from ${ends[0]} to ${ends[1]}.`, values: [] };
  const closes = (day: string): string => {
    const row = rows.find((one) => text(one, 'session_date') === day);
    return ofHalfDays && row !== undefined ? `${day} (at ${text(row, 'close')})` : day;
  };
  const what = ofHalfDays ? 'closes early on' : 'is closed, weekends aside, on';
  return {
    sentence: `${isNext ? `The next day: ${id}` : id} ${what} ${list(shown.map(closes))}.`,
    values: shown.map((day) => told(id, ofHalfDays ? 'half_day' : 'holiday', day, day)),
  };
}

function countDays(id: string, ends: Ends, ofHalfDays: boolean, outcome: Outcome | undefined): Told | Refusal {
  if (outcome?.status !== 200) return nothing([outcome], `the calendar of ${id}`);
  const found = daysOf(ends, ofHalfDays, rowsOf(outcome));
  return {
    sentence: `${id} ${ofHalfDays ? 'closes early' : 'is closed, weekends aside,'} on ${found.length} days from ${ends[0]} to ${ends[1]}${found.length === 0 ? '' : `: ${list(found)}`}.`,
    values: [told(id, ofHalfDays ? 'half_days' : 'holidays', String(found.length), ends[1])],
  };
}

function countSessions(id: string, [from, to]: Ends, outcome: Outcome | undefined): Told | Refusal {
  if (outcome?.status !== 200) return nothing([outcome], `the calendar of ${id} from ${from} to ${to}`);
  const rows = rowsOf(outcome);
  const [first, last] = [text(rows[0], 'session_date'), text(rows.at(-1), 'session_date')];
  return {
    sentence: `${id} has ${rows.length} sessions from ${from} to ${to}${first === null ? '' : `, the first on ${first} and the last on ${last}`}.`,
    values: [told(id, 'sessions', String(rows.length), to)],
  };
}

function tellHours(id: string, outcome: Outcome | undefined): Told | Refusal {
  const [row] = rowsOf(outcome);
  const state = rowOf(row?.state);
  const hours = listOf(row?.hours).at(-1);
  if (row === undefined) return nothing([outcome], `the calendar of ${id}`);
  return {
    sentence: `${text(row, 'name')} (${id}) trades from ${text(hours, 'open')} to ${text(hours, 'close')} in ${text(row, 'timezone')}; at ${text(state, 'at')} it is ${state.is_open === true ? 'open' : 'closed'}. It opens next at ${text(state, 'next_open')} and closes next at ${text(state, 'next_close')}.`,
    values: ['open', 'close'].map((name) => told(id, name, text(hours, name) ?? '', null)),
  };
}
