import Big from 'big.js';
import { addDecimals, derivedDecimal, divideDecimals, multiplyDecimals } from '../../core/decimal.ts';
import { shownIn } from '../../model/unit.ts';
import type { Candidate, ScreenNeeds, Span } from '../../storage/read/screen.ts';
import { changeOf } from '../session-change.ts';

/** A figure of a candidate, or why there is none, and the fetches that it rests on as far as they are few. */
export type Figure =
  | { readonly value: string; readonly fetch_ids: readonly string[] }
  | { readonly value: null; readonly reason: Reason };

export const reasons = [
  'no_close',
  'too_few_bars',
  'split_between',
  'not_published',
  'other_unit',
  'not_audited',
] as const;
type Reason = (typeof reasons)[number];

export interface Field {
  /** `price`: in the unit of the instrument's prices. */
  readonly unit: 'price' | 'percent' | 'shares' | 'score';
  readonly description: string;
  readonly needs: Partial<ScreenNeeds>;
  of(candidate: Candidate): Figure;
}

const none = (reason: Reason): Figure => ({ value: null, reason });

const isSplitSince = ({ split_day }: Candidate, day: string): boolean => split_day !== null && split_day > day;

const change = (span: Span | '1d', since: string): Field => ({
  unit: 'percent',
  description: `Change of the close since ${since}, without dividends`,
  needs: { closes: [span] },
  of(candidate) {
    const base = candidate.closes?.[span] ?? null;
    if (base === null) return none('no_close');
    if (isSplitSince(candidate, base.day)) return none('split_between');
    const percent = changeOf(candidate.close, base.close)?.change_percent;
    return percent === undefined
      ? none('no_close')
      : { value: percent, fetch_ids: [candidate.fetch_id, base.fetch_id] };
  },
});

/** Of the year's bars, which a split makes worthless where it is not in the prices. */
const ofYear = (
  unit: Field['unit'],
  description: string,
  pick: (year: NonNullable<Candidate['year']>, candidate: Candidate) => string | null,
): Field => ({
  unit,
  description,
  needs: { year: true },
  of(candidate) {
    const { year, split_day, fetch_id } = candidate;
    if (split_day !== null) return none('split_between');
    const value = year === undefined ? null : pick(year, candidate);
    return value === null ? none('too_few_bars') : { value, fetch_ids: [fetch_id] };
  },
});

const twelve = (text: string | null): string | null => (text === null ? null : derivedDecimal(new Big(text)));
const percentOf = (price: string, of: string | null): string | null =>
  of === null ? null : (changeOf(price, of)?.change_percent ?? null);

/** Of a coin every day is a session. */
const sessionsOf = ({ kind }: Candidate): number => (kind === 'crypto' ? 365 : 252);
const volatility = (deviation: number | null, returns: number, least: number, candidate: Candidate): string | null =>
  deviation === null || returns < least
    ? null
    : derivedDecimal(new Big(deviation * Math.sqrt(sessionsOf(candidate)) * 100));

const dividendYield: Field = {
  unit: 'percent',
  description: 'Dividends with an ex-date in the year until the day, against the close',
  needs: { dividends: true },
  of({ dividends = [], close, unit, fetch_id, split_day }) {
    if (dividends.length === 0) return none('not_published');
    if (split_day !== null) return none('split_between');
    const shown = new Map(shownIn(unit).map((known) => [known.unit, known.exponent]));
    let sum = '0';
    for (const { amount, unit: told } of dividends) {
      const exponent = told === null ? undefined : shown.get(told);
      if (exponent === undefined) return none('other_unit');
      sum = addDecimals(sum, new Big(`${amount}e${exponent}`).toFixed());
    }
    const fetch_ids = [fetch_id, ...new Set(dividends.map((paid) => paid.fetch_id))];
    return Number(close) > 0
      ? { value: divideDecimals(multiplyDecimals(sum, '100'), close), fetch_ids }
      : none('no_close');
  },
};

/** One line is a field to filter, sort and show by. */
export const fields = {
  close: {
    unit: 'price',
    description: 'The last final daily close, as published',
    needs: {},
    of: ({ close, fetch_id }) => ({ value: close, fetch_ids: [fetch_id] }),
  },
  change_1d: change('1d', 'the close before'),
  return_1w: change('1w', 'a week before'),
  return_1m: change('1m', 'a month before'),
  return_3m: change('3m', 'three months before'),
  return_6m: change('6m', 'six months before'),
  return_1y: change('1y', 'a year before'),
  volatility_3m: ofYear(
    'percent',
    'Sample deviation of daily log returns of three months, at least 40, times the root of 252 (coins: 365)',
    ({ deviation_3m, returns_3m }, of) => volatility(deviation_3m, returns_3m, 40, of),
  ),
  volatility_1y: ofYear(
    'percent',
    'Sample deviation of daily log returns of a year, at least 200, times the root of 252 (coins: 365)',
    ({ deviation_1y, returns_1y }, of) => volatility(deviation_1y, returns_1y, 200, of),
  ),
  high_1y: ofYear('price', 'The highest price of the year until the day', ({ high }) => high),
  low_1y: ofYear('price', 'The lowest price of the year until the day', ({ low }) => low),
  from_high_1y: ofYear('percent', 'The close against the highest price of the year', ({ high }, { close }) =>
    percentOf(close, high),
  ),
  from_low_1y: ofYear('percent', 'The close against the lowest price of the year', ({ low }, { close }) =>
    percentOf(close, low),
  ),
  sma_50: ofYear('price', 'Mean of the last 50 closes', ({ mean_50 }) => twelve(mean_50)),
  sma_200: ofYear('price', 'Mean of the last 200 closes', ({ mean_200 }) => twelve(mean_200)),
  to_sma_50: ofYear('percent', 'The close against the mean of the last 50', ({ mean_50 }, { close }) =>
    percentOf(close, mean_50),
  ),
  to_sma_200: ofYear('percent', 'The close against the mean of the last 200', ({ mean_200 }, { close }) =>
    percentOf(close, mean_200),
  ),
  volume_20d: ofYear('shares', 'Mean volume of the last 20 bars', ({ volume_20 }) => twelve(volume_20)),
  value_20d: ofYear('price', 'Mean turnover of the last 20 bars, or close times volume', ({ value_20 }) =>
    twelve(value_20),
  ),
  dividend_yield_1y: dividendYield,
  quality: {
    unit: 'score',
    description: 'The score of the last audit of the daily bars, 0 to 100',
    needs: { quality: true },
    of: ({ quality, fetch_id }) =>
      quality?.score == null ? none('not_audited') : { value: quality.score, fetch_ids: [fetch_id] },
  },
} as const satisfies Readonly<Record<string, Field>>;

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as [FieldName, ...FieldName[]];
