import { systemClock } from '../src/core/clock.ts';
import { toWizError, WizError } from '../src/core/errors.ts';
import { workerLogger } from '../src/observability/worker-logger.ts';
import { type ClientFrame, type FrameId, parseClientFrame, type Subscribe } from '../src/stream/client-frames.ts';
import { streamLimits } from '../src/stream/limits.ts';
import { errorFrame } from '../src/stream/server-frames.ts';
import type { ChannelLog } from './channel-log.ts';
import type { ChannelSockets, Reader } from './channel-sockets.ts';
import { subscribe } from './channel-subscribe.ts';
import type { ChannelWatches } from './channel-watches.ts';

const logger = workerLogger('channel');
const encoder = new TextEncoder();

/** Answers one message of a client, or ends the connection with the code that says why. */
export function converse(
  message: string | ArrayBuffer,
  reader: Reader,
  log: ChannelLog,
  sockets: ChannelSockets,
  watches: ChannelWatches,
): void | Promise<void> {
  const size = typeof message === 'string' ? encoder.encode(message).length : message.byteLength;
  if (size > streamLimits.messageBytes) sockets.close(reader, 'message_too_large');
  else if (!reader.rate.take(systemClock.now())) sockets.close(reader, 'rate_limited');
  else {
    try {
      if (typeof message !== 'string') throw new WizError('invalid_request', 'messages are JSON text, not binary');
      return answer(parseClientFrame(message), reader, log, sockets, watches);
    } catch (caught) {
      complain(toWizError(caught), reader, sockets);
    }
  }
}

function answer(
  frame: ClientFrame,
  reader: Reader,
  log: ChannelLog,
  sockets: ChannelSockets,
  watches: ChannelWatches,
): void | Promise<void> {
  switch (frame.type) {
    case 'subscribe':
      if (reader.progress.tooSlow) sockets.close(reader, 'slow_reader');
      else return subscribeTold(frame, reader, log, sockets, watches);
      break;
    case 'unsubscribe': {
      const known = frame.channels.flatMap((name) => log.find(name)?.id ?? []);
      sockets.stopListening(reader, known);
      const results = frame.channels.map((channel) => ({ channel, ok: true as const }));
      sockets.send(reader, { type: 'ack', id: frame.id ?? null, results });
      break;
    }
    case 'ping':
      sockets.send(reader, { type: 'pong', id: frame.id ?? null });
      break;
    case 'pong':
      sockets.markRead(reader, frame.id);
  }
}

/** A subscription waits for `indicators` where these have to be told of it, and for nothing else. */
function subscribeTold(
  frame: Subscribe,
  reader: Reader,
  log: ChannelLog,
  sockets: ChannelSockets,
  watches: ChannelWatches,
): void | Promise<void> {
  const untold = watches.untold(frame.channels.map(({ channel }) => channel)).slice(0, reader.maxChannels);
  if (untold.length === 0) return subscribe(frame, reader, log, sockets, new Map());
  return watches
    .tell(untold)
    .then((unheard) => {
      if (sockets.reader(reader.socket) === reader) subscribe(frame, reader, log, sockets, unheard);
    })
    .catch((caught) => complain(toWizError(caught), reader, sockets));
}

function complain(error: WizError, reader: Reader, sockets: ChannelSockets): void {
  if (error.code === 'internal') {
    logger.log('error', 'socket_message_failed', { error: error.message });
    sockets.send(reader, errorFrame(null, 'internal', 'an internal error happened'));
    sockets.close(reader, 'internal');
    return;
  }
  sockets.send(reader, errorFrame((error.detail.id as FrameId | undefined) ?? null, error.code, error.message));
  reader.malformed += 1;
  if (reader.malformed >= streamLimits.malformedMessages) sockets.close(reader, 'malformed_messages');
}
