import { compareDecimals } from '../../core/decimal.ts';
import type { Told, Value } from '../call.ts';
import type { Known } from '../plan.ts';
import { changePercent, difference, quotient, sum } from '../statistics.ts';
import type { Subject } from '../subject.ts';
import type { Statistic } from './statistic.ts';

const asked =
  /(?<![\p{L}])(?:compare[ds]?|comparison|versus|vs|which|who|than|more|most|less|least|higher|highest|lower|lowest|bigger|biggest|larger|largest|smaller|smallest|cheaper|cheapest|dearer|expensive|better|best|worse|worst|outperform\w*|underperform\w*|difference|ratio|times|against|stronger|weaker)(?![\p{L}])/u;
const least =
  /(?<![\p{L}])(?:less|least|lower|lowest|smaller|smallest|cheaper|cheapest|worse|worst|fewer|fewest|weaker|weakest|fell|fall(?:en)?|lost|dropped|declined|underperform\w*)(?![\p{L}])/u;
const together = /(?<![\p{L}])(?:combined|together|altogether|sum of|in total)(?![\p{L}])/u;
const between =
  /(?<![\p{L}])(?:difference|gap|spread|how much (?:more|less|higher|lower|bigger|smaller|cheaper)|ratio|(?:how )?many times|per ?cent(?:age)? of|as a (?:share|percentage|fraction|part) of|divided by)(?![\p{L}])/u;

/** Which has the most or the least, where that is asked and all can be compared; of two what lies between them. */
export function comparison(
  answers: readonly Told[],
  subjects: readonly Pick<Subject, 'id' | 'title'>[],
  statistic: Statistic,
  { text }: Known,
): Told | null {
  if (answers.length < 2 || answers.length < subjects.length || !(asked.test(text) || together.test(text))) return null;
  const name = statistic === 'change' ? 'change_percent' : null;
  const heads = answers.flatMap(({ values }) => values.filter((one) => name === null || one.name === name).slice(0, 1));
  if (heads.length < answers.length || new Set(heads.map(({ unit }) => unit)).size > 1) return null;
  if (new Set(heads.map((one) => one.name)).size > 1) return null;
  if (statistic === 'at' && new Set(heads.map(({ time }) => time)).size > 1) return null;
  if (together.test(text) && statistic !== 'change') {
    const value = sum(heads);
    const [head] = heads;
    const common = {
      unit: head?.unit ?? null,
      time: head?.time ?? null,
      fetch_ids: heads.flatMap((one) => one.fetch_ids),
    };
    return {
      sentence: `Together ${heads.map((one) => one.value).join(' + ')} = ${value}${head?.unit ? ` ${head.unit}` : ''}.`,
      values: [{ name: 'total', value, of: heads.map((one) => one.of).join(' '), ...common }],
    };
  }
  const sorted = heads.toSorted((a: Value, b: Value) => compareDecimals(b.value, a.value));
  const isLeast = least.test(text) && !/more|better|best|higher/.test(text);
  const [end, next] = isLeast ? [sorted.at(-1), sorted.at(-2)] : sorted;
  if (end === undefined || next === undefined || end.value === next.value) return null;
  const title = subjects.find(({ id }) => id === end.of)?.title ?? end.of;
  const said = `${title} ${statistic === 'change' ? `did ${isLeast ? 'worst' : 'best'}` : `has the ${isLeast ? 'least' : 'most'}: ${end.value}`}.`;
  const [one, other] = heads;
  if (heads.length !== 2 || one === undefined || other === undefined || !between.test(text))
    return { sentence: said, values: [] };
  const apart = difference(other.value, one.value);
  const [ratio, percent] = [quotient(one.value, other.value), changePercent(other.value, one.value)];
  const fetch_ids = [...new Set([...one.fetch_ids, ...other.fetch_ids])];
  const common = { time: one.time, of: `${one.of} ${other.of}`, fetch_ids };
  const more = percent === null ? '' : `, ${percent.replace('-', '')}% ${percent.startsWith('-') ? 'less' : 'more'}`;
  return {
    sentence: `${said} The difference is ${one.value} - ${other.value} = ${apart}${one.unit === null ? '' : ` ${one.unit}`}${ratio === null ? '' : `, the ratio ${one.value} / ${other.value} = ${ratio}${more}`}.`,
    values: [
      { name: 'difference', value: apart, unit: one.unit, ...common },
      ...(ratio === null || percent === null
        ? []
        : [
            { name: 'ratio', value: ratio, unit: 'ratio', ...common },
            { name: 'difference_percent', value: percent, unit: 'percent', ...common },
          ]),
    ],
  };
}
