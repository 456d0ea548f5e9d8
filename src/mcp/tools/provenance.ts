import { z } from 'zod';
import { segment, tool } from '../tool.ts';

export const provenance = tool({
  name: 'provenance',
  description:
    'Where a figure came from: source, URL, time, digest and terms of the payload behind a fetch_id of any row.',
  input: z.strictObject({ fetch_id: z.string() }),
  request: ({ fetch_id }) => ({ path: `/v1/provenance/${segment(fetch_id)}` }),
});
