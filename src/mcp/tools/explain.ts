import { z } from 'zod';
import { pathOf, segment, tool } from '../tool.ts';

export const explain = tool({
  name: 'explain',
  description:
    'Why a number is what it is: adjustment (factors of adjusted bars), rollup (bars that a longer bar at time was made of), esg_score (inputs, ranks and weights of a country), quality (checks of a series of bars), indicator (formula).',
  input: z.strictObject({
    what: z.enum(['adjustment', 'rollup', 'esg_score', 'quality', 'indicator']),
    id: z.string().min(1).max(200),
    interval: z.string().max(3).default('1d'),
    time: z.string().max(40).optional(),
    from: z.string().max(40).optional(),
    to: z.string().max(40).optional(),
    period: z.string().max(10).optional(),
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
