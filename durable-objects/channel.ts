import { DurableObject } from 'cloudflare:workers';
import { z } from 'zod';
import { systemClock, toInstant } from '../src/core/clock.ts';
import { type ErrorCode, encodeError, errorTable, WizError } from '../src/core/errors.ts';
import { newId } from '../src/core/ids.ts';
import type { KeyStanding } from '../src/model/account-service.ts';
import type { ChannelPublication } from '../src/model/parsed.ts';
import type { ChannelService, History, HistoryRequest, IndicatorsService } from '../src/model/services.ts';
import { isChannel } from '../src/model/symbol.ts';
import { quietPing } from '../src/stream/client-frames.ts';
import { streamLimits } from '../src/stream/limits.ts';
import { lostSpan } from '../src/stream/recovery.ts';
import { eventsFrames, protocolVersion, type ServerFrame } from '../src/stream/server-frames.ts';
import { converse } from './channel-conversation.ts';
import { dismissEnded } from './channel-holders.ts';
import { type Appended, ChannelLog } from './channel-log.ts';
import { ChannelSockets, hangUp } from './channel-sockets.ts';
import { ChannelWatches } from './channel-watches.ts';

/** Who the gateway let in, by the header that only the gateway can set. */
const listenerHeader = z.object({
  channels: z.number().int().nonnegative(),
  caller: z.string().nullable().default(null),
  credential: z.string().nullable().default(null),
  valid_until: z.iso.datetime().nullable().default(null),
});

interface ChannelEnv {
  readonly AUTH: KeyStanding;
  readonly INDICATORS: Pick<IndicatorsService, 'watch'>;
}

