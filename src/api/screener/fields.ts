import Big from 'big.js';
import { addDecimals, derivedDecimal, divideDecimals, multiplyDecimals } from '../../core/decimal.ts';
import { commonIndicators } from '../../indicators/common.ts';
import { parseIndicatorName } from '../../indicators/name.ts';
import { valueNames } from '../../indicators/names.ts';
import { shownIn } from '../../model/unit.ts';
import type { Candidate, ScreenNeeds, Span } from '../../storage/read/screen.ts';
import { daysFrom } from '../both-stores/moments.ts';
import { changeOf } from '../session-change.ts';

export const reasons = [
  'no_close',
  'too_few_bars',
  'split_between',
  'not_published',
  'other_unit',
  'not_audited',
  'not_kept',
  'no_country',
  'no_score',
] as const;
type Reason = (typeof reasons)[number];

/** A figure with the fetches that it rests on, as far as they are few, and where to read all of it; or why there is none. */
export type Figure =
  | { readonly value: string; readonly fetch_ids: readonly string[]; readonly evidence: string }
  | { readonly value: null; readonly reason: Reason };

/** What is looked at: an instrument, and the score of its country. */
export interface Seen extends Candidate {
  readonly esg?: { readonly score: string | null; readonly evidence: string } | null;
}

export interface Field {
  /** `price`: in the unit of the instrument's prices. */
  readonly unit: 'price' | 'percent' | 'shares' | 'score' | 'volume' | 'ratio' | 'none';
  readonly description: string;
  readonly needs: Partial<Omit<ScreenNeeds, 'indicators'>> & { readonly indicator?: string; readonly esg?: true };
  of(seen: Seen): Figure;
}

const none = (reason: Reason): Figure => ({ value: null, reason });

/** Where to read the bars until the last close, each with its fetch. */
const barsOf = ({ instrument_id, source, day }: Seen, days: number): string =>
  `/v1/bars/${instrument_id}?source=${source}&from=${daysFrom(day, -days).slice(0, 10)}&to=${day}`;
const spanDays = { '1d': 31, '1w': 17, '1m': 41, '3m': 102, '6m': 194, '1y': 376 } as const;

const change = (span: Span | '1d', since: string): Field => ({
  unit: 'percent',
  description: `Change of the close since ${since}, without dividends`,
  needs: { closes: [span] },
  of(seen) {
    const base = seen.closes?.[span] ?? null;
    if (base === null) return none('no_close');
    if (seen.split_day !== null && seen.split_day > base.day) return none('split_between');
    const percent = changeOf(seen.close, base.close)?.change_percent;
    const evidence = barsOf(seen, spanDays[span]);
    return percent === undefined
      ? none('no_close')
      : { value: percent, fetch_ids: [seen.fetch_id, base.fetch_id], evidence };
  },
});

/** Of the year's bars, which a split makes worthless where it is not in the prices. */
const ofYear = (
  unit: Field['unit'],
  description: string,
  pick: (year: NonNullable<Candidate['year']>, seen: Seen) => string | null,
): Field => ({
  unit,
  description,
  needs: { year: true },
  of(seen) {
    if (seen.split_in_year) return none('split_between');
    const value = seen.year === undefined ? null : pick(seen.year, seen);
    return value === null ? none('too_few_bars') : { value, fetch_ids: [seen.fetch_id], evidence: barsOf(seen, 366) };
  },
});

const twelve = (text: string | null): string | null => (text === null ? null : derivedDecimal(new Big(text)));
const percentOf = (price: string, of: string | null): string | null =>
  of === null ? null : (changeOf(price, of)?.change_percent ?? null);

/** Of a coin every day is a session. */
const sessionsOf = ({ kind }: Seen): number => (kind === 'crypto' ? 365 : 252);
const volatility = (deviation: number | null, returns: number, least: number, seen: Seen): string | null =>
  deviation === null || returns < least ? null : derivedDecimal(new Big(deviation * Math.sqrt(sessionsOf(seen)) * 100));

const dividendYield: Field = {
  unit: 'percent',
  description: 'Dividends with an ex-date in the year until the day, against the close',
  needs: { dividends: true },
  of({ dividends = [], close, unit, fetch_id, split_in_year, instrument_id }) {
    if (dividends.length === 0) return none('not_published');
    if (split_in_year) return none('split_between');
    if (Number(close) <= 0) return none('no_close');
    const shown = new Map(shownIn(unit).map((known) => [known.unit, known.exponent]));
    let sum = '0';
    for (const { amount, unit: told } of dividends) {
      if (amount === null) return none('not_published');
      const exponent = told === null ? undefined : shown.get(told);
      if (exponent === undefined) return none('other_unit');
      sum = addDecimals(sum, new Big(`${amount}e${exponent}`).toFixed());
    }
    return {
      value: divideDecimals(multiplyDecimals(sum, '100'), close),
      fetch_ids: [fetch_id, ...dividends.map((paid) => paid.fetch_id)],
      evidence: `/v1/corporate-actions/${instrument_id}?kind=dividend`,
    };
  },
};

/** Those that are kept up to date as daily bars come, so that many instruments can be looked through. */
const common = commonIndicators.flatMap((name) => {
  const { indicator } = parseIndicatorName(name);
  const units = Object.values(indicator.outputs);
  return valueNames({ name, indicator }).map((valueName, at): [string, Field] => [
    valueName,
    {
      unit: units[at] ?? 'none',
      description: `${indicator.title} of daily bars as published. Of a past day or moment of few instruments only`,
      needs: { indicator: name },
      of({ indicators }) {
        const found = indicators?.[name];
        if (found === undefined) return none('not_kept');
        const value = found.values[valueName] ?? null;
        return value === null ? none('too_few_bars') : { value, fetch_ids: [found.fetch_id], evidence: found.inputs };
      },
    },
  ]);
});

/** One line is a field to filter, sort and show by. */
export const fields: Readonly<Record<string, Field>> = {
  close: {
    unit: 'price',
    description: 'The last final daily close, as published',
    needs: {},
    of: (seen) => ({ value: seen.close, fetch_ids: [seen.fetch_id], evidence: barsOf(seen, 0) }),
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
    ({ deviation_3m, returns_3m }, seen) => volatility(deviation_3m, returns_3m, 40, seen),
  ),
  volatility_1y: ofYear(
    'percent',
    'Sample deviation of daily log returns of a year, at least 200, times the root of 252 (coins: 365)',
    ({ deviation_1y, returns_1y }, seen) => volatility(deviation_1y, returns_1y, 200, seen),
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
  ...Object.fromEntries(common),
  esg: {
    unit: 'score',
    description: "ESG score of the instrument's country among all countries, 0 to 100: see /v1/esg/scores",
    needs: { esg: true },
    of({ esg = null }) {
      if (esg === null) return none('no_country');
      return esg.score === null ? none('no_score') : { value: esg.score, fetch_ids: [], evidence: esg.evidence };
    },
  },
  quality: {
    unit: 'score',
    description: 'The score of the last audit of the daily bars until the day, 0 to 100',
    needs: { quality: true },
    of: ({ quality, instrument_id }) =>
      quality?.score == null
        ? none('not_audited')
        : { value: quality.score, fetch_ids: [], evidence: `/v1/quality/bar/${instrument_id}?interval=1d` },
  },
};

export const fieldNames = Object.keys(fields) as [string, ...string[]];
