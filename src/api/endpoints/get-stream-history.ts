import { z } from '@hono/zod-openapi';
import { channelNamePattern, isChannel } from '../../model/symbol.ts';
import { streamLimits } from '../../stream/limits.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import * as parameters from '../parameters.ts';

const seq = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,14})$/, 'must be a whole number, at least 0')
  .transform(Number)
  .openapi({ type: 'integer', minimum: 0, maximum: 999_999_999_999_999 });

const history = z
  .object({
    channel: z.string(),
    epoch: z.string(),
    head_seq: z.number().int().openapi({ description: 'Seq of the newest item; 0 when there never was one' }),
    first_seq: z.number().int().openapi({ description: 'Seq of the oldest item that is still kept' }),
    items: z
      .array(z.object({ seq: z.number().int(), data: z.record(z.string(), z.unknown()) }))
      .openapi({ description: 'In the order of their seq, without a hole' }),
    next_from_seq: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'Give it as `from_seq` to go on; null on the last page' }),
    lost: z.object({ from_seq: z.number().int(), to_seq: z.number().int() }).nullable().openapi({
      description: 'Items of the span that are no longer kept, both ends included; null when there are none',
    }),
  })
  .openapi('History');

export const getStreamHistory = endpoint({
  method: 'GET',
  path: '/v1/stream/history',
  operationId: 'getStreamHistory',
  summary: 'Items of a channel that a subscriber has missed, under the same seq',
  description:
    `A channel keeps its newest ${streamLimits.keptItems} items, as far as they fit into ` +
    `${streamLimits.keptBytes / 1_048_576} MiB. A span larger than a page goes on at \`next_from_seq\`; what of it is ` +
    'no longer kept is named in `lost`.',
  tag: 'Stream',
  scope: 'stream',
  cost: 1,
  cache: 'none',
  params: z.object({}),
  query: z
    .object({
      channel: z
        .string()
        .refine(isChannel, 'must be a channel such as bar.1d:XJSE:NPN')
        .openapi({ pattern: channelNamePattern, example: 'bar.1d:XJSE:NPN' }),
      epoch: z
        .string()
        .regex(/^[\w-]{1,64}$/, 'must be the epoch of a frame')
        .optional(),
      from_seq: seq,
      to_seq: seq,
      limit: parameters.limitParameter(1_000, 1_000),
    })
    .refine(({ from_seq, to_seq }) => from_seq <= to_seq, {
      message: 'must not be less than `from_seq`',
      path: ['to_seq'],
    }),
  response: history,
  mayMiss: true,
  example: {
    path: '/v1/stream/history?channel=rate.1d:FX:EUR-ZAR&from_seq=1&to_seq=1',
    data: {
      channel: 'rate.1d:FX:EUR-ZAR',
      epoch: 'e1',
      head_seq: 1,
      first_seq: 1,
      items: [{ seq: 1, data: { base: 'EUR', quote: 'ZAR', date: '2021-01-13', value: '18.6329' } }],
      next_from_seq: null,
      lost: null,
    },
    meta: { limit: 1000 },
  },
  async handle({ query }, { channel }) {
    const { epoch = null, ...asked } = query;
    const found = await channel.history({ ...asked, epoch });
    const is_sample = found.items.some(({ data }) => data.is_sample === true);
    return jsonAnswer(JSON.stringify(found), { is_sample, limit: query.limit });
  },
});
