import { coinBar, coinTrade, share, shareBar } from '../examples.ts';
import { negativesOf, notPositive, type Priced } from '../positive.ts';
import { rule } from '../rule.ts';

export const pricePositive = rule({
  id: 'price_positive',
  datasets: ['bar', 'trade', 'quote'],
  verdict: 'rejected',
  describe: 'The price of a share, an index, a fund, a coin or a currency is above zero.',
  create({ rows }) {
    const negatives = negativesOf(rows);
    return { check: (row: Priced) => (negatives.has(row.instrument_id) ? null : notPositive(row)) };
  },
  examples: {
    accepts: { instrument: [share], bar: [shareBar, { ...coinBar, low: '0.00000001' }], trade: [coinTrade] },
    rejects: {
      bar: [
        { ...shareBar, open: '0', low: '0' },
        { ...coinBar, open: '-3', high: '-1', low: '-4', close: '-2' },
      ],
      trade: [{ ...coinTrade, price: '0.00000000' }],
    },
  },
});
