import type { NamedInstrument } from '../../model/named.ts';
import { currencyOf } from '../../model/unit.ts';
import { call, fetchIdsOf, type Outcome, type Row, rowsOf, type Told, text } from '../call.ts';
import type { Measure } from '../measures.ts';
import { sourceOf } from '../names.ts';
import type { Known, Plan, Planner } from '../plan.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { product } from '../statistics.ts';
import { bars } from '../subject.ts';
import { entityOf, list, nothing, priced, titleOf, unknownName } from './said.ts';
import { planStatistic, statisticOf } from './statistic.ts';

/** Over a period, the highest and lowest close are meant. */
const fields: Partial<Record<Measure, string>> = { open: 'open', high: 'high', low: 'low', volume: 'volume' };

/** Prices and volumes of instruments: one of them, the highest, the mean, how they changed. */
export const planFigures: Planner = (known) => {
  const { instruments, measure, period } = known;
  const [first] = instruments;
  if (first === undefined) return unknownName(known);
  const statistic = statisticOf(known, instruments.length);
  const isOver = period.kind === 'span' && (measure === 'high' || measure === 'low');
  const field =
    (isOver ? undefined : fields[measure]) ?? (known.also.includes('volume') ? 'volume' : extremeField(known));
  if (period.kind === 'now' && statistic === 'at' && field === 'close') return planQuotes(known);
  const subjects = instruments.map((one) =>
    bars(
      {
        id: one.id,
        name: one.name,
        source: sourceOf(one),
        unit: field === 'volume' ? null : shownIn(known, one),
        field,
      },
      known,
    ),
  );
  const entities = instruments.map(entityOf);
  const foreign = foreignOf(known, first);
  if (statistic === 'at' && foreign !== null && field !== 'volume' && period.to !== null)
    return planAbroad(known, first, foreign, period.to);
  return { ...planStatistic(subjects, statistic, known), entities };
};

/** "Highest price" is of closes; of a day it is the high of its session. */
function extremeField({ measure, period }: Known): string {
  if (period.kind !== 'day') return 'close';
  return measure === 'highest' ? 'high' : measure === 'lowest' ? 'low' : 'close';
}

/** Rand for cents, where rand are asked for. */
function shownIn({ currencies }: Known, { unit }: NamedInstrument): string | null {
  if (unit === null || currencies.length === 0) return null;
  const currency = currencyOf(unit);
  return currencies.includes(currency) && currency !== unit ? currency : null;
}

function foreignOf({ currencies }: Known, { unit }: NamedInstrument): string | null {
  const [asked] = currencies;
  return asked === undefined || unit === null || currencyOf(unit) === asked || currencyOf(unit).startsWith(asked)
    ? null
    : asked;
}