interface Waiting {
  readonly publications: readonly ChannelPublication[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Fans publications out to WebSockets and remembers them for those who come back.
 *
 * An item is written before it is sent, in the same turn: the runtime's output gate holds every frame, and the answer
 * to `publish`, until the write is confirmed. So no reader ever holds a `seq` that a crash could give to another item,
 * and a publisher that got no answer publishes again without harm. The price is one confirmed write a turn, which
 * everything that arrived while the object was busy shares.
 */
export class Channel extends DurableObject<ChannelEnv> implements ChannelService {
  readonly #log: ChannelLog;
  readonly #sockets: ChannelSockets;
  readonly #watches: ChannelWatches;
  #waiting: Waiting[] = [];

  constructor(state: DurableObjectState, env: ChannelEnv) {
    super(state, env);
    this.#log = new ChannelLog(state.storage);
    this.#sockets = new ChannelSockets(state.getWebSockets());
    this.#watches = new ChannelWatches(env.INDICATORS);
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair(quietPing.request, quietPing.response));
  }

  /** Opens a socket for a caller that the gateway has let in. */
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return refusal('upgrade_required');
    const listener = listenerHeader.safeParse(jsonOrNull(request.headers.get('x-wizdata-principal')));
    if (!listener.success) return refusal('unauthenticated');
    const { channels, caller, credential, valid_until } = listener.data;
    if (this.#sockets.count >= streamLimits.sockets) return refusal('dependency_unavailable');
    if (this.#sockets.countOf(caller) >= streamLimits.socketsOfCaller) return refusal('quota_exceeded');
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const untilMs = valid_until === null ? null : Date.parse(valid_until);
    const holder = credential === null ? null : { credential, untilMs };
    const reader = this.#sockets.admit(server, Math.min(channels, streamLimits.channels), caller, holder);
    this.#sockets.send(reader, {
      type: 'welcome',
      protocol: protocolVersion,
      conn_id: newId('conn'),
      heartbeat_seconds: streamLimits.heartbeatSeconds,
      limits: {
        channels: reader.maxChannels,
        message_bytes: streamLimits.messageBytes,
        messages_per_second: streamLimits.messagesPerSecond,
      },
    });
    if ((await this.ctx.storage.getAlarm()) === null) await this.#scheduleHeartbeat();
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Returns once everything is written for good and on its way. */
  publish(publications: readonly ChannelPublication[]): Promise<void> {
    const unknown = publications.find(({ channel }) => !isChannel(channel));
    if (unknown !== undefined) {
      return Promise.reject(encodeError(new WizError('invalid_request', `no such channel: ${unknown.channel}`)));
    }
    return new Promise((done, failed) => {
      this.#waiting.push({ publications, done, failed });
      if (this.#waiting.length === 1) setTimeout(() => this.#flush(), 0);
    });
  }

  async history(request: HistoryRequest): Promise<History> {
    const { channel: name, epoch, from_seq, to_seq, limit } = request;
    if (epoch !== null && epoch !== this.#log.epoch) {
      throw encodeError(new WizError('not_found', `the log of epoch ${epoch} is lost; this one is ${this.#log.epoch}`));
    }
    const channel = this.#log.find(name);
    const items = channel === null ? [] : this.#log.itemsBetween(channel, from_seq, to_seq, limit);
    const { headSeq: head_seq, firstSeq: first_seq } = channel ?? { headSeq: 0, firstSeq: 1 };
    const next = (items.at(-1)?.seq ?? head_seq) + 1;
    return {
      channel: name,
      epoch: this.#log.epoch,
      head_seq,
      first_seq,
      items,
      next_from_seq: next <= Math.min(to_seq, head_seq) ? next : null,
      lost: lostSpan(from_seq, to_seq, first_seq),
    };
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const reader = this.#sockets.reader(socket);
    if (reader !== undefined) await converse(message, reader, this.#log, this.#sockets, this.#watches);
  }

  /** The closing handshake wants an answer. */
  override async webSocketClose(socket: WebSocket): Promise<void> {
    this.#sockets.drop(socket);
    hangUp(socket, 1000, '');
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.#sockets.drop(socket);
  }

  /** The heartbeat. An alarm, so that the object may sleep in between; without listeners it ends. */
  override async alarm(): Promise<void> {
    if (this.#sockets.count === 0) return this.#log.forgetSilentChannels();
    const time = toInstant(systemClock.now());
    const heard = new Set<string>();
    for (const audience of [...this.#sockets.audiences]) {
      const heads = this.#log.heads(audience.channelIds);
      const frame: ServerFrame = { type: 'heartbeat', time, heads };
      for (const name of Object.keys(heads)) heard.add(name);
      this.#sockets.broadcast(audience, [JSON.stringify(frame)]);
    }
    await this.#scheduleHeartbeat();
    await dismissEnded(this.#sockets, this.env.AUTH, systemClock.now());
    await this.#watches.tell(this.#watches.untold([...heard]));
  }

  /** One transaction and one fan-out for all that came since the last turn: the ticks of one instant share a frame. */
  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const appended = this.#log.append(waiting.flatMap(({ publications }) => publications));
      this.#fanOut(appended);
      for (const { done } of waiting) done();
    } catch (error) {
      for (const { failed } of waiting) failed(encodeError(error));
    }
  }

  #fanOut(appended: readonly Appended[]): void {
    const framesBySelection = new Map<string, string[]>();
    for (const audience of this.#sockets.hearing(appended.map(({ channel }) => channel.id))) {
      const heard = appended.filter(({ channel }) => audience.channelIds.has(channel.id));
      this.#sockets.broadcast(audience, this.#framesOf(heard, framesBySelection));
    }
  }

  /** Different audiences often hear the same part of a tick. */
  #framesOf(heard: readonly Appended[], built: Map<string, string[]>): string[] {
    const selection = heard.map(({ channel }) => channel.id).join(',');
    const known = built.get(selection);
    if (known) return known;
    const texts = heard.flatMap(({ eventTexts }) => eventTexts);
    const frames = eventsFrames(this.#log.epoch, texts, streamLimits.frameBytes);
    built.set(selection, frames);
    return frames;
  }

  #scheduleHeartbeat(): Promise<void> {
    return this.ctx.storage.setAlarm(systemClock.now() + streamLimits.heartbeatSeconds * 1000);
  }
}

function jsonOrNull(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function refusal(code: ErrorCode): Response {
  const { status, title } = errorTable[code];
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return Response.json({ type: 'about:blank', title, status, code }, { status, headers });
}
