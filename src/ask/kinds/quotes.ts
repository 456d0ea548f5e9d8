import { currencyOf } from '../../model/unit.ts';
import { call, fetchIdsOf, type Row, rowsOf, type Told, text } from '../call.ts';
import type { Known, Plan } from '../plan.ts';
import { abroadOf, foreignOf } from './abroad.ts';
import { comparison } from './comparison.ts';
import { entityOf, list, nothing, priced, titleOf } from './said.ts';
import { against, holding } from './tell-at.ts';

/** The newest prices, and in another currency where one is asked for. */
export function planQuotes(known: Known): Plan {
  const { instruments, as_of, today, measure } = known;
  const [first] = instruments;
  const foreign = first === undefined ? null : foreignOf(known, first);
  const last =
    first?.bars
      .map((one) => one.last ?? '')
      .sort()
      .at(-1) || today;
  const ids = [...new Set([...instruments.map(({ id }) => id), ...known.elsewhere])].slice(0, 20).join(',');
  const pair = `${currencyOf(first?.unit ?? '')}-${foreign}`;
  return {
    entities: instruments.map(entityOf),
    calls: [
      call('getLatestQuotes', {}, { ids, as_of }),
      ...(foreign === null ? [] : [call('getRates', { pair }, { date: last, as_of })]),
    ],
    tell(outcomes) {
      const rows = newestOf(rowsOf(outcomes[0]), known);
      const told = rows.flatMap((row) => (measure === 'market_cap' ? capOf(row) : priceOf(row, known)) ?? []);
      if (told.length === 0) {
        const what = measure === 'market_cap' ? 'the market capitalisation of' : 'a price of';
        const known_on = as_of === null ? '' : `, as it was known on ${as_of}`;
        return nothing([outcomes[0]], `${what} ${list(instruments.map(titleOf))}${known_on}`);
      }
      const [row] = rows;
      const abroad =
        foreign === null
          ? null
          : abroadOf(text(row, 'price'), text(row, 'unit'), outcomes[1], foreign, first?.id ?? '', known.quantity);
      const subjects = rows.map((one) => ({ id: text(one, 'instrument_id') ?? '', title: titleIn(one) }));
      const beside = comparison(told, subjects, 'at', known);
      const all = [...told, ...(abroad === null ? [] : [abroad]), ...(beside === null ? [] : [beside])];
      return { sentence: all.map(({ sentence }) => sentence).join(' '), values: all.flatMap(({ values }) => values) };
    },
  };
}

const dayIn = (row: Row): string | null => text(row, 'session_date') ?? text(row, 'time')?.slice(0, 10) ?? null;
const titleIn = (row: Row): string => {
  const id = text(row, 'instrument_id') ?? '';
  return titleOf({ id, name: text(row, 'name') ?? id });
};

function priceOf(row: Row, known: Known): Told | null {
  const [price, day, unit, change] = [text(row, 'price'), dayIn(row), text(row, 'unit'), text(row, 'change_percent')];
  if (price === null || day === null) return null;
  const of = text(row, 'instrument_id') ?? '';
  const fetch_ids = fetchIdsOf(row);
  const moved = change === null ? '' : `, ${change}% from ${text(row, 'previous_session')}`;
  const kind = text(row, 'kind') === 'bar' ? 'the close' : `a ${text(row, 'kind')}`;
  const held = holding(known, price, { unit, day, fetch_ids }, { id: of });
  return {
    sentence: `The newest price of ${titleIn(row)} is ${priced(price, unit)}, ${kind} of ${day}${moved}.${['', ...against({ value: price, unit }, known, 'price'), ...(held === null ? [] : [held.sentence])].join(' ')}`,
    values: [
      { name: 'price', value: price, unit, time: day, of, fetch_ids },
      ...(change === null
        ? []
        : [{ name: 'change_percent', value: change, unit: 'percent', time: day, of, fetch_ids }]),
      ...(held?.values ?? []),
    ],
  };
}

function capOf(row: Row): Told | null {
  const [cap, unit, day, of] = [
    text(row, 'market_cap'),
    text(row, 'unit'),
    dayIn(row),
    text(row, 'instrument_id') ?? '',
  ];
  if (cap === null) return null;
  return {
    sentence: `The market capitalisation of ${titleIn(row)} is ${cap} ${unit}, of ${day}.`,
    values: [{ name: 'market_cap', value: cap, unit, time: day, of, fetch_ids: fetchIdsOf(row) }],
  };
}

/** Of the places where a coin is traded the one with the newest price, or with what is asked for. */
function newestOf(rows: readonly Row[], { elsewhere, measure }: Known): readonly Row[] {
  const isCoin = (row: Row): boolean => elsewhere.includes(text(row, 'instrument_id') ?? '');
  const coinOf = (row: Row): string => (text(row, 'instrument_id') ?? '').split(':')[1]?.split('-')[0] ?? '';
  const newest = rows
    .filter((row) => isCoin(row) && (measure !== 'market_cap' || text(row, 'market_cap') !== null))
    .toSorted((a, b) => ((text(a, 'time') ?? '') < (text(b, 'time') ?? '') ? 1 : -1));
  const each = newest.filter((row, at) => newest.findIndex((one) => coinOf(one) === coinOf(row)) === at);
  return [...each, ...rows.filter((row) => !isCoin(row))];
}
