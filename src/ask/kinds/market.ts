import { call, fetchIdsOf, rowsOf, text } from '../call.ts';
import type { Planner } from '../plan.ts';
import { list, nothing, titleOf } from './said.ts';

/** A session of an exchange: what rose and fell most, and by sector. */
export const planMarket: Planner = ({ text: asked, measure, venue, period, as_of }) => {
  const of = venue ?? 'XJSE';
  const on = period.to;
  const entities = [{ kind: 'venue', id: of, name: of } as const];
  if (measure === 'sectors') {
    return {
      entities,
      calls: [call('listSectors', {}, { venue: of, on, as_of })],
      tell(outcomes) {
        const rows = rowsOf(outcomes[0]).filter((row) => text(row, 'mean_change_percent') !== null);
        const day = text(outcomes[0]?.meta, 'session_date');
        if (rows.length === 0 || day === null)
          return nothing(outcomes, `sectors of ${of} ${period.label}`, `sectors of the JSE on 2021-01-13`);
        const sorted = rows.toSorted(
          (a, b) => Number(text(b, 'mean_change_percent')) - Number(text(a, 'mean_change_percent')),
        );
        const said = sorted.map((row) => `${text(row, 'sector') ?? 'no sector'} ${text(row, 'mean_change_percent')}%`);
        return {
          sentence: `Mean change of the shares of each sector of ${of} in the session of ${day}: ${list(said)}.`,
          values: sorted.map((row) => ({
            name: 'mean_change_percent',
            value: text(row, 'mean_change_percent') ?? '',
            unit: 'percent',
            time: day,
            of: text(row, 'sector') ?? 'none',
            fetch_ids: [],
          })),
        };
      },
    };
  }
  const isActive = /(?<![\p{L}])(?:active|traded|volume|busiest|liquid)/u.test(asked);
  const isDown = /(?<![\p{L}])(?:los\w+|fall\w*|fell|drop\w*|decline\w*|worst|down|weakest|slump\w*)/u.test(asked);
  const direction = isActive ? 'active' : isDown ? 'losers' : 'gainers';
  const limit = Math.min(20, Number(/(?:top|biggest|best|worst|largest) (\d{1,2})(?!\d)/.exec(asked)?.[1] ?? 5) || 5);
  return {
    entities,
    calls: [call('listMovers', {}, { venue: of, direction, on, limit, as_of })],
    tell(outcomes) {
      const field = isActive ? 'value_traded' : 'change_percent';
      const sign = isDown ? -1 : 1;
      const rows = rowsOf(outcomes[0]).filter(
        (row) => text(row, field) !== null && (isActive || Number(text(row, field)) * sign > 0),
      );
      const day = text(outcomes[0]?.meta, 'session_date');
      if (rows.length === 0 || day === null)
        return nothing(outcomes, `${direction} of ${of} ${period.label}`, 'gainers of the JSE on 2021-01-13');
      const name = (id: string | null): string => id ?? '';
      const said = rows.map(
        (row) =>
          `${titleOf({ id: name(text(row, 'instrument_id')), name: text(row, 'name') ?? name(text(row, 'instrument_id')) })} ${text(row, field)}${isActive ? ` ${text(row, 'unit')}` : '%'}`,
      );
      return {
        sentence: `${{ active: 'Most traded by value', losers: 'What fell most', gainers: 'What rose most' }[direction]} on ${of} in the session of ${day}: ${list(said)}.`,
        values: rows.map((row) => ({
          name: field,
          value: text(row, field) ?? '',
          unit: isActive ? text(row, 'unit') : 'percent',
          time: day,
          of: name(text(row, 'instrument_id')),
          fetch_ids: fetchIdsOf(row),
        })),
      };
    },
  };
};
