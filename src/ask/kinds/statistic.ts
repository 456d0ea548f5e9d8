import { compareDecimals } from '../../core/decimal.ts';
import type { Call, Outcome, Told, Value } from '../call.ts';
import { addDays } from '../dates.ts';
import type { Known, Plan } from '../plan.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { changePercent, difference, extreme, mean } from '../statistics.ts';
import type { Point, Subject } from '../subject.ts';
import { figureOf, list, nothing, priced, signed } from './said.ts';

/** What is made of the figures of a period. */
export type Statistic = 'at' | 'highest' | 'lowest' | 'average' | 'change';

export function statisticOf({ also, measure, period, compared }: Known, count: number): Statistic {
  if (measure === 'highest' || measure === 'lowest' || measure === 'average')
    return period.kind === 'day' ? 'at' : measure;
  if (period.kind === 'span' && (measure === 'high' || measure === 'low'))
    return measure === 'high' ? 'highest' : 'lowest';
  if (measure === 'volume')
    return also.includes('highest')
      ? 'highest'
      : also.includes('lowest')
        ? 'lowest'
        : also.includes('average')
          ? 'average'
          : 'at';
  if (measure === 'change' || measure === 'movers') return 'change';
  return compared && count > 1 && period.kind === 'span' && also.length === 0 ? 'change' : 'at';
}

const several = 'first';

/** The figures of a few things, and which of them has the most. */
export function planStatistic(
  subjects: readonly Subject[],
  statistic: Statistic,
  known: Known,
): Omit<Plan, 'entities'> {
  const { period } = known;
  const ofAll =
    statistic === 'change' && period.kind === 'now'
      ? subjects.map((one) => [lastTwo(one)])
      : subjects.map((one) => callsOf(one, statistic, known));
  return {
    calls: ofAll.flat(),
    tell(outcomes) {
      let at = 0;
      const told = subjects.map((subject, index) => {
        const size = ofAll[index]?.length ?? 0;
        const own = outcomes.slice(at, at + size);
        at += size;
        return tellOne(subject, statistic, own, known);
      });
      const answers = told.filter((one): one is Told => 'sentence' in one);
      const [refused] = told.filter((one): one is Refusal => 'reason' in one);
      if (answers.length === 0) return refused ?? nothing(outcomes, 'that');
      const missing = told.flatMap((one) => ('reason' in one ? [one.why] : []));
      return {
        sentence: [
          ...answers.map(({ sentence }) => sentence),
          ...missing,
          ...comparison(answers, subjects, statistic),
        ].join(' '),
        values: answers.flatMap(({ values }) => values),
      };
    },
  };
}

/** Of prices the last two sessions, of everything else the last two figures. */
const lastTwo = (subject: Subject): Call => {
  const read = subject.at({ kind: 'now', from: null, to: null, label: '' });
  return {
    ...read,
    query: {
      ...read.query,
      limit: subject.kind === 'series' ? '20' : '2',
      ...(subject.kind === 'rate' ? { to: '9998-12-31' } : {}),
    },
  };
};

function callsOf(subject: Subject, statistic: Statistic, { period }: Known): readonly Call[] {
  if (statistic === 'at') return [subject.at(period)];
  return statistic === 'change' ? subject.ends(period) : [subject.within(period)];
}

function tellOne(subject: Subject, statistic: Statistic, outcomes: readonly Outcome[], known: Known): Told | Refusal {
  const { period, as_of } = known;
  const what =
    `${subject.title} ${period.kind === 'now' ? '' : period.label}${as_of === null ? '' : `, as it was known on ${as_of}`}`.trim();
  const none = (): Refusal => nothing(outcomes, what, `the newest figure of ${subject.id}`);
  const points = subject.points(outcomes[0]);
  if (statistic === 'at') {
    const last = points.at(-1);
    if (last === undefined) return none();
    return subject.kind === 'series' && period.kind === 'span' && points.length > 1
      ? tellSeveral(subject, points)
      : tellAt(subject, last, known);
  }
  if (statistic === 'change') return tellChange(subject, outcomes, known) ?? none();
  if (points.length === 0) return none();
  if (outcomes[0]?.meta.next_cursor)
    return refusal('no_figures', `There are more figures of ${what} than are read at once: ask for a shorter period.`);
  const units = new Set(points.map(({ unit }) => unit));
  if (units.size > 1) return refusal('no_figures', `The figures of ${what} are in several units.`);
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const span = `from ${first.day} to ${last.day}`;
  const name = `${statistic}_${subject.kind === 'series' ? 'value' : subject.figure}`;
  if (statistic === 'average') {
    const value = mean(points);
    return {
      sentence: `The mean ${noun(subject)} of ${subject.title} ${span} is ${shown(subject, { ...first, value })}: the sum of ${points.length} figures divided by ${points.length}.`,
      values: [{ ...figureOf(name, value, last, subject), fetch_ids: fetchesOf(points) }],
    };
  }
  const best = extreme(points, statistic === 'highest') as Point;
  return {
    sentence: `The ${statistic} ${noun(subject)} of ${subject.title} ${span} is ${shown(subject, best)}, on ${best.day}.`,
    values: [figureOf(name, best.value, best, subject)],
  };
}

