import { existsSync, readFileSync } from 'node:fs';
import type { WebSocket } from 'ws';
import type { Connector } from '../../src/connectors/connector.ts';
import { connectorOf } from '../../src/connectors/index.ts';
import type { FaultKind } from './fault.ts';
import type { UpstreamName } from './http-upstream.ts';
import { recordedFolder, recordedSources } from './recordings.ts';

const PING_EVERY_MS = 20_000;

export type SocketFrame = { atMs: number; text: string };

export type Playing = {
  /** Divides the pauses of the recording; Infinity plays as fast as possible. */
  speed: number;
  fault: FaultKind | undefined;
};

export type SocketUpstream = {
  name: UpstreamName;
  /** What the socket's address in place of the real one ends with. */
  prefix: string;
  /** Whether the source has a stream at this path below its address. */
  hasStream(path: string): boolean;
  play(socket: WebSocket, query: URLSearchParams, playing: Playing): void;
};

/** Sources with a recording of their socket: `recorded/<id>/frames.txt`. */
export function recordedSockets(): SocketUpstream[] {
  return recordedSources().flatMap((id) => {
    const file = `${recordedFolder(id)}/frames.txt`;
    return existsSync(file) ? [recordedSocket(connectorOf(id), readFileSync(file, 'utf8'))] : [];
  });
}

/** A source that streams on request plays from the first message on, whatever that asks for; others play at once. */
export function recordedSocket({ source, defaults, live }: Connector, recording: string): SocketUpstream {
  if (live === undefined) throw new Error(`${source.source_id} has a recorded socket but no live feed`);
  const frames = readRecording(recording);
  const path = new URL(live.socketUrl({ ...defaults, socket_url: 'ws://upstream' }, [])).pathname;
  return {
    name: `${source.source_id}-socket`,
    prefix: `/${source.source_id}-socket`,
    hasStream: (asked) => (asked || '/') === path,
    play(socket, _query, playing) {
      const start = playFrames(socket, frames, {
        ...playing,
        changed: (text) => text.replace(/^\{"(\w+)"/, '{"renamed_$1"'),
      });
      if (live.subscribeFrames === undefined) start();
      else socket.once('message', start);
    },
  };
}

/** The upstream whose stream the path names, or undefined. */
export function socketAt(upstreams: readonly SocketUpstream[], pathname: string): SocketUpstream | undefined {
  return upstreams.find(({ prefix, hasStream }) => {
    const below = pathname.slice(prefix.length);
    return pathname.startsWith(prefix) && /^(?:\/|$)/.test(below) && hasStream(below);
  });
}

/** Lines of `<epoch s>: <frame>`; comments begin with #. */
export function readRecording(text: string): SocketFrame[] {
  return text.split('\n').flatMap((line) => {
    const [, seconds, frame] = /^(\d+(?:\.\d+)?): (.+)$/.exec(line) ?? [];
    return frame === undefined ? [] : [{ atMs: Number(seconds) * 1000, text: frame }];
  });
}

/**
 * Plays a recording to one connection once the returned function is called: from the first frame on, in the recorded
 * pace divided by `speed`. After the last frame the connection stays open and silent.
 */
export function playFrames<Frame extends SocketFrame>(
  socket: WebSocket,
  frames: readonly Frame[],
  options: Playing & {
    /** Whether the connection is to hear the frame; all are heard when left out. */
    wants?(frame: Frame): boolean;
    /** The frame as it reads after the source renamed one of its fields. */
    changed(text: string): string;
  },
): () => void {
  const { speed, fault, wants, changed } = options;
  let next = 0;
  let timer: NodeJS.Timeout | undefined;

  function play(): void {
    const frame = frames[next];
    if (!frame) return;
    if (wants?.(frame) ?? true) {
      socket.send(fault === 'changed-field' ? changed(frame.text) : frame.text);
      if (fault === 'truncated') {
        socket.terminate();
        return;
      }
    }
    next += 1;
    const pause = (frames[next]?.atMs ?? frame.atMs) - frame.atMs;
    timer = setTimeout(play, Math.max(0, pause / speed));
  }

  socket.on('error', () => socket.terminate());
  const heartbeat = setInterval(() => socket.ping(), PING_EVERY_MS);
  socket.on('close', () => {
    clearInterval(heartbeat);
    clearTimeout(timer);
  });
  return () => {
    timer ??= setTimeout(play, 0);
  };
}
