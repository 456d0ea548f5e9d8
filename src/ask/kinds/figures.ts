import type { NamedInstrument } from '../../model/named.ts';
import { currencyOf } from '../../model/unit.ts';
import { call, rowsOf, type Told, text } from '../call.ts';
import { addDays } from '../dates.ts';
import type { Measure } from '../measures.ts';
import { sourceOf } from '../names.ts';
import { spanOf } from '../periods.ts';
import type { Known, Plan, Planner } from '../plan.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { bars, type Subject } from '../subject.ts';
import { abroadOf, foreignOf } from './abroad.ts';
import { planQuotes } from './quotes.ts';
import { entityOf, figureOf, nothing, priced, titleOf, unknownName } from './said.ts';
import { planStatistic, type Statistic, statisticOf } from './statistic.ts';

const fieldMeasures: readonly Measure[] = ['open', 'high', 'low', 'volume', 'turnover'];
/** The closing price is one where others are asked too. */
const asksClose = /(?<![\p{L}])(?:clos(?:e|ed|es|ing)|price[ds]?|worth|cost)(?! (?:above|below|over|under))/u;
const otherPrices = /(?<![\p{L}])(?:open(?:ing)?|high(?:est)?|low(?:est)?) (?:price|level|value)s?/gu;
const isTraded = /trad|active|volume/;
const ofYear = /52[- ]?weeks?|(?:one|1)[- ]year (?:high|low)/u;

/** The country of an exchange may be named beside what is traded there. */
const homes: Readonly<Record<string, string>> = { XJSE: 'ZAF', XNAS: 'USA', XNYS: 'USA', XLON: 'GBR', XASX: 'AUS' };

/** Prices and volumes of instruments: one of them, the highest, the mean, how they changed. */
export const planFigures: Planner = (known) => {
  const { instruments, clock, also, today } = known;
  const [first] = instruments;
  if (first === undefined) return unknownName(known);
  const period = ofYear.test(known.text) ? yearOf(first, today) : known.period;
  // What was traded most is a day's volume, where one thing is named and a time.
  const isMostTraded = known.measure === 'movers' && isTraded.test(known.text);
  const most = isMostTraded && instruments.length === 1 && period.kind === 'span' ? (['highest'] as const) : [];
  const asked = isMostTraded
    ? { ...known, period, measure: 'volume' as const, also: ['volume' as const, ...most] }
    : { ...known, period };
  const stranger = known.places.find(({ id }) => id !== homes[first.mic ?? '']);
  if (stranger !== undefined)
    return refusal('not_understood', `It is not understood what ${stranger.name} means beside ${titleOf(first)}.`);
  const statistic = statisticOf(asked, instruments.length);
  const fields = fieldsOf(asked, statistic);
  if (clock !== null && period.kind === 'day' && statistic === 'at') return planMinute(asked, first, clock);
  const isClose = fields.length === 1 && fields[0] === 'close';
  if (period.kind === 'now' && statistic === 'at' && isClose && !also.includes('worst_day')) return planQuotes(asked);
  const foreign = foreignOf(known, first);
  if (foreign !== null && statistic !== 'at')
    return refusal(
      'not_understood',
      `What is made of prices over a period is told in the currency of the prices, not in ${foreign}.`,
    );
  if (statistic === 'at' && foreign !== null && isClose && period.to !== null)
    return planAbroad(asked, first, foreign, period.to);
  const subjects = instruments.flatMap((one) => fields.map((field) => subjectOf(asked, one, field)));
  return { ...planStatistic(subjects, statistic, asked), entities: instruments.map(entityOf) };
};

export const subjectOf = (known: Known, one: NamedInstrument, field = 'close'): Subject =>
  bars(
    {
      ...{ id: one.id, name: one.name, kind: one.kind, source: sourceOf(one), field },
      unit: field === 'volume' || field === 'turnover' ? null : shownIn(known, one),
    },
    known,
  );

