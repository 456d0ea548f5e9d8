import { z } from 'zod';
import { pathOf, segment, tool } from '../tool.ts';

export const explain = tool({
  name: 'explain',
  description:
    'Why a number is what it is: adjustment (factors of adjusted bars), rollup (bars that a longer bar at time was made of), esg_score (inputs, ranks and weights of a country), quality (checks of a series of bars), indicator (formula).',
  input: z.strictObject({
    what: z.enum(['adjustment', 'rollup', 'esg_score', 'quality', 'indicator']),
    id: z.string(),
    interval: z.string().default('1d'),
    time: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    period: z.string().optional(),
  }),
  request({ what, id, interval, time, from, to, period }) {
    const at = segment(id);
    switch (what) {
      case 'adjustment':
        return { path: pathOf(`/v1/bars/${at}`, { adjust: 'all', explain: true, interval, from, to, limit: 20 }) };
      case 'rollup':
        return { path: pathOf(`/v1/bars/${at}/constituents`, { interval, time }) };
      case 'esg_score':
        return { path: pathOf(`/v1/esg/scores/${at}/explain`, { period }) };
      case 'quality':
        return { path: pathOf(`/v1/quality/bar/${at}`, { interval }) };
      default:
        return { path: `/v1/indicators/${at}` };
    }
  },
});
