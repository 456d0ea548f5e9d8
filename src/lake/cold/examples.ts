import { toInstant } from '../../core/clock.ts';
import { type ColdBar, compareColdBars, type SeriesName } from './cold-bar.ts';

/** Draws of whole numbers in [from, to], so that whoever asks owns the chance. */
interface Draws {
  whole(from: number, to: number): number;
  pick<T>(values: readonly T[]): T;
}

/** The minute of 2021-10-11 00:00 UTC as Binance published it. */
export const minuteBar: ColdBar = {
  instrument_id: 'BINANCE:BTC-USDT',
  interval: '1m',
  source: 'binance',
  time: '2021-10-11T00:00:00.000Z',
  session_date: null,
  open: '54659.01000000',
  high: '54670.00000000',
  low: '54596.63000000',
  close: '54631.19000000',
  volume: '68.54042000',
  turnover: '3744747.38481630',
  trades: 1980,
  unit: 'USDT',
  final: true,
  is_sample: false,
  fetch_id: 'fetch_017c6c9d0a007c3d8e9f0a1b2c3d4e5f',
  recorded_at: '2021-10-11T00:01:02.345Z',
  rev: 1,
  superseded_at: null,
};

/** Absa Group on 2000-01-04 and 2000-01-05 as Yahoo publishes it. */
export const dayBars: readonly ColdBar[] = [
  ['2000-01-04', '2760.000000', '2830.000000', '2745.000000', '2785.000000', '869505'],
  ['2000-01-05', '2700.000000', '2755.000000', '2650.000000', '2720.000000', '616931'],
].map(([day = '', open = '', high = '', low = '', close = '', volume = '']) => ({
  ...minuteBar,
  instrument_id: 'XJSE:ABG',
  interval: '1d' as const,
  source: 'yahoo-csv',
  time: `${day}T07:00:00.000Z`,
  session_date: day,
  open,
  high,
  low,
  close,
  volume,
  turnover: null,
  trades: null,
  unit: 'ZAc',
}));

/** A decimal in one of the ways in which sources write them, and in ways in which none should. */
export function drawDecimal(draws: Draws): string {
  const digits = (count: number): string => Array.from({ length: count }, () => draws.whole(0, 9)).join('');
  const whole = (count: number): string => digits(count).replace(/^0+(?=\d)/, '');
  const sign = draws.pick(['', '', '', '', '-']);
  const form = draws.whole(0, 9);
  if (form === 0) return `${sign}${whole(draws.whole(17, 40))}`;
  if (form === 1) return `${sign}${whole(3)}.${digits(draws.whole(9, 40))}`;
  if (form === 2) return draws.pick(['0', '0.00000000', '-0.0', '-0', '1.0666', '1.06660', '0.35280000']);
  if (form === 3) return `${sign}${whole(4)}.${digits(2)}000000`;
  if (form === 4) return `${sign}0.${'0'.repeat(draws.whole(1, 12))}${digits(3)}`;
  return form < 7 ? `${sign}${whole(draws.whole(1, 9))}` : `${sign}${whole(draws.whole(1, 6))}.${digits(4)}`;
}

/** Bars of some series with gaps, nulls and corrections, in the order of a file. */
export function drawBars(draws: Draws, series: readonly SeriesName[], count: number): ColdBar[] {
  const fetches = Array.from({ length: 5 }, (_, at) => `fetch_${at}${draws.whole(0, 2 ** 31)}`);
  const bars = series.flatMap((name) => {
    let atMs = Date.UTC(2020, 0, 1);
    return Array.from({ length: draws.whole(1, count) }, () => {
      atMs += 60_000 * draws.pick([1, 1, 1, 2, 3, 700]);
      return versions(draws, { ...minuteBar, ...name, time: toInstant(atMs) }, fetches);
    }).flat();
  });
  return bars.sort(compareColdBars);
}

/** Up to three versions of a bar, each of which replaces the one before. */
function versions(draws: Draws, bar: ColdBar, fetches: readonly string[]): ColdBar[] {
  const knownMs = Date.parse(bar.time) + draws.whole(0, 10) * 1_000;
  const last = draws.pick([0, 0, 0, 1, 2]);
  const nullable = (): string | null => (draws.whole(0, 9) === 0 ? null : drawDecimal(draws));
  return Array.from({ length: last + 1 }, (_, at) => ({
    ...bar,
    session_date: draws.pick([null, bar.time.slice(0, 10)]),
    open: nullable(),
    high: nullable(),
    low: nullable(),
    close: drawDecimal(draws),
    volume: nullable(),
    turnover: nullable(),
    trades: draws.pick([null, 0, 7, 2_147_483_647]),
    unit: draws.pick(['ZAc', 'ZAR', 'µUSD']),
    final: draws.pick([true, false]),
    is_sample: draws.pick([true, false]),
    fetch_id: draws.pick(fetches),
    recorded_at: toInstant(knownMs + at * 3_600_000),
    rev: at + 1,
    superseded_at: at === last ? null : toInstant(knownMs + (at + 1) * 3_600_000),
  }));
}
