import { call, fetchIdsOf, type Row, rowsOf, text, type Value } from '../call.ts';
import type { Planner } from '../plan.ts';
import { sum } from '../statistics.ts';
import { entityOf, list, nothing, titleOf, unknownName } from './said.ts';

type Kind = 'dividend' | 'split' | 'symbol_change';

/** Dividends, splits and changes of symbol: of instruments, or of all in a period. */
export const planActions: Planner = (known) => {
  const { instruments, measure, period, as_of, phrases, venue } = known;
  if (instruments.length === 0 && phrases.length > 0) return unknownName(known);
  const kind: Kind =
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
      const values = shown.flatMap((row): Value[] => {
        const value = text(row, 'amount') ?? text(row, 'ratio') ?? text(row, 'new_symbol');
        const unit = text(row, 'unit') ?? (kind === 'split' ? 'ratio' : null);
        const id = text(row, 'instrument_id') ?? '';
        return value === null
          ? []
          : [{ name: kind, value, unit, time: text(row, 'ex_date'), of: id, fetch_ids: fetchIdsOf(row) }];
      });
      const total = kind === 'dividend' && isTotal.test(known.text) ? totalOf(values) : null;
      const titles = { dividend: 'Dividends a share', split: 'Splits', symbol_change: 'Changes of symbol' };
      return {
        sentence: `${titles[kind]} of ${of}${when}: ${list(shown.map((row) => saidOf(row, kind, instruments.length === 1)))}.${total === null ? '' : ` Together ${total.value} ${total.unit ?? ''}.`}`,
        values: [...(total === null ? [] : [total]), ...values],
      };
    },
  };
};

const isTotal = /(?<![\p{L}])(?:total|sum|altogether|in all|combined|how much .* pa(?:y|id))(?![\p{L}])/u;

function totalOf(values: readonly Value[]): Value | null {
  const [first] = values;
  const isOne = first !== undefined && values.every(({ unit, of }) => unit === first.unit && of === first.of);
  const fetch_ids = [...new Set(values.flatMap((one) => one.fetch_ids))];
  return isOne ? { ...first, name: 'total_dividends', value: sum(values), time: null, fetch_ids } : null;
}

function saidOf(row: Row, kind: Kind, isOne: boolean): string {
  const how = {
    dividend: `${text(row, 'amount')} ${text(row, 'unit') ?? ''}`.trim(),
    split: `${text(row, 'ratio')} new shares for one old`,
    symbol_change: `${text(row, 'old_symbol')} to ${text(row, 'new_symbol')}`,
  }[kind];
  const [declared, record, paid] = ['declared_on', 'record_date', 'payment_date'].map((field) => text(row, field));
  const dates = `${kind === 'symbol_change' ? 'on' : 'ex-date'} ${text(row, 'ex_date')}${declared ? `, declared on ${declared}` : ''}${record ? `, record date ${record}` : ''}${paid ? `, paid on ${paid}` : ''}`;
  return `${isOne ? '' : `${text(row, 'instrument_id')} `}${how} (${dates})`;
}

const keyOf = (row: Readonly<Record<string, unknown>>): string =>
  ['instrument_id', 'ex_date', 'amount', 'ratio', 'new_symbol'].map((field) => text(row, field)).join(' ');
