import { z } from 'zod';
import { tool } from '../tool.ts';

export const ask = tool({
  name: 'ask',
  description: 'A question in English, answered by calls of this API that it shows; says when it cannot.',
  input: z.strictObject({ question: z.string().max(500), as_of: z.string().optional() }),
  request: (body) => ({ method: 'POST', path: '/v1/ask', body }),
});
