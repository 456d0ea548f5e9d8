import { call, fetchIdsOf, listOf, rowsOf, text } from '../call.ts';
import type { Entity, Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { rate } from '../subject.ts';
import { nothing } from './said.ts';
import { planStatistic, statisticOf } from './statistic.ts';

/** Exchange rates, and amounts of money in another currency. */
export const planMoney: Planner = (known) => {
  const { amount, period, as_of, today, currencies } = known;
  if (currencies.length === 0) return refusal('needs_name', 'No currency is named.', 'USD/ZAR on 2021-01-13');
  const [from = '', to = ''] = pairOf(currencies, amount !== null);
  const entities: Entity[] = [from, to].map((id) => ({ kind: 'currency', id, name: id }));
  const statistic = statisticOf(known, 1);
  if (amount === null || statistic !== 'at')
    return { ...planStatistic([rate(from, to, known)], statistic, known), entities };
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
