import { z } from 'zod';
import { pathOf, segment, tool } from '../tool.ts';

export const calendar = tool({
  name: 'calendar',
  description:
    'Trading sessions of a calendar (XJSE, FX, ALWAYS): with from and to the days with open and close, else whether it is open now or at a moment.',
  input: z.strictObject({
    id: z.string().default('XJSE'),
    at: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
  request: ({ id, at, from, to }) => ({
    path:
      from === undefined && to === undefined
        ? pathOf(`/v1/calendars/${segment(id)}`, { at })
        : pathOf(`/v1/calendars/${segment(id)}/sessions`, { from, to }),
  }),
});
