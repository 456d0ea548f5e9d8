import { compareDecimals } from '../../core/decimal.ts';
import type { Outcome, Told } from '../call.ts';
import type { Known } from '../plan.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { extreme, mean, median, movesOf, sum } from '../statistics.ts';
import type { Point, Subject } from '../subject.ts';
import { fetchesOf, figureOf, list, noun, shown, signed } from './said.ts';
import type { Statistic } from './statistic.ts';

const isRise = /(?<![\p{L}])(?:up|rose|ris(?:e|en)|gain\w*|climb\w*|higher|increas\w*|positive)(?![\p{L}])/u;
const isFall = /(?<![\p{L}])(?:down|fell|fall\w*|drop\w*|lost|los\w+|declin\w+|lower)(?![\p{L}])/u;

/** What is made of all figures of a period; null where there are none. */
export function tellOver(
  subject: Subject,
  statistic: Exclude<Statistic, 'at' | 'change'>,
  outcome: Outcome | undefined,
  known: Known,
  what: string,
): Told | Refusal | null {
  const points = subject.points(outcome);
  if (points.length === 0) return null;
  if (outcome?.meta.next_cursor)
    return refusal('no_figures', `There are more figures of ${what} than are read at once: ask for a shorter period.`);
  if (new Set(points.map(({ unit }) => unit)).size > 1)
    return refusal('no_figures', `The figures of ${what} are in several units.`);
  if (statistic === 'count') return tellCount(subject, points, known);
  if (statistic === 'best_day' || statistic === 'worst_day') return tellMove(subject, points, statistic, known);
  if (statistic === 'first' || statistic === 'last') return tellWhen(subject, points, statistic, known);
  if (statistic === 'list') return tellSeveral(subject, points);
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const span = `from ${first.day} to ${last.day}`;
  const name = `${statistic}_${noun(subject)}`;
  if (statistic === 'average' || statistic === 'median' || statistic === 'sum') {
    const value = { average: mean, median, sum }[statistic](points);
    const how = {
      average: `the sum of ${points.length} figures divided by ${points.length}`,
      median: `the middle of ${points.length} figures`,
      sum: `${points.length} figures added`,
    }[statistic];
    return {
      sentence: `The ${{ average: 'mean', median: 'median', sum: 'total' }[statistic]} ${noun(subject)} of ${subject.title} ${span} is ${shown(subject, { ...first, value })}: ${how}.`,
      values: [{ ...figureOf(name, value, last, subject), fetch_ids: fetchesOf(points) }],
    };
  }
  const isHighest = statistic === 'highest';
  const best = extreme(points, isHighest) as Point;
  const within =
    subject.figure === 'close' ? extreme(sound(subject, outcome, isHighest ? 'high' : 'low'), isHighest) : null;
  return {
    sentence: [
      `The ${statistic} ${noun(subject)} of ${subject.title} ${span} is ${shown(subject, best)}, on ${best.day}.`,
      ...(within === null
        ? []
        : [`Within a session the ${statistic} price was ${shown(subject, within)}, on ${within.day}.`]),
    ].join(' '),
    values: [
      figureOf(name, best.value, best, subject),
      ...(within === null ? [] : [figureOf(isHighest ? 'highest_high' : 'lowest_low', within.value, within, subject)]),
    ],
  };
}

/** A high or low that is more than twice or less than half of its close is doubtful, and left out. */
function sound(subject: Subject, outcome: Outcome | undefined, field: 'high' | 'low'): Point[] {
  return subject.points(outcome, field).filter(({ value, row }) => {
    const share = Number(value) / Number(row.close);
    return share <= 2 && share >= 0.5;
  });
}

const mostTold = 12;

/** Each figure, the first and the last of many. */
export function tellSeveral(subject: Subject, points: readonly Point[]): Told {
  const isAll = points.length <= mostTold;
  const some = isAll ? points : [...points.slice(0, 1), ...points.slice(1 - mostTold)];
  const parts = some.map((point) => `${shown(subject, point)} (${point.day})`);
  const name = subject.kind === 'series' ? 'value' : subject.figure;
  return {
    sentence: `${subject.title} was ${list(parts)}${isAll ? '' : `; ${points.length - mostTold} figures between the first two are left out here`}.`,
    values: some.map((point) => figureOf(name, point.value, point, subject)),
  };
}

