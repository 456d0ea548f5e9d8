import type { Connector, LiveFeed } from '../src/connectors/connector.ts';
import { type Clock, toInstant } from '../src/core/clock.ts';
import { toWizError, WizError } from '../src/core/errors.ts';
import { newId } from '../src/core/ids.ts';
import type { RunMessage } from '../src/model/messages.ts';
import type { SourceSettings } from '../src/model/source.ts';
import { livePublications } from '../src/pipeline/live.ts';
import { type Frame, type FrameBatch, FrameBuffer } from './frame-buffer.ts';
import type { SourceGateDeps } from './source-gate.ts';

/** Frames of one tick are written by one fsync and leave in one publication. */
const tickMs = 100;
/** A batch goes to the lake at this age or size, whichever comes first. */
const batchMs = 2_000;
const batchFrames = 1_000;
const reconnectMs = 5_000;
/** No event of a market is as long, and no row of the object's database may be longer. */
const frameChars = 500_000;

/**
 * A source's socket. Frames are kept in the object's database first, then shown to subscribers, then written to the
 * lake in batches, from where their rows come under the same fetch id. What a crash interrupts, the alarm finishes.
 */
export class LiveSocket {
  readonly #storage: DurableObjectStorage;
  readonly #clock: Clock;
  readonly #deps: SourceGateDeps;
  readonly #buffer: FrameBuffer;
  #socket: WebSocket | null = null;
  #heardAtMs = 0;
  #opening = false;
  #received: Frame[] = [];
  #ticking = false;

  constructor(storage: DurableObjectStorage, clock: Clock, deps: SourceGateDeps) {
    this.#storage = storage;
    this.#clock = clock;
    this.#deps = deps;
    this.#buffer = new FrameBuffer(storage.sql);
  }

