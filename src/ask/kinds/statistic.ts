import type { Call, Outcome, Told } from '../call.ts';
import type { Known, Plan } from '../plan.ts';
import type { Refusal } from '../refusals.ts';
import type { Subject } from '../subject.ts';
import { comparison } from './comparison.ts';
import { nothing } from './said.ts';
import { tellAt } from './tell-at.ts';
import { tellChange } from './tell-change.ts';
import { tellOver } from './tell-over.ts';

/** What is made of the figures of a period. */
export type Statistic =
  | 'at'
  | 'highest'
  | 'lowest'
  | 'average'
  | 'median'
  | 'sum'
  | 'list'
  | 'change'
  | 'best_day'
  | 'worst_day'
  | 'count'
  | 'first'
  | 'last';

const asWhen =
  /(?<![\p{L}])(?:when|(?:what|which|on what|on which) (?:day|date|month|year|session)|(?:first|last|latest|most recent) (?:time|day|date|occasion|session))(?![\p{L}])/u;
const asSum = /(?<![\p{L}])(?:total|sum|overall|aggregate|altogether|combined)(?![\p{L}])/u;
const asList = /(?<![\p{L}])(?:prices|closes|values|figures|levels|rates|history|each|every|list)(?![\p{L}])/u;
const asGrowth = /(?<![\p{L}])(?:bought|invest(?:ed|ing)?|put|placed)(?![\p{L}])/u;
const isLast = /(?<![\p{L}])(?:last|latest|most recent)(?![\p{L}])/u;

/** What one day has more than one of is asked as it is: the high of a day is a figure, and its mean. */
export function statisticOf(known: Known, count: number): Statistic {
  const { also, measure, period, compared, threshold, text } = known;
  if (measure === 'count') return 'count';
  if (measure === 'best_day' || measure === 'worst_day') return measure;
  if (period.kind !== 'day' && threshold !== null && asWhen.test(text)) return isLast.test(text) ? 'last' : 'first';
  if (period.edge !== null) return 'at';
  if (known.amount !== null && asGrowth.test(text) && period.kind === 'span') return 'change';
  const over = also.find((one) => one === 'highest' || one === 'lowest' || one === 'average' || one === 'median');
  if (over !== undefined && (measure === over || measure === 'volume' || measure === 'turnover'))
    return period.kind === 'day' ? 'at' : over;
  if (measure === 'volume' || measure === 'turnover') return period.kind === 'span' && asSum.test(text) ? 'sum' : 'at';
  const isHistory = known.concepts.length > 0 && /history/.test(text);
  if ((period.kind === 'span' || isHistory) && (measure === 'price' || measure === 'rate') && asList.test(text))
    return 'list';
  if (known.concepts.length > 0 && /how (?:high|low)(?![\p{L}])/u.test(text)) return 'at';
  if (period.kind === 'span' && (measure === 'high' || measure === 'low'))
    return measure === 'high' ? 'highest' : 'lowest';
  if (measure === 'change' || measure === 'movers') return 'change';
  const isOver = /(?<![\p{L}])over (?:the|a|\d)|(?:months|weeks|years) to(?![\p{L}])/u.test(text);
  return (isOver || (compared && count > 1)) && period.kind === 'span' && also.length === 0 ? 'change' : 'at';
}

const sameCall = (one: Call) => (other: Call) => JSON.stringify(one) === JSON.stringify(other);

/** The figures of a few things, each call made once, and which of them has the most. */
export function planStatistic(
  subjects: readonly Subject[],
  statistic: Statistic,
  known: Known,
): Omit<Plan, 'entities'> {
  const ofAll = subjects.map((one) => callsOf(one, statistic, known));
  const calls = ofAll.flat().filter((one, at, all) => all.findIndex(sameCall(one)) === at);
  return {
    calls,
    tell(outcomes) {
      const told = subjects.map((subject, at) => {
        const own = (ofAll[at] ?? []).flatMap((one) => outcomes[calls.findIndex(sameCall(one))] ?? []);
        return tellOne(subject, statistic, own, known);
      });
      const answers = told.filter((one): one is Told => 'sentence' in one);
      const [refused] = told.filter((one): one is Refusal => 'reason' in one);
      if (answers.length === 0) return refused ?? nothing(outcomes, 'that');
      const missing = told.flatMap((one) => ('reason' in one ? [one.why] : []));
      const beside = comparison(answers, subjects, statistic, known);
      return {
        sentence: [
          ...answers.map(({ sentence }) => sentence),
          ...missing,
          ...(beside === null ? [] : [beside.sentence]),
        ].join(' '),
        values: [...answers, ...(beside === null ? [] : [beside])].flatMap(({ values }) => values),
      };
    },
  };
}

function callsOf(subject: Subject, statistic: Statistic, { period, threshold }: Known): readonly Call[] {
  if (statistic === 'at') return [subject.at(period)];
  if (statistic === 'change') return period.kind === 'now' ? [subject.lastTwo()] : subject.ends(period);
  const ofMoves = statistic === 'best_day' || statistic === 'worst_day';
  return [subject.within(period, ofMoves || (statistic === 'count' && (threshold?.isPercent ?? true)))];
}

function tellOne(subject: Subject, statistic: Statistic, outcomes: readonly Outcome[], known: Known): Told | Refusal {
  const { period, as_of } = known;
  const what =
    `${subject.title} ${period.kind === 'now' ? '' : period.label}${as_of === null ? '' : `, as it was known on ${as_of}`}`.trim();
  const told =
    statistic === 'at'
      ? tellAt(subject, outcomes[0], known)
      : statistic === 'change'
        ? tellChange(subject, outcomes, known)
        : tellOver(subject, statistic, outcomes[0], known, what);
  return told ?? nothing(outcomes, what, `the newest figure of ${subject.id}`);
}