const noun = ({ kind, figure }: Subject): string => (kind === 'series' ? 'value' : figure);
const fetchesOf = (points: readonly Point[]): string[] =>
  [...new Set(points.flatMap(({ fetch_ids }) => fetch_ids))].slice(0, 20);
const shown = ({ kind, figure }: Subject, { value, unit }: Pick<Point, 'value' | 'unit'>): string =>
  figure === 'volume' ? value : kind === 'price' ? priced(value, unit) : unit === null ? value : `${value} ${unit}`;

function tellAt(subject: Subject, point: Point, { period }: Known): Told {
  const { kind, figure, title } = subject;
  const isOther = period.kind === 'day' && period.to !== null && point.day !== period.to;
  const before = isOther ? `Nothing is stored for ${period.to}; the last figure before it: ` : '';
  const verbs: Readonly<Record<string, string>> = {
    close: 'closed at',
    open: 'opened at',
    high: 'had a high of',
    low: 'had a low of',
    volume: 'had a volume of',
  };
  const dated = kind === 'series' ? `in the period that begins on ${point.day}` : `on ${point.day}`;
  const said =
    kind === 'price'
      ? `${title} ${verbs[figure] ?? 'was at'} ${shown(subject, point)} ${dated}.`
      : kind === 'rate'
        ? `The rate of ${title} was ${shown(subject, point)} ${dated}.`
        : `${title} was ${shown(subject, point)} ${dated}.`;
  return {
    sentence: before + said,
    values: [figureOf(kind === 'series' ? 'value' : figure, point.value, point, subject)],
  };
}

function tellSeveral(subject: Subject, points: readonly Point[]): Told {
  const shownPoints = points.slice(-12);
  const parts = shownPoints.map((point) => `${shown(subject, point)} (${point.day})`);
  return {
    sentence: `${subject.title} was ${list(parts)}${points.length > shownPoints.length ? '; earlier figures are left out here' : ''}.`,
    values: shownPoints.map((point) => figureOf('value', point.value, point, subject)),
  };
}

/** From the last figure before the period, or the first in it where none is near, to the last in it. */
function tellChange(subject: Subject, outcomes: readonly Outcome[], { period }: Known): Told | Refusal | null {
  const all = outcomes.flatMap((one) => subject.points(one));
  const points = [...new Map(all.map((point) => [point.day, point])).values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  const last = points.at(-1);
  const first = points[0];
  if (last === undefined || first === undefined || (period.from !== null && last.day < period.from)) return null;
  const begin = period.kind === 'now' ? (points.at(-2) ?? first) : first;
  if (begin.day === last.day) {
    return refusal(
      'no_figures',
      `Of ${subject.title} ${period.label} one figure is stored, of ${last.day}: a change needs two.`,
    );
  }
  if (begin.unit !== last.unit)
    return refusal(
      'no_figures',
      `The figures of ${subject.title} of ${begin.day} and ${last.day} are in different units.`,
    );
  const percent = changePercent(begin.value, last.value);
  const absolute = difference(begin.value, last.value);
  const fetch_ids = fetchesOf([begin, last]);
  const moved = percent === null ? `changed by ${absolute}` : signed(percent);
  const late =
    period.kind === 'span' && period.from !== null && begin.day > addDays(period.from, 10)
      ? ` (nothing earlier of the period is stored)`
      : '';
  return {
    sentence: `${subject.title} ${moved}, from ${shown(subject, begin)} on ${begin.day} to ${shown(subject, last)} on ${last.day}${late}.`,
    values: [
      ...(percent === null
        ? []
        : [{ name: 'change_percent', value: percent, unit: 'percent', time: last.day, of: subject.id, fetch_ids }]),
      { ...figureOf('change', absolute, last, subject), fetch_ids },
      figureOf(several, begin.value, begin, subject),
      figureOf('last', last.value, last, subject),
    ],
  };
}

/** Which has the most, where all can be compared. */
function comparison(answers: readonly Told[], subjects: readonly Subject[], statistic: Statistic): string[] {
  if (answers.length < 2) return [];
  const heads = answers.flatMap(({ values }) =>
    values.filter(({ name }) => (statistic === 'change' ? name === 'change_percent' : true)).slice(-1),
  );
  const units = new Set(heads.map(({ unit }) => unit));
  if (heads.length < answers.length || units.size > 1) return [];
  if (statistic === 'at' && new Set(heads.map(({ time }) => time)).size > 1) return [];
  const sorted = heads.toSorted((a: Value, b: Value) => compareDecimals(b.value, a.value));
  const [top, next] = sorted;
  if (top === undefined || next === undefined || top.value === next.value) return [];
  const title = subjects.find(({ id }) => id === top.of)?.title ?? top.of;
  return [statistic === 'change' ? `${title} did best.` : `${title} has the most.`];
}