  async listen(connector: Connector, feed: LiveFeed, settings: SourceSettings): Promise<void> {
    if (this.#buffer.batches().length > 0) await this.#wake(batchMs);
    // A recording ends, and its silence is no sign of anything.
    if (!settings.is_sample) this.#dropSilent(feed.silenceMs, connector);
    if (this.#socket !== null || this.#opening || settings.socket_url === undefined) return;
    this.#opening = true;
    const startedAt = toInstant(this.#clock.now());
    let failure: WizError | null = null;
    try {
      const subjects = settings.subjects ?? connector.subjects;
      const url = feed.socketUrl(settings, subjects);
      this.#socket = this.#follow(await open(url), url, connector, feed, settings);
      for (const frame of feed.subscribeFrames?.(subjects) ?? []) this.#socket.send(frame);
    } catch (caught) {
      failure = toWizError(caught);
    } finally {
      this.#opening = false;
    }
    await this.#report(connector, startedAt, failure);
  }

  #follow(socket: WebSocket, url: string, connector: Connector, feed: LiveFeed, settings: SourceSettings): WebSocket {
    socket.addEventListener('message', ({ data }) => {
      this.#heardAtMs = this.#clock.now();
      if (typeof data === 'string') this.#receive(data, url, connector, feed, settings);
    });
    const reopen = () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#deps.logger.log('warn', 'live_socket_closed', { connector: connector.source.source_id });
      setTimeout(() => void this.listen(connector, feed, settings), reconnectMs);
    };
    socket.addEventListener('close', reopen);
    socket.addEventListener('error', reopen);
    socket.accept();
    this.#heardAtMs = this.#clock.now();
    return socket;
  }

  /** A connection may be lost without a word; then nobody would ever hang up. */
  #dropSilent(silenceMs: number, connector: Connector): void {
    const socket = this.#socket;
    if (socket === null || this.#clock.now() - this.#heardAtMs < silenceMs) return;
    this.#socket = null;
    this.#deps.logger.log('warn', 'live_socket_silent', { connector: connector.source.source_id });
    socket.close(1000, 'silent');
  }

  /** Open batches to the lake and onto the queue; a batch that fails stays and is tried again by the next alarm. */
  async flush(connector: Connector): Promise<void> {
    for (const batch of this.#buffer.batches()) await this.#toLake(batch, connector);
  }

  #receive(text: string, url: string, connector: Connector, feed: LiveFeed, settings: SourceSettings): void {
    if (text.length > frameChars) {
      this.#deps.logger.log('error', 'live_frame_too_long', { connector: connector.source.source_id });
      return;
    }
    this.#received.push({ received_at: toInstant(this.#clock.now()), text });
    if (this.#ticking) return;
    this.#ticking = true;
    setTimeout(() => {
      this.#ticking = false;
      void this.#tick(url, connector, feed, settings);
    }, tickMs);
  }

  async #tick(url: string, connector: Connector, feed: LiveFeed, settings: SourceSettings): Promise<void> {
    const frames = this.#received;
    this.#received = [];
    const now = toInstant(this.#clock.now());
    const batch = this.#buffer.add(frames, url);
    await this.#wake(batchMs);
    const identity = {
      source: connector.source.source_id,
      is_sample: settings.is_sample,
      fetch_id: batch.fetch_id,
      recorded_at: now,
    };
    try {
      const parsed = frames.map(({ text }) => feed.parseFrame(text));
      await this.#deps.publish(livePublications(parsed, identity));
    } catch (caught) {
      // Subscribers get these rows a moment later, when the batch has been through the line.
      const { code, message } = toWizError(caught);
      this.#deps.logger.log('warn', 'live_publish_failed', { connector: identity.source, code, error: message });
    }
    if (this.#buffer.size(batch.fetch_id) >= batchFrames) await this.#storage.setAlarm(this.#clock.now());
  }

  /** Flushes within that time; a batch that a crash or a failing lake left without an alarm is found this way too. */
  async #wake(withinMs: number): Promise<void> {
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(this.#clock.now() + withinMs);
  }

  async #toLake({ fetch_id, url }: FrameBatch, connector: Connector): Promise<void> {
    const sealedAt = this.#buffer.seal(fetch_id, toInstant(this.#clock.now()));
    const frames = this.#buffer.frames(fetch_id);
    // A frame is a line of the batch; between the tokens of JSON a blank says what a line break says.
    const lines = frames.map(
      ({ received_at, text }) => `${Date.parse(received_at)} ${text.replace(/[\r\n]+/g, ' ')}\n`,
    );
    const payload = {
      url,
      status: 101,
      headers: { 'content-type': 'application/x-ndjson' },
      bytes: new TextEncoder().encode(lines.join('')),
      fetched_at: sealedAt,
    };
    const record = await this.#deps.lake.put(payload, {
      fetch_id,
      run_id: fetch_id.replace('fetch_', 'run_'),
      connector: connector.source.source_id,
      subject: 'live',
      window_from: frames[0]?.received_at ?? sealedAt,
      window_to: sealedAt,
      is_sample: this.#deps.settingsOf(connector).is_sample,
    });
    await this.#deps.send({ type: 'raw', fetch: record });
    this.#buffer.close(fetch_id);
  }

  async #report(connector: Connector, startedAt: string, error: WizError | null): Promise<void> {
    const run: RunMessage = {
      type: 'run',
      run_id: newId('run'),
      connector: connector.source.source_id,
      subject: 'live',
      kind: 'live',
      backfill_id: null,
      attempt: 1,
      status: error === null ? 'succeeded' : 'failed',
      error_code: error?.code ?? null,
      error_message: error?.message ?? null,
      payloads: 0,
      window_from: startedAt,
      window_to: startedAt,
      started_at: startedAt,
      finished_at: toInstant(this.#clock.now()),
    };
    try {
      await this.#deps.lake.report(run);
      await this.#deps.send(run);
    } catch (caught) {
      // Bookkeeping: the socket is what matters, and it is open or not whatever becomes of its report.
      this.#deps.logger.log('warn', 'live_run_unreported', {
        connector: run.connector,
        error: toWizError(caught).message,
      });
    }
  }
}

/** A socket client in a Worker is a fetch that asks for an upgrade. */
async function open(url: string): Promise<WebSocket> {
  const address = url.replace(/^ws/, 'http');
  const { host } = new URL(address);
  let response: Response;
  try {
    response = await fetch(address, { headers: { upgrade: 'websocket' }, redirect: 'manual' });
  } catch (error) {
    throw new WizError('source_unavailable', `${host} cannot be reached`, {}, error);
  }
  if (response.webSocket) return response.webSocket;
  throw new WizError('source_unavailable', `${host} answered ${response.status} to a WebSocket request`);
}
