import { trueRange } from '../folds/true-range.ts';
import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, indicator } from '../indicator.ts';

const pressure = (period: number) => ({ buying: windowSum(period), range: windowSum(period) });

/** Buying pressure as part of the range; NaN where nothing has moved. */
function pushPressure({ buying, range }: ReturnType<typeof pressure>, bought: number, ranged: number): number {
  const sum = pushSum(buying, bought);
  const whole = pushSum(range, ranged);
  return whole === 0 ? Number.NaN : sum / whole;
}

export const ultosc = indicator({
  id: 'ultosc',
  title: 'Ultimate oscillator',
  group: 'momentum',
  formula:
    '100 (4 a(short) + 2 a(medium) + a(long)) / 7, a(n) = sum of close - min(low, close before) over n / sum of true range over n',
  source: 'Larry Williams, The Ultimate Oscillator, Stocks & Commodities, 1985; TA-Lib, ULTOSC',
  inputs: ['high', 'low', 'close'],
  params: {
    short: bars(7, 'bars of the short window'),
    medium: bars(14, 'bars of the medium window'),
    long: bars(28, 'bars of the long window'),
  },
  outputs: { ultosc: 'percent' },
  undefinedWhen: 'no price has moved in one of the windows (TA-Lib counts its part as 0)',
  check: ({ short, medium, long }) =>
    short < medium && medium < long
      ? null
      : `short must be less than medium and medium less than long, not ${short}, ${medium} and ${long}`,
  warmup: ({ long }) => long,
  init: ({ short, medium, long }) => ({
    started: false,
    close: 0,
    short: pressure(short),
    medium: pressure(medium),
    long: pressure(long),
  }),
  step(state, candle, out, slot) {
    const { started, close } = state;
    state.started = true;
    state.close = candle.close;
    if (!started) return;
    const bought = candle.close - Math.min(candle.low, close);
    const ranged = trueRange(candle, close);
    const short = pushPressure(state.short, bought, ranged);
    const medium = pushPressure(state.medium, bought, ranged);
    const long = pushPressure(state.long, bought, ranged);
    if (state.long.range.full) out[slot] = (100 * (4 * short + 2 * medium + long)) / 7;
  },
});
