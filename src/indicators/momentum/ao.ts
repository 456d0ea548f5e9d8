import { pushSum, windowSum } from '../folds/window-sum.ts';
import { bars, fastBelowSlow, indicator } from '../indicator.ts';

export const ao = indicator({
  id: 'ao',
  title: 'Awesome oscillator',
  group: 'momentum',
  formula: 'AO = SMA(fast) - SMA(slow) of (high + low) / 2',
  source: 'Bill Williams, New Trading Dimensions, 1998',
  inputs: ['high', 'low'],
  params: { fast: bars(5, 'bars of the fast average'), slow: bars(34, 'bars of the slow average', 2) },
  outputs: { ao: 'price' },
  check: fastBelowSlow,
  warmup: ({ slow }) => slow - 1,
  init: ({ fast, slow }) => ({ fast: windowSum(fast), slow: windowSum(slow) }),
  step(state, { high, low }, out, slot, { fast, slow }) {
    const price = (high + low) / 2;
    const short = pushSum(state.fast, price);
    const long = pushSum(state.slow, price);
    if (state.slow.full) out[slot] = short / fast - long / slow;
  },
});
