import { call, listOf, type Row, rowsOf, text } from '../call.ts';
import type { Known, Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { list, nothing, titleOf } from './said.ts';

interface Bound {
  readonly field: string;
  readonly min?: string;
  readonly max?: string;
}

const things =
  /(?<![\p{L}])(?:shares?|stocks?|companies|instruments?|equities|which|what|securities|anything|everything|screen|find)(?![\p{L}])/u;
const threshold =
  /(?<![\p{L}])(more than|greater than|higher than|over|above|at least|exceed\w*|>=?|less than|lower than|under|below|at most|fewer than|<=?|by|of|at) ?(-?\d{1,6}(?:\.\d{1,6})?) ?(%|percent|pct|per cent)?/u;
const isFall = /(?<![\p{L}])(?:down|fell|fall\w*|drop\w*|lost|los\w+|declin\w+|slump\w*|decreas\w*)(?![\p{L}])/u;

/** Shares found by a figure: its field and the bounds, by the words before the number. */
export function screenOf({ text: asked, period }: Pick<Known, 'text' | 'period'>): Bound | null {
  const found = threshold.exec(asked);
  if (found === null || !things.test(asked)) return null;
  const [, word = '', number = '', percent] = found;
  const isBelow = /less|lower|under|below|most|fewer|</.test(word);
  const isChange =
    /(?<![\p{L}])(?:up|down|rose|risen|fell|fall\w*|gain\w*|los\w+|drop\w*|change\w*|climb\w*|declin\w*|return\w*|increas\w*|decreas\w*)/u.test(
      asked,
    );
  const field = /volatil/.test(asked)
    ? 'volatility_1y'
    : /dividend yield|yield/.test(asked)
      ? 'dividend_yield_1y'
      : percent !== undefined && isChange
        ? spanField(asked, period)
        : /volume/.test(asked)
          ? 'volume_20d'
          : /(?:price|close|cost|trad)/.test(asked) && percent === undefined
            ? 'close'
            : null;
  if (field === null || (field === 'close' && word === 'of')) return null;
  if (isChange && isFall.test(asked) && percent !== undefined)
    return isBelow ? { field, min: `-${number}`, max: '0' } : { field, max: `-${number}` };
  return isBelow ? { field, max: number } : { field, min: number };
}

function spanField(asked: string, { from, to }: Known['period']): string {
  const named =
    /(?:over|in|past|last|for|the) (?:a |the |one )?(?:past |last )?(?:(\d|one|three|six) )?(week|month|year)s?/.exec(
      asked,
    );
  const unit = named?.[2];
  if (unit === 'week') return 'return_1w';
  if (unit === 'year') return 'return_1y';
  if (unit === 'month')
    return named?.[1] === '3' || named?.[1] === 'three'
      ? 'return_3m'
      : named?.[1] === '6' || named?.[1] === 'six'
        ? 'return_6m'
        : 'return_1m';
  return from !== to && from !== null ? 'return_1m' : 'change_1d';
}

export const planScreen: Planner = (known) => {
  const bound = screenOf(known);
  if (bound === null) return refusal('not_understood', 'It is not understood what is to be looked for.');
  const { field } = bound;
  const order = bound.max !== undefined ? 'asc' : 'desc';
  const body = { universe: { venues: [known.venue ?? 'XJSE'] }, filters: [bound], sort: { field, order } };
  return {
    entities: [{ kind: 'venue', id: known.venue ?? 'XJSE', name: known.venue ?? 'XJSE' }],
    calls: [call('runScreen', {}, { on: known.period.to, limit: 20, as_of: known.as_of }, body)],
    tell(outcomes) {
      const day = text(outcomes[0]?.meta, 'day');
      const rows = rowsOf(outcomes[0]);
      const limits = [
        bound.min === undefined ? [] : [`at least ${bound.min}`],
        bound.max === undefined ? [] : [`at most ${bound.max}`],
      ]
        .flat()
        .join(' and ');
      if (day === null || outcomes[0]?.status !== 200)
        return nothing(outcomes, `shares of ${known.venue ?? 'XJSE'} ${known.period.label}`);
      if (rows.length === 0)
        return {
          sentence: `None of the ${text(outcomes[0]?.meta, 'looked_at')} shares that were looked at has a ${field} of ${limits} on ${day}.`,
          values: [],
        };
      const figure = (row: Row): Row | undefined => listOf(row.figures).find((one) => text(one, 'field') === field);
      const id = (row: Row): string => text(row, 'instrument_id') ?? '';
      const unit = (row: Row): string =>
        text(figure(row), 'unit') === 'percent' ? '%' : ` ${text(figure(row), 'unit')}`;
      return {
        sentence: `With a ${field} of ${limits} on ${day}: ${list(rows.map((row) => `${titleOf({ id: id(row), name: text(row, 'name') ?? id(row) })} ${text(figure(row), 'value')}${unit(row)}`))}.`,
        values: rows.map((row) => ({
          name: field,
          value: text(figure(row), 'value') ?? '',
          unit: text(figure(row), 'unit'),
          time: text(row, 'session_date'),
          of: id(row),
          fetch_ids: Array.isArray(figure(row)?.fetch_ids) ? (figure(row)?.fetch_ids as string[]) : [],
        })),
      };
    },
  };
};
