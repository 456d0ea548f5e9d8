import type { Rate } from '../../model/records.ts';
import { randRate } from '../examples.ts';
import { rule } from '../rule.ts';

export const selfRate = rule({
  id: 'self_rate',
  datasets: ['rate'],
  verdict: 'rejected',
  describe: 'A rate is between two different currencies.',
  create: () => ({
    check: ({ base, quote }: Rate) => (base === quote ? `A rate of ${base} in ${quote} says nothing.` : null),
  }),
  examples: {
    accepts: { rate: [randRate] },
    rejects: { rate: [{ ...randRate, quote: 'EUR', value: '1' }] },
  },
});
