import { call, fetchIdsOf, type Row, rowsOf, type Told, text, type Value } from '../call.ts';
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
  // A code is dated: what it is today may stand among the other names.
  const dated = measure === 'names' || /(?<![\p{L}])(?:isin|figi|ticker|symbol|code|name)(?![\p{L}])/u.test(known.text);
  return {
    entities: instruments.map(entityOf),
    calls: instruments.flatMap(({ id }) => [
      call('getInstrument', { id }, { as_of }),
      ...(dated ? [call('listAliases', { id }, { as_of })] : []),
      ...(measure === 'names'
        ? [call('listCorporateActions', { id }, { kind: 'symbol_change', limit: 5, as_of })]
        : []),
    ]),
    tell(outcomes) {
      const rows = outcomes.flatMap(rowsOf);
      const told = [
        ...rows.filter((row) => text(row, 'kind') !== null && text(row, 'ex_date') === null).map(described),
        ...rows.filter((row) => text(row, 'alias') !== null).flatMap((row) => aliased(row, measure === 'names')),
        ...rows.filter((row) => text(row, 'new_symbol') !== null).map(renamed),
      ];
      if (told.length === 0) return nothing(outcomes, first.id);
      return { sentence: told.map(({ sentence }) => sentence).join(' '), values: told.flatMap(({ values }) => values) };
    },
  };
};

const facts = ['kind', 'ticker', 'mic', 'isin', 'sector', 'industry', 'country', 'currency'] as const;
const factOf = (row: Row, name: string, value: string, time: string | null = null): Value => ({
  ...{ name, value, unit: null, time, of: text(row, 'instrument_id') ?? '', fetch_ids: fetchIdsOf(row) },
});

function described(row: Row): Told {
  const known = facts.flatMap((name) => {
    const value = text(row, name);
    return value === null ? [] : [{ name, value }];
  });
  return {
    sentence: `${text(row, 'name') ?? text(row, 'instrument_id')} (${text(row, 'instrument_id')}): ${known.map(({ name, value }) => `${name} ${value}`).join(', ')}.`,
    values: known.map(({ name, value }) => factOf(row, name, value)),
  };
}

/** Codes of vendors say nothing to people. */
function aliased(row: Row, withNames: boolean): Told[] {
  const [scheme, alias, from, to] = ['scheme', 'alias', 'valid_from', 'valid_to'].map((field) => text(row, field));
  if (
    !scheme ||
    !alias ||
    !(scheme === 'isin' || scheme === 'figi' || (withNames && /name|ticker|symbol/.test(scheme)))
  )
    return [];
  const when = `${from ? ` from ${from}` : ''}${to ? ` until ${to}` : ''}`;
  return [
    { sentence: `Its ${scheme}${when || ' is'}: ${alias}.`, values: [factOf(row, scheme, alias, from ?? to ?? null)] },
  ];
}

const renamed = (row: Row): Told => ({
  sentence: `Its symbol changed from ${text(row, 'old_symbol')} to ${text(row, 'new_symbol')} on ${text(row, 'ex_date')}.`,
  values: [factOf(row, 'new_symbol', text(row, 'new_symbol') ?? '', text(row, 'ex_date'))],
});
