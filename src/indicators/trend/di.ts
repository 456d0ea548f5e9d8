import { directionalMovement, pushMovement } from '../folds/directional-movement.ts';
import { forgetting, wilderWeight } from '../folds/smoothed.ts';
import { bars, indicator } from '../indicator.ts';

export const di = indicator({
  id: 'di',
  title: 'Directional indicators',
  group: 'trend',
  formula: '+DI = 100 (+DM) / TR, -DI = 100 (-DM) / TR, DX = 100 |+DI - -DI| / (+DI + -DI), of Wilder sums over n',
  source: 'J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib, PLUS_DI, MINUS_DI and DX',
  inputs: ['high', 'low', 'close'],
  params: { period: bars(14, 'bars of each Wilder sum', 2) },
  outputs: { plus_di: 'percent', minus_di: 'percent', dx: 'percent' },
  undefinedWhen: 'no price has moved yet; dx also as long as no bar has reached beyond the one before it',
  warmup: ({ period }) => period,
  memory: ({ period }) => period + forgetting(wilderWeight(period)),
  init: ({ period }) => directionalMovement(period),
  step(movement, candle, out, slot) {
    if (!pushMovement(movement, candle)) return;
    const { plus, minus, range } = movement;
    if (range === 0) return;
    out[slot] = 100 * (plus / range);
    out[slot + 1] = 100 * (minus / range);
    if (plus + minus !== 0) out[slot + 2] = 100 * (Math.abs(plus - minus) / (plus + minus));
  },
});
