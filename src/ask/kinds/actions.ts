import { call, fetchIdsOf, rowsOf, text } from '../call.ts';
import type { Planner } from '../plan.ts';
import { entityOf, list, nothing, titleOf } from './said.ts';

/** Dividends, splits and changes of symbol: of instruments, or of all in a period. */
export const planActions: Planner = (known) => {
  const { instruments, measure, period, as_of, phrases, venue } = known;
  if (instruments.length === 0 && phrases.length > 0)
    return nothing([], `an instrument that is called "${phrases[0]}"`);
  const kind =
    measure === 'dividends'
      ? 'dividend'
      : /symbol|ticker|name|formerly|called/.test(known.text)
        ? 'symbol_change'
        : 'split';
  const span = { from: period.from, to: period.to, as_of };
  const ofOne = instruments.map(({ id }) => call('listCorporateActions', { id }, { kind, ...span, limit: 20 }));
  const ofAll = call(kind === 'dividend' ? 'listDividends' : 'listSplits', {}, { venue, ...span, limit: 20 });
  const what = kind === 'symbol_change' ? 'change of symbol' : kind;
  const of = list(instruments.map(titleOf)) || 'all instruments';
  return {
    entities: instruments.map(entityOf),
    calls: instruments.length === 0 ? [ofAll] : ofOne,
    tell(outcomes) {
      const all = outcomes.flatMap(rowsOf);
      // Several sources say the same of one event.
      const rows = all.filter((row, at) => all.findIndex((one) => keyOf(one) === keyOf(row)) === at);
      const when = period.kind === 'now' ? '' : ` ${period.label}`;
      if (rows.length === 0)
        return nothing(outcomes, `a ${what} of ${of}${when}`, `/v1/${kind === 'dividend' ? 'dividends' : 'splits'}`);
      const shown =
        /(?<![\p{L}])(?:last|latest|most recent|newest)(?![\p{L}])/u.test(known.text) && instruments.length === 1
          ? rows.slice(0, 1)
          : rows.slice(0, 12);
      const said = shown.map((row) => {
        const how =
          kind === 'dividend'
            ? `${text(row, 'amount')} ${text(row, 'unit') ?? ''}`.trim()
            : kind === 'split'
              ? `${text(row, 'ratio')} new shares for one old`
              : `${text(row, 'old_symbol')} to ${text(row, 'new_symbol')}`;
        return `${instruments.length === 1 ? '' : `${text(row, 'instrument_id')} `}${how} (${kind === 'symbol_change' ? 'on' : 'ex-date'} ${text(row, 'ex_date')})`;
      });
      return {
        sentence: `${kind === 'dividend' ? 'Dividends a share' : kind === 'split' ? 'Splits' : 'Changes of symbol'} of ${of}${when}: ${list(said)}.`,
        values: shown.flatMap((row) => {
          const value = text(row, 'amount') ?? text(row, 'ratio');
          return value === null
            ? []
            : [
                {
                  name: kind,
                  value,
                  unit: text(row, 'unit') ?? (kind === 'split' ? 'ratio' : null),
                  time: text(row, 'ex_date'),
                  of: text(row, 'instrument_id') ?? '',
                  fetch_ids: fetchIdsOf(row),
                },
              ];
        }),
      };
    },
  };
};

const keyOf = (row: Readonly<Record<string, unknown>>): string =>
  ['instrument_id', 'ex_date', 'amount', 'ratio', 'new_symbol'].map((field) => text(row, field)).join(' ');
