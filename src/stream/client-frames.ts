import { z } from 'zod';
import { WizError } from '../core/errors.ts';

/** Chosen by the client and echoed in the answer. */
const frameId = z.union([z.string().max(64), z.number().int()]).optional();

/**
 * Where to go on: after an item that was seen (`epoch` and `seq` of its frame), or from the oldest item that is kept
 * (`"start"`, or `seq` 0 without an epoch). Without `since` a subscription begins with the next item.
 */
const since = z.union([
  z.literal('start'),
  z
    .object({ epoch: z.string().max(64).optional(), seq: z.number().int().nonnegative() })
    .refine(({ epoch, seq }) => epoch !== undefined || seq === 0, 'since.seq above 0 needs since.epoch'),
]);

const channelName = z.string().min(1).max(128);

const subscribe = z.object({
  type: z.literal('subscribe'),
  id: frameId,
  channels: z
    .array(
      z.union([
        channelName.transform((channel) => ({ channel, since: undefined })),
        z.object({ channel: channelName, since: since.optional() }),
      ]),
    )
    .min(1),
});

const unsubscribe = z.object({ type: z.literal('unsubscribe'), id: frameId, channels: z.array(channelName).min(1) });

/** Asks for a `pong`; the exact text {@link quietPing} is answered without waking the object. */
const ping = z.object({ type: z.literal('ping'), id: frameId });

/** Answers the server's `ping` with its id, which proves that everything before it was read. */
const pong = z.object({ type: z.literal('pong'), id: z.number().int().nonnegative() });

const clientFrame = z.discriminatedUnion('type', [subscribe, unsubscribe, ping, pong]);

export type ClientFrame = z.infer<typeof clientFrame>;
export type FrameId = string | number | null;
export type Since = z.infer<typeof since>;
export type Subscribe = z.infer<typeof subscribe>;

export const quietPing = { request: '{"type":"ping"}', response: '{"type":"pong","id":null}' } as const;

/** The frame in a client's text; `invalid_request` says what is wrong with it and carries the frame's id. */
export function parseClientFrame(text: string): ClientFrame {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WizError('invalid_request', 'the message is not JSON');
  }
  const parsed = clientFrame.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  const id = z.object({ id: frameId }).safeParse(json).data?.id;
  const message = `${path === '' ? 'frame' : path}: ${issue?.message ?? 'is not valid'}`;
  throw new WizError('invalid_request', message, id === undefined ? {} : { id });
}