/** The one before the period is there for the first move in it. */
const movesIn = (points: readonly Point[], { period }: Known) =>
  movesOf(points).filter(({ day }) => period.from === null || day >= period.from);

function tellMove(
  subject: Subject,
  points: readonly Point[],
  statistic: 'best_day' | 'worst_day',
  known: Known,
): Told | null {
  const moves = movesIn(points, known);
  const found = extreme(moves, statistic === 'best_day');
  if (found === null) return null;
  const { from, to, value, day, fetch_ids } = found;
  return {
    sentence: `The ${statistic === 'best_day' ? 'best' : 'worst'} day of ${subject.title} from ${moves[0]?.day} to ${moves.at(-1)?.day} was ${day}: it ${signed(value)}, from ${shown(subject, from)} on ${from.day} to ${shown(subject, to)}.`,
    values: [
      { name: `${statistic}_percent`, value, unit: 'percent', time: day, of: subject.id, fetch_ids },
      figureOf('first', from.value, from, subject),
      figureOf('last', to.value, to, subject),
    ],
  };
}

const meets = ({ value }: Pick<Point, 'value'>, bound: string, isAbove: boolean): boolean =>
  compareDecimals(value, bound) * (isAbove ? 1 : -1) > 0;

function tellCount(subject: Subject, points: readonly Point[], known: Known): Told | Refusal {
  const { threshold, text } = known;
  const down = isFall.test(text);
  if (threshold !== null && !threshold.isPercent) {
    const found = points.filter((point) => meets(point, threshold.value, threshold.isAbove));
    return counted(
      subject,
      found,
      points,
      `with a ${noun(subject)} ${threshold.isAbove ? 'above' : 'below'} ${shown(subject, { value: threshold.value, unit: points[0]?.unit ?? null })}`,
    );
  }
  if (threshold === null && !down && !isRise.test(text))
    return refusal('not_understood', 'It is not understood which days are to be counted.');
  const moves = movesIn(points, known);
  const bound = `${down ? '-' : ''}${threshold?.value ?? '0'}`;
  const found = moves.filter((move) => meets(move, bound, !down));
  return counted(
    subject,
    found,
    moves,
    `on which it ${down ? 'fell' : 'rose'}${threshold === null ? '' : ` by more than ${threshold.value}%`}`,
  );
}

function counted({ title, id }: Subject, found: readonly Point[], all: readonly Point[], how: string): Told {
  const last = all.at(-1)?.day ?? null;
  return {
    sentence: `Of the ${all.length} days of ${title} from ${all[0]?.day} to ${last}, ${found.length} are days ${how}.`,
    values: [
      { name: 'days', value: String(found.length), unit: 'days', time: last, of: id, fetch_ids: fetchesOf(all) },
    ],
  };
}

function tellWhen(
  subject: Subject,
  points: readonly Point[],
  statistic: 'first' | 'last',
  { threshold }: Known,
): Told | null {
  if (threshold === null || threshold.isPercent) return null;
  const found = points
    .filter((point) => meets(point, threshold.value, threshold.isAbove))
    .at(statistic === 'first' ? 0 : -1);
  const unit = points[0]?.unit ?? null;
  const bound = `${threshold.isAbove ? 'above' : 'below'} ${shown(subject, { value: threshold.value, unit })}`;
  const span = `from ${points[0]?.day} to ${points.at(-1)?.day}`;
  if (found === undefined)
    return { sentence: `${subject.title} had no ${noun(subject)} ${bound} ${span}.`, values: [] };
  return {
    sentence: `The ${statistic} ${noun(subject)} of ${subject.title} ${bound} ${span} was ${shown(subject, found)}, on ${found.day}.`,
    values: [figureOf(`${statistic}_${noun(subject)}`, found.value, found, subject)],
  };
}