function planQuotes(known: Known): Plan {
  const { instruments, as_of, today } = known;
  const [first] = instruments;
  const foreign = first === undefined ? null : foreignOf(known, first);
  const last =
    first?.bars
      .map((one) => one.last ?? '')
      .sort()
      .at(-1) ?? '';
  const quotes = call(
    'getLatestQuotes',
    {},
    { ids: [...new Set([...instruments.map(({ id }) => id), ...known.elsewhere])].slice(0, 20).join(','), as_of },
  );
  const rate =
    first === undefined || first.unit === null || foreign === null
      ? []
      : [
          call(
            'getRates',
            { pair: `${currencyOf(first.unit)}-${foreign}` },
            { date: last === '' ? today : last, as_of },
          ),
        ];
  return {
    entities: instruments.map(entityOf),
    calls: [quotes, ...rate],
    tell(outcomes) {
      const rows = newestOf(rowsOf(outcomes[0]), known);
      const told = rows.flatMap((row) => {
        const [price, day, unit] = [
          text(row, 'price'),
          text(row, 'session_date') ?? text(row, 'time')?.slice(0, 10) ?? null,
          text(row, 'unit'),
        ];
        if (price === null || day === null) return [];
        const of = text(row, 'instrument_id') ?? '';
        const change = text(row, 'change_percent');
        const cap = known.measure === 'market_cap' ? text(row, 'market_cap') : null;
        const moved = change === null ? '' : `, ${change}% from ${text(row, 'previous_session')}`;
        const kind = text(row, 'kind') === 'bar' ? 'the close' : `a ${text(row, 'kind')}`;
        const fetch_ids = fetchIdsOf(row);
        return [
          {
            sentence:
              known.measure === 'market_cap'
                ? cap === null
                  ? ''
                  : `The market capitalisation of ${titleOf({ id: of, name: text(row, 'name') ?? of })} is ${cap} ${unit}, of ${day}.`
                : `The newest price of ${titleOf({ id: of, name: text(row, 'name') ?? of })} is ${priced(price, unit)}, ${kind} of ${day}${moved}.`,
            values: [
              ...(known.measure === 'market_cap'
                ? []
                : [{ name: 'price', value: price, unit, time: day, of, fetch_ids }]),
              ...(known.measure === 'market_cap' || change === null
                ? []
                : [{ name: 'change_percent', value: change, unit: 'percent', time: day, of, fetch_ids }]),
              ...(cap === null ? [] : [{ name: 'market_cap', value: cap, unit, time: day, of, fetch_ids }]),
            ],
          },
        ];
      });
      const said = told.filter(({ sentence }) => sentence !== '');
      if (said.length === 0) {
        const what = known.measure === 'market_cap' ? 'the market capitalisation of' : 'a price of';
        return nothing(
          [outcomes[0]],
          `${what} ${list(instruments.map(titleOf))}${as_of === null ? '' : `, as it was known on ${as_of}`}`,
        );
      }
      const [row] = rows;
      const abroad =
        rate.length === 0
          ? null
          : abroadOf(text(row, 'price'), text(row, 'unit'), outcomes[1], foreign ?? '', first?.id ?? '');
      return {
        sentence: [...said.map(({ sentence }) => sentence), ...(abroad === null ? [] : [abroad.sentence])].join(' '),
        values: [...said.flatMap(({ values }) => values), ...(abroad?.values ?? [])],
      };
    },
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

/** A price in a currency in which it is not published. */
function planAbroad(known: Known, one: NamedInstrument, foreign: string, day: string): Plan {
  const currency = currencyOf(one.unit ?? '');
  const subject = bars(
    {
      id: one.id,
      name: one.name,
      source: sourceOf(one),
      unit: currency === one.unit ? null : currency,
      field: 'close',
    },
    known,
  );
  return {
    entities: [entityOf(one), { kind: 'currency', id: foreign, name: foreign }],
    calls: [
      subject.at(known.period),
      call('getRates', { pair: `${currency}-${foreign}` }, { date: day, as_of: known.as_of }),
    ],
    tell(outcomes): Told | Refusal {
      const point = subject.points(outcomes[0]).at(-1);
      if (point === undefined) return nothing([outcomes[0]], `${subject.title} ${known.period.label}`);
      const abroad = abroadOf(point.value, point.unit, outcomes[1], foreign, one.id);
      if (abroad === null) return refusal('no_figures', `No rate from ${currency} to ${foreign} of ${day} is stored.`);
      return {
        sentence: `${subject.title} closed at ${priced(point.value, point.unit)} on ${point.day}. ${abroad.sentence}`,
        values: [
          {
            name: 'close',
            value: point.value,
            unit: point.unit,
            time: point.day,
            of: one.id,
            fetch_ids: point.fetch_ids,
          },
          ...abroad.values,
        ],
      };
    },
  };
}

function abroadOf(
  price: string | null,
  unit: string | null,
  outcome: Outcome | undefined,
  foreign: string,
  of: string,
): Told | null {
  const row = rowsOf(outcome)[0];
  const [rate, day] = [text(row, 'value'), text(row, 'date')];
  if (price === null || rate === null || day === null || unit === null) return null;
  const [whole = price] = unit === currencyOf(unit) ? [price] : [priced(price, unit).match(/\(([\d.]+) /)?.[1]];
  const value = product(whole, rate);
  return {
    sentence: `At the rate of ${rate} ${foreign} for one ${currencyOf(unit)} of ${day} that is ${whole} x ${rate} = ${value} ${foreign}.`,
    values: [{ name: 'price_converted', value, unit: foreign, time: day, of, fetch_ids: fetchIdsOf(row) }],
  };
}
