import { call, fetchIdsOf, rowsOf, text } from '../call.ts';
import type { Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { entityOf, list, nothing, titleOf } from './said.ts';

/** Where a figure is from: of a fetch, or of the newest price of an instrument. */
export const planProvenance: Planner = ({ fetchIds, instruments, as_of }) => {
  const [fetch_id] = fetchIds;
  if (fetch_id !== undefined) {
    return {
      entities: [],
      calls: [call('getProvenance', { fetch_id })],
      tell(outcomes) {
        const [row] = rowsOf(outcomes[0]);
        if (row === undefined) return nothing(outcomes, `the fetch ${fetch_id}`);
        return {
          sentence: `It was fetched by the connector ${text(row, 'connector')} from ${text(row, 'url')} at ${text(row, 'fetched_at')}; the bytes have the SHA-256 ${text(row, 'sha256')}.`,
          values: ['connector', 'url', 'fetched_at', 'sha256'].map((name) => ({
            name,
            value: text(row, name) ?? '',
            unit: null,
            time: text(row, 'fetched_at'),
            of: fetch_id,
            fetch_ids: [fetch_id],
          })),
          links: [`/v1/provenance/${fetch_id}/payload`],
        };
      },
    };
  }
  if (instruments.length === 0)
    return refusal(
      'needs_name',
      'Of which figure? Give its fetch_id, or name the instrument.',
      'where does the price of Naspers come from',
    );
  return {
    entities: instruments.map(entityOf),
    calls: [call('getLatestQuotes', {}, { ids: instruments.map(({ id }) => id).join(','), as_of })],
    tell(outcomes) {
      const rows = rowsOf(outcomes[0]).filter((row) => text(row, 'fetch_id') !== null);
      if (rows.length === 0) return nothing(outcomes, list(instruments.map(titleOf)));
      return {
        sentence: rows
          .map(
            (row) =>
              `The newest price of ${titleOf({ id: text(row, 'instrument_id') ?? '', name: text(row, 'name') ?? text(row, 'instrument_id') ?? '' })} comes from the source ${text(row, 'source')}, fetch ${text(row, 'fetch_id')}, known since ${text(row, 'recorded_at')}.`,
          )
          .join(' '),
        values: rows.map((row) => ({
          name: 'source',
          value: text(row, 'source') ?? '',
          unit: null,
          time: text(row, 'recorded_at'),
          of: text(row, 'instrument_id') ?? '',
          fetch_ids: fetchIdsOf(row),
        })),
      };
    },
  };
};

export const planSources: Planner = () => ({
  entities: [],
  calls: [call('listSources', {})],
  tell(outcomes) {
    const rows = rowsOf(outcomes[0]);
    if (rows.length === 0) return nothing(outcomes, 'sources');
    return {
      sentence: `There are ${rows.length} sources: ${list(rows.map((row) => text(row, 'name') ?? ''))}.`,
      values: [{ name: 'sources', value: String(rows.length), unit: null, time: null, of: 'sources', fetch_ids: [] }],
    };
  },
});
