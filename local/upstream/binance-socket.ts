import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { FaultKind } from './fault.ts';
import { readFigureText } from './figures.ts';

const PING_EVERY_MS = 20_000;

type Frame = { atMs: number; stream: string; text: string };

const frameSchema = z.looseObject({ stream: z.string(), data: z.unknown() });
const controlSchema = z.object({
  method: z.enum(['SUBSCRIBE', 'UNSUBSCRIBE', 'LIST_SUBSCRIPTIONS']),
  params: z.array(z.string()).default([]),
  id: z.int().nonnegative(),
});

/** The recording: lines of `<epoch s>: <frame>`, comments begin with #. */
export function readFrames(): Frame[] {
  return readFigureText('binance/frames.txt')
    .split('\n')
    .flatMap((line) => {
      const [, seconds, text = ''] = /^(\d+\.\d+): (.+)$/.exec(line) ?? [];
      if (!seconds) return [];
      return [{ atMs: Number(seconds) * 1000, stream: frameSchema.parse(JSON.parse(text)).stream, text }];
    });
}

/**
 * Plays the recorded combined stream to one connection: from the first frame on, in the recorded pace divided by
 * `speed`, only the streams subscribed to. After the last frame the connection stays open and silent.
 */
export function playFrames(
  socket: WebSocket,
  frames: Frame[],
  { streams, speed, fault }: { streams: string[]; speed: number; fault: FaultKind | undefined },
): void {
  const subscribed = new Set(streams);
  let next = 0;
  let timer: NodeJS.Timeout | undefined;

  function play(): void {
    const frame = frames[next];
    if (!frame) return;
    if (subscribed.has(frame.stream)) {
      socket.send(fault === 'changed-field' ? frame.text.replace('"data":', '"payload":') : frame.text);
      if (fault === 'truncated') {
        socket.terminate();
        return;
      }
    }
    next += 1;
    const pause = (frames[next]?.atMs ?? frame.atMs) - frame.atMs;
    timer = setTimeout(play, pause / speed);
  }

  /** Without a subscription there is nothing to play, so the recording waits for the first one. */
  function start(): void {
    if (subscribed.size > 0) timer ??= setTimeout(play, 0);
  }

  socket.on('message', (message) => {
    const { reply, subscribe = [], unsubscribe = [] } = answerControl(String(message), subscribed);
    for (const stream of subscribe) subscribed.add(stream);
    for (const stream of unsubscribe) subscribed.delete(stream);
    socket.send(JSON.stringify(reply));
    start();
  });

  socket.on('error', () => socket.terminate());
  const heartbeat = setInterval(() => socket.ping(), PING_EVERY_MS);
  socket.on('close', () => {
    clearInterval(heartbeat);
    clearTimeout(timer);
  });
  start();
}

/** Control frames as Binance documents them under "live subscribing". */
function answerControl(
  message: string,
  subscribed: Set<string>,
): { reply: unknown; subscribe?: string[]; unsubscribe?: string[] } {
  let body: unknown;
  try {
    body = JSON.parse(message);
  } catch {
    return { reply: { code: 3, msg: 'Invalid JSON: expected value at line 1 column 1' } };
  }
  const control = controlSchema.safeParse(body);
  if (!control.success) return { reply: { code: 2, msg: `Invalid request: ${control.error.issues[0]?.message}` } };
  const { method, params, id } = control.data;
  if (method === 'LIST_SUBSCRIPTIONS') return { reply: { result: [...subscribed], id } };
  return { reply: { result: null, id }, [method === 'SUBSCRIBE' ? 'subscribe' : 'unsubscribe']: params };
}
