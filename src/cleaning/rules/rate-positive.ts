import type { Rate } from '../../model/records.ts';
import { randRate } from '../examples.ts';
import { isPositive } from '../positive.ts';
import { rule } from '../rule.ts';

export const ratePositive = rule({
  id: 'rate_positive',
  datasets: ['rate'],
  verdict: 'rejected',
  describe: 'An exchange rate is above zero.',
  create: () => ({
    check: ({ value }: Rate) => (isPositive(value) ? null : `The rate ${value} is not above zero.`),
  }),
  examples: {
    accepts: { rate: [randRate] },
    rejects: {
      rate: [
        { ...randRate, value: '0.0000' },
        { ...randRate, value: '-18.0986' },
      ],
    },
  },
});
