import { z } from 'zod';
import { pathOf, tool } from '../tool.ts';

export const search = tool({
  name: 'search',
  description:
    'Find instruments, series and regions by name, ticker, ISIN or topic; typos are fine. Gives the ids that other tools take.',
  input: z.strictObject({ q: z.string(), limit: z.int().max(50).default(10) }),
  request: ({ q, limit }) => ({ path: pathOf('/v1/search', { q, limit }) }),
});
