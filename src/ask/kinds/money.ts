import { call, fetchIdsOf, listOf, rowsOf, text } from '../call.ts';
import type { Entity, Known, Plan, Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { product } from '../statistics.ts';
import { rate } from '../subject.ts';
import { figureOf, nothing } from './said.ts';
import { planStatistic, statisticOf } from './statistic.ts';

/** Exchange rates, and amounts of money in another currency. */
export const planMoney: Planner = (known) => {
  const { amount, period, as_of, today, currencies } = known;
  if (currencies.length === 0) return refusal('needs_name', 'No currency is named.', 'USD/ZAR on 2021-01-13');
  const written = pairsIn(known);
  if (written.length > 1) {
    const subjects = written.map(([base = '', quote = '']) => rate(base, quote, known));
    return { ...planStatistic(subjects, statisticOf(known, subjects.length), known), entities: [] };
  }
  const isPerOther = amount === null && currencies.length > 1 && perOther.test(known.text) && written.length === 0;
  const [from = '', to = ''] = isPerOther ? currencies.toReversed() : pairOf(currencies, amount !== null);
  const entities: Entity[] = [from, to].map((id) => ({ kind: 'currency', id, name: id }));
  const of = statisticOf(known, 1);
  // Of a currency that stands second the strongest day is the lowest rate.
  const isOfSecond = /strong|weak/.test(known.text) && currencies[0] === to;
  const statistic = !isOfSecond ? of : of === 'highest' ? 'lowest' : of === 'lowest' ? 'highest' : of;
  if (amount === null || (statistic !== 'at' && (statistic !== 'change' || currencies.length < 2)))
    return { ...planStatistic([rate(from, to, known)], statistic, known), entities };
  if (period.kind === 'now') return planNewest(known, from, to, amount, entities);
  const date = period.to === null || period.to > today ? null : period.to;
  return {
    entities,
    calls: [call('convertMoney', {}, { from, to, amount, date, as_of })],
    tell(outcomes) {
      const [row] = rowsOf(outcomes[0]);
      const [converted, used, day] = [
        text(row, 'converted'),
        text(row, 'rate'),
        listOf(row?.legs)
          .map((leg) => text(leg, 'date') ?? '')
          .sort()[0],
      ];
      if (row === undefined || converted === null || used === null) {
        return nothing(
          outcomes,
          `a rate from ${from} to ${to} of the 14 days up to ${date ?? today}`,
          `${amount} ${from} in ${to} on 2021-01-13`,
        );
      }
      const fetch_ids = [...new Set(listOf(row.legs).flatMap(fetchIdsOf))];
      const common = { time: day ?? null, of: `${from}-${to}`, fetch_ids };
      return {
        sentence: `${amount} ${from} is ${converted} ${to} at the rate of ${used} ${to} for one ${from}${day === undefined ? '' : ` of ${day}`}.`,
        values: [
          { name: 'converted', value: converted, unit: to, ...common },
          { name: 'rate', value: used, unit: to, ...common },
        ],
      };
    },
  };
};

/** Without a day the newest rate is meant, however old it is. */
function planNewest(known: Known, from: string, to: string, amount: string, entities: readonly Entity[]): Plan {
  const subject = rate(from, to, known);
  return {
    entities,
    calls: [subject.at(known.period)],
    tell(outcomes) {
      const point = subject.points(outcomes[0]).at(-1);
      if (point === undefined)
        return nothing(outcomes, `a rate from ${from} to ${to}`, `${amount} ${from} in ${to} on 2021-01-13`);
      const converted = product(amount, point.value);
      return {
        sentence: `${amount} ${from} is ${amount} x ${point.value} = ${converted} ${to} at the newest rate, of ${point.day}.`,
        values: [figureOf('converted', converted, point, subject), figureOf('rate', point.value, point, subject)],
      };
    },
  };
}

/** "How many dollars is one SDR", "euros per rand": one of the second is asked about. */
const perOther = /how (?:many|much) (?!(?:is|are|was|does|do|did|days|times) )|(?<![\p{L}])per(?! cent)(?![\p{L}])/u;

/** Pairs as markets write them: "EUR/USD and EUR/ZAR". */
function pairsIn({ text: asked, currencies }: Known): string[][] {
  const all = [...asked.matchAll(/(?<![\p{L}])([a-z]{3})[/-]?([a-z]{3})(?![\p{L}])/gu)];
  return all
    .map(([, a = '', b = '']) => [a.toUpperCase(), b.toUpperCase()])
    .filter((pair) => pair.every((one) => currencies.includes(one)));
}

/** One currency alone is told against the dollar; the rand, as South Africans say it, by what a dollar costs. */
function pairOf(currencies: readonly string[], isAmount: boolean): readonly string[] {
  const [first = '', second] = currencies;
  if (second === undefined)
    return first === 'USD'
      ? ['USD', 'ZAR']
      : first === 'ZAR' && !isAmount
        ? ['USD', 'ZAR']
        : isAmount
          ? [first, 'ZAR']
          : [first, 'USD'];
  // "The rand against the dollar" is told as rand for a dollar, as markets quote it.
  return first === 'ZAR' && !isAmount ? [second, first] : [first, second];
}
