import { call, listOf, type Row, rowsOf, text } from '../call.ts';
import { addDays, monthsBefore } from '../dates.ts';
import type { Known, Plan, Planner } from '../plan.ts';
import { refusal } from '../refusals.ts';
import { type Threshold, thresholdIn } from '../threshold.ts';
import { list, nothing, titleOf } from './said.ts';

interface Bound {
  readonly field: string;
  readonly min?: string;
  readonly max?: string;
}

const things =
  /(?<![\p{L}])(?:shares?|stocks?|companies|instruments?|equities|which|what|securities|anything|everything|screen|find)(?![\p{L}])/u;
const moved =
  /(?<![\p{L}])(?:up|down|rose|risen|fell|fall\w*|gain\w*|los\w+|drop\w*|change\w*|climb\w*|declin\w*|return\w*|increas\w*|decreas\w*)/u;
const isFall = /(?<![\p{L}])(?:down|fell|fall\w*|drop\w*|lost|los\w+|declin\w+|slump\w*|decreas\w*)(?![\p{L}])/u;
const againstMean =
  /(above|over|higher than|below|under|lower than) (?:their|its|the) (50|200)[- ]?(?:day|d|session)?s?[- ]?(?:simple )?(?:moving )?(?:average|mean|sma|ma)/u;

/** Shares found by a figure: its field and the bounds, by the words before the number. */
export function screenOf({
  text: asked,
  period,
  threshold,
}: Pick<Known, 'text' | 'period' | 'threshold'>): Bound | null {
  if (!things.test(asked)) return null;
  const [, side, length] = againstMean.exec(asked) ?? [];
  if (side !== undefined)
    return { field: `to_sma_${length}`, ...(/above|over|higher/.test(side) ? { min: '0' } : { max: '0' }) };
  const bound = threshold ?? changeBy(asked);
  if (bound === null) return null;
  const { isAbove, value, isPercent } = bound;
  const isChange = moved.test(asked) && isPercent;
  const field = fieldOf(asked, isChange ? spanField(asked, period) : null, isPercent);
  if (field === null) return null;
  // Rand are a hundred cents, in which prices of the JSE are.
  const shown = field === 'close' && bound.currency === 'ZAR' ? cents(value) : value;
  if (isChange && field !== 'volatility_1y' && isFall.test(asked))
    return isAbove ? { field, max: `-${value}` } : { field, min: `-${value}`, max: '0' };
  return isAbove ? { field, min: shown } : { field, max: shown };
}

function cents(rand: string): string {
  const [whole = '', fraction = ''] = rand.split('.');
  return `${whole}${fraction.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
}

/** "Fell by 2%" says no more than. */
const changeBy = (asked: string): Threshold | null => {
  const found = /(?<![\p{L}])by (?:more than )?(-?\d{1,6}(?:\.\d{1,6})?) ?(?:%|percent|pct|per cent)/u.exec(asked);
  return found === null ? null : thresholdIn(`over ${found[1]}%`);
};

function fieldOf(asked: string, change: string | null, isPercent: boolean): string | null {
  if (/(?<![\p{L}])rsi(?![\p{L}])|relative strength/u.test(asked)) return 'rsi(14)';
  if (/volatil/.test(asked)) return 'volatility_1y';
  if (/yield/.test(asked)) return 'dividend_yield_1y';
  if (change !== null) return change;
  if (/volume/.test(asked)) return 'volume_20d';
  if (/(?<![\p{L}])esg(?![\p{L}])/u.test(asked)) return 'esg';
  return /(?:price|clos|cost|trad|worth)/.test(asked) && !isPercent ? 'close' : null;
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
  return from !== to && from !== null ? (returnOver(from, to) ?? 'return_1m') : 'change_1d';
}

/** The return of a span that is as long as one of the screener's. */
function returnOver(from: string, to: string | null): string | null {
  if (to === null) return null;
  const end = addDays(to, 1);
  if (from === addDays(end, -7)) return 'return_1w';
  const months = [1, 3, 6, 12].find((count) => monthsBefore(end, count) === from || monthsBefore(to, count) === from);
  return months === undefined ? null : months === 12 ? 'return_1y' : `return_${months}m`;
}

export const planScreen: Planner = (known) => {
  const bound = screenOf(known);
  if (bound === null) return refusal('not_understood', 'It is not understood what is to be looked for.');
  const { field, min, max } = bound;
  const order = max !== undefined ? 'asc' : 'desc';
  const limits = [...(min === undefined ? [] : [`at least ${min}`]), ...(max === undefined ? [] : [`at most ${max}`])];
  return screened(
    known,
    { filters: [bound], sort: { field, order } },
    20,
    `With a ${field} of ${limits.join(' and ')}`,
  );
};

/** Which rose or fell most over a span, where the screener has its return. */
export function planSpan(known: Known, isDown: boolean, limit: number): ReturnType<Planner> {
  const { from, to } = known.period;
  const field = from === null ? null : returnOver(from, to);
  if (field === null)
    return refusal(
      'not_understood',
      'What rose and fell most is told of a session, a week, a month, three, six or twelve months.',
      'which JSE share rose most in 2020',
    );
  return planSorted(known, field, isDown, limit);
}

export function planSorted(known: Known, field: string, isLow: boolean, limit: number): Plan {
  const order = isLow ? 'asc' : 'desc';
  return screened(known, { sort: { field, order } }, limit, `By ${field}, the ${isLow ? 'lowest' : 'highest'} first`);
}

/** Where a span ends on no session, its last one is meant. */
function screened(known: Known, asked: Readonly<Record<string, unknown>>, limit: number, how: string): Plan {
  const venue = known.venue ?? 'XJSE';
  const { field } = asked.sort as { field: string };
  const body = { universe: { venues: [venue] }, ...asked };
  return {
    entities: [{ kind: 'venue', id: venue, name: venue }],
    calls: [call('runScreen', {}, { on: known.period.to, limit, as_of: known.as_of }, body)],
    tell(outcomes) {
      const day = text(outcomes[0]?.meta, 'day');
      const looked = text(outcomes[0]?.meta, 'looked_at');
      const figure = (row: Row): Row | undefined => listOf(row.figures).find((one) => text(one, 'field') === field);
      const rows = rowsOf(outcomes[0]).filter((row) => text(figure(row), 'value') !== null);
      if (day === null || outcomes[0]?.status !== 200 || looked === '0')
        return nothing(
          outcomes,
          `shares of ${venue} ${known.period.label}`,
          'JSE shares down more than 2% on 2021-01-13',
        );
      if (rows.length === 0)
        return { sentence: `${how} on ${day}: none of the ${looked} shares that were looked at.`, values: [] };
      const id = (row: Row): string => text(row, 'instrument_id') ?? '';
      const unit = (row: Row): string => {
        const of = text(figure(row), 'unit');
        return of === 'percent' ? '%' : of === null ? '' : ` ${of}`;
      };
      return {
        sentence: `${how} on ${day}: ${list(rows.map((row) => `${titleOf({ id: id(row), name: text(row, 'name') ?? id(row) })} ${text(figure(row), 'value')}${unit(row)}`))}.`,
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
}
