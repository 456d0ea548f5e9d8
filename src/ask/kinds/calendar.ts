import { call, listOf, rowOf, rowsOf, text } from '../call.ts';
import { addDays, weekdayOf } from '../dates.ts';
import type { Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { list, nothing } from './said.ts';

/** Whether and when an exchange trades. */
export const planCalendar: Planner = (known) => {
  const { text: asked, venue, period, today } = known;
  const id = venue ?? 'XJSE';
  const from = period.from ?? today;
  const to = period.to ?? addDays(from, 365);
  if (to < from) return refusal('not_understood', 'The period ends before it begins.');
  const entities = [{ kind: 'venue', id, name: id } as const];
  const sessions = (last = to) => call('listSessions', { id }, { from, to: last, limit: 1000 });
  const value = (name: string, said: string, time: string | null) => ({
    name,
    value: said,
    unit: null,
    time,
    of: id,
    fetch_ids: [],
  });
  const ofHolidays = /holidays?/u.test(asked);
  const ofHalfDays = /half[- ]?days?|clos\w+ early|early close/u.test(asked);
  const isCount = /how many/u.test(asked) || (/sessions|trading days/u.test(asked) && period.kind === 'span');
  if (period.kind === 'day' && !ofHolidays && !isCount) {
    return {
      entities,
      calls: [sessions(from)],
      tell(outcomes) {
        const [row] = rowsOf(outcomes[0]);
        if (outcomes[0]?.status !== 200) return nothing(outcomes, `the calendar of ${id} on ${from}`);
        if (row === undefined)
          return {
            sentence: `${id} is closed on ${from}${[0, 6].includes(weekdayOf(from)) ? ', a weekend' : ''}.`,
            values: [value('is_session', 'false', from)],
            links: [`/v1/calendars/${id}?at=${from}`],
          };
        const early =
          row.early_close === true
            ? ` It closes early${text(row, 'name') === null ? '' : `: ${text(row, 'name')}`}.`
            : '';
        return {
          sentence: `${id} has a session on ${from}, from ${text(row, 'open')} to ${text(row, 'close')}.${early}`,
          values: [
            value('is_session', 'true', from),
            value('open', text(row, 'open') ?? '', from),
            value('close', text(row, 'close') ?? '', from),
          ],
        };
      },
    };
  }
  if (ofHolidays || ofHalfDays) {
    return {
      entities,
      calls: [sessions()],
      tell(outcomes) {
        const rows = rowsOf(outcomes[0]);
        if (rows.length === 0) return nothing(outcomes, `the calendar of ${id} ${period.label}`);
        const open = new Set(rows.map((row) => text(row, 'session_date') ?? ''));
        const closed: string[] = [];
        for (let day = from; day <= to; day = addDays(day, 1))
          if (!open.has(day) && weekdayOf(day) % 6 !== 0) closed.push(day);
        const half = rows.flatMap((row) => (row.early_close === true ? [`${text(row, 'session_date')}`] : []));
        const found = ofHalfDays ? half : closed;
        const isNext = /(?<![\p{L}])next(?![\p{L}])/u.test(asked) || period.kind === 'now';
        const shown = isNext ? found.slice(0, 1) : found;
        if (shown.length === 0) return { sentence: `${id} has no such day from ${from} to ${to}.`, values: [] };
        const what = ofHalfDays ? 'closes early on' : 'is closed, weekends aside, on';
        return {
          sentence: `${isNext ? `The next day: ${id}` : id} ${what} ${list(shown)}.`,
          values: shown.map((day) => value(ofHalfDays ? 'half_day' : 'holiday', day, day)),
        };
      },
    };
  }
  if (isCount && period.kind !== 'now') {
    return {
      entities,
      calls: [sessions()],
      tell(outcomes) {
        if (outcomes[0]?.status !== 200) return nothing(outcomes, `the calendar of ${id} ${period.label}`);
        const rows = rowsOf(outcomes[0]);
        const [first, last] = [text(rows[0], 'session_date'), text(rows.at(-1), 'session_date')];
        return {
          sentence: `${id} has ${rows.length} sessions from ${from} to ${to}${first === null ? '' : `, the first on ${first} and the last on ${last}`}.`,
          values: [value('sessions', String(rows.length), to)],
        };
      },
    };
  }
  return {
    entities,
    calls: [call('getCalendar', { id }, {})],
    tell(outcomes) {
      const [row] = rowsOf(outcomes[0]);
      const state = rowOf(row?.state);
      const hours = listOf(row?.hours).at(-1);
      if (row === undefined) return nothing(outcomes, `the calendar of ${id}`);
      return {
        sentence: `${text(row, 'name')} (${id}) trades from ${text(hours, 'open')} to ${text(hours, 'close')} in ${text(row, 'timezone')}; at ${text(state, 'at')} it is ${state.is_open === true ? 'open' : 'closed'}. It opens next at ${text(state, 'next_open')} and closes next at ${text(state, 'next_close')}.`,
        values: ['open', 'close'].map((name) => value(name, text(hours, name) ?? '', null)),
      };
    },
  };
};
