import { directionalMovement, pushMovement } from '../folds/directional-movement.ts';
import { forgetting, pushSmoothed, wilder, wilderWeight } from '../folds/smoothed.ts';
import { bars, indicator } from '../indicator.ts';

export const adx = indicator({
  id: 'adx',
  title: 'Average directional index',
  group: 'trend',
  formula: 'DX = 100 |+DI - -DI| / (+DI + -DI); ADX = Wilder average of DX, beginning with the mean of the first n',
  source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib, ADX, PLUS_DI and MINUS_DI',
  notes: ['The lines +DI and -DI alone, with the shorter warm-up that they need, are the indicator di.'],
  inputs: ['high', 'low', 'close'],
  params: { period: bars(14, 'bars of each Wilder average', 2) },
  outputs: { adx: 'percent', plus_di: 'percent', minus_di: 'percent' },
  undefinedWhen: 'no bar has reached beyond the one before it yet (TA-Lib counts such a bar as 0)',
  warmup: ({ period }) => 2 * period - 1,
  memory: ({ period }) => 2 * period - 1 + 2 * forgetting(wilderWeight(period)),
  init: ({ period }) => ({ movement: directionalMovement(period), average: wilder(period) }),
  step({ movement, average }, candle, out, slot) {
    if (!pushMovement(movement, candle)) return;
    const { plus, minus, range } = movement;
    if (plus + minus === 0 || range === 0) return;
    if (!pushSmoothed(average, 100 * (Math.abs(plus - minus) / (plus + minus)))) return;
    out[slot] = average.value;
    out[slot + 1] = 100 * (plus / range);
    out[slot + 2] = 100 * (minus / range);
  },
});