/** A year up to the newest session, which may be long ago. */
function yearOf({ bars: of }: NamedInstrument, today: string) {
  const last =
    of
      .map((one) => one.last ?? '')
      .sort()
      .at(-1) || today;
  return spanOf({ from: addDays(last, -364), to: last });
}

/** Several where several are asked: "open, high, low and close". Of a span one is told, and its highs and lows are closes. */
function fieldsOf({ also, measure, period, text: asked }: Known, statistic: Statistic): readonly string[] {
  if (also.includes('ohlc')) return ['open', 'high', 'low', 'close', 'volume'];
  const isOver = statistic !== 'at' || (period.kind === 'span' && period.edge === null);
  const named = fieldMeasures.filter((one) => also.includes(one));
  if (measure === statistic) return [named[0] ?? 'close'];
  const ofTrading = named.filter((one) => one === 'volume' || one === 'turnover').slice(0, 1);
  if (isOver && statistic !== 'at') return ofTrading.length > 0 && measure !== 'change' ? ofTrading : ['close'];
  const extremes = period.kind !== 'day' ? [] : measure === 'highest' ? ['high'] : measure === 'lowest' ? ['low'] : [];
  if (extremes.length > 0 && ofTrading.length === 0) return extremes;
  const close = asksClose.test(asked.replaceAll(otherPrices, '')) || named.length === 0;
  const all = [...(isOver ? ofTrading : named), ...(close ? ['close'] : [])];
  return all.length === 0 ? ['close'] : all;
}

/** Rand for cents, where rand are asked for. */
function shownIn({ currencies, threshold }: Known, { unit }: NamedInstrument): string | null {
  if (unit === null) return null;
  const currency = currencyOf(unit);
  const isAsked = currencies.includes(currency) || threshold?.currency === currency;
  return isAsked && currency !== unit ? currency : null;
}

/** The price at a time of day: the first of the minute that begins then. */
function planMinute(known: Known, one: NamedInstrument, clock: string): Plan {
  const at = `${known.period.to}T${clock}:00.000Z`;
  const read = call(
    'listBars',
    { id: one.id },
    { interval: '1m', from: at, limit: 1, order: 'asc', as_of: known.as_of },
  );
  const subject = bars({ ...one, source: null, unit: null, field: 'open' }, known);
  return {
    entities: [entityOf(one)],
    calls: [read],
    tell(outcomes) {
      const [row] = rowsOf(outcomes[0]);
      const [point] = subject.points(outcomes[0]);
      if (point === undefined || text(row, 'time') !== at)
        return nothing(outcomes, `${titleOf(one)} at ${at}`, `price of ${one.id} on ${known.period.to}`);
      return {
        sentence: `${subject.title} was at ${priced(point.value, point.unit)} at ${at}, the first price of that minute.`,
        values: [{ ...figureOf('open', point.value, point, subject), time: at }],
      };
    },
  };
}

/** A price in a currency in which it is not published. */
function planAbroad(known: Known, one: NamedInstrument, foreign: string, day: string): Plan {
  const currency = currencyOf(one.unit ?? '');
  const subject = subjectOf({ ...known, currencies: [currency] }, one);
  return {
    entities: [entityOf(one), { kind: 'currency', id: foreign, name: foreign }],
    calls: [
      subject.at(known.period),
      call('getRates', { pair: `${currency}-${foreign}` }, { date: day, as_of: known.as_of }),
    ],
    tell(outcomes): Told | Refusal {
      const point = subject.points(outcomes[0]).at(-1);
      if (point === undefined) return nothing([outcomes[0]], `${subject.title} ${known.period.label}`);
      const abroad = abroadOf(point.value, point.unit, outcomes[1], foreign, one.id, known.quantity);
      if (abroad === null) return refusal('no_figures', `No rate from ${currency} to ${foreign} of ${day} is stored.`);
      return {
        sentence: `${subject.title} closed at ${priced(point.value, point.unit)} on ${point.day}. ${abroad.sentence}`,
        values: [figureOf('close', point.value, point, subject), ...abroad.values],
      };
    },
  };
}
