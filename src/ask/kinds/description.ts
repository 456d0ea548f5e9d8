import { call, fetchIdsOf, rowsOf, text } from '../call.ts';
import type { Planner } from '../plan.ts';
import { entityOf, nothing, unknownName } from './said.ts';

/** What an instrument is. */
export const planDescription: Planner = (known) => {
  const { instruments, measure, as_of } = known;
  const [first] = instruments;
  if (first === undefined) return unknownName(known);
  if (measure === 'index_members') {
    return {
      entities: [entityOf(first)],
      calls: [call('listIndexConstituents', { id: first.id }, { as_of })],
      tell: (outcomes) => nothing(outcomes, `the constituents of ${first.id}: none of the sources tells of them`),
    };
  }
  return {
    entities: instruments.map(entityOf),
    calls: instruments.map(({ id }) => call('getInstrument', { id }, { as_of })),
    tell(outcomes) {
      const rows = outcomes.flatMap(rowsOf);
      if (rows.length === 0) return nothing(outcomes, first.id);
      const named = ['kind', 'ticker', 'mic', 'isin', 'sector', 'industry', 'country', 'currency'] as const;
      return {
        sentence: rows
          .map(
            (row) =>
              `${text(row, 'name') ?? text(row, 'instrument_id')} (${text(row, 'instrument_id')}): ${named.flatMap((field) => (text(row, field) === null ? [] : [`${field} ${text(row, field)}`])).join(', ')}.`,
          )
          .join(' '),
        values: rows.flatMap((row) =>
          named.flatMap((name) =>
            text(row, name) === null
              ? []
              : [
                  {
                    name,
                    value: text(row, name) ?? '',
                    unit: null,
                    time: null,
                    of: text(row, 'instrument_id') ?? '',
                    fetch_ids: fetchIdsOf(row),
                  },
                ],
          ),
        ),
      };
    },
  };
};
