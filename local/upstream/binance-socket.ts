import type { WebSocket } from 'ws';
import { z } from 'zod';
import { readFigureText } from './figures.ts';
import {
  type Playing,
  playFrames as play,
  readRecording,
  type SocketFrame,
  type SocketUpstream,
} from './recorded-socket.ts';

type Frame = SocketFrame & { stream: string };

const frameSchema = z.looseObject({ stream: z.string(), data: z.unknown() });
const controlSchema = z.object({
  method: z.enum(['SUBSCRIBE', 'UNSUBSCRIBE', 'LIST_SUBSCRIPTIONS']),
  params: z.array(z.string()).default([]),
  id: z.int().nonnegative(),
});

/** The combined streams of stream.binance.com, as recorded. */
export function binanceSocket(): SocketUpstream {
  const frames = readFrames();
  return {
    name: 'binance-socket',
    prefix: '/binance-socket',
    hasStream: (path) => path === '/stream',
    play: (socket, query, playing) =>
      playFrames(socket, frames, { ...playing, streams: query.get('streams')?.split('/') ?? [] }),
  };
}

export function readFrames(): Frame[] {
  return readRecording(readFigureText('binance/frames.txt')).map((frame) => ({
    ...frame,
    stream: frameSchema.parse(JSON.parse(frame.text)).stream,
  }));
}

/** Plays the recording to one connection, only the streams subscribed to. */
export function playFrames(
  socket: WebSocket,
  frames: Frame[],
  { streams, ...playing }: Playing & { streams: string[] },
): void {
  const subscribed = new Set(streams);
  const begin = play(socket, frames, {
    ...playing,
    wants: ({ stream }) => subscribed.has(stream),
    changed: (text) => text.replace('"data":', '"payload":'),
  });

  /** Without a subscription there is nothing to play, so the recording waits for the first one. */
  function start(): void {
    if (subscribed.size > 0) begin();
  }

  socket.on('message', (message) => {
    const { reply, subscribe = [], unsubscribe = [] } = answerControl(String(message), subscribed);
    for (const stream of subscribe) subscribed.add(stream);
    for (const stream of unsubscribe) subscribed.delete(stream);
    socket.send(JSON.stringify(reply));
    start();
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
