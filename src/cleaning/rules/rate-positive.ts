import type { Rate } from '../../model/records.ts';
import { randRate } from '../examples.ts';
import { rule } from '../rule.ts';

export const ratePositive = rule({
  id: 'rate_positive',
  datasets: ['rate'],
  verdict: 'rejected',
  describe: 'An exchange rate is above zero.',
  create: () => ({
    check({ value }: Rate) {
      const positive = !value.startsWith('-') && /[1-9]/.test(value);
      return positive ? null : `The rate ${value} is not above zero.`;
    },
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
