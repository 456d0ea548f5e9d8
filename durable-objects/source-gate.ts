import { DurableObject } from 'cloudflare:workers';
import type { Connector } from '../src/connectors/connector.ts';
import { type Clock, systemClock, toInstant } from '../src/core/clock.ts';
import { encodeError } from '../src/core/errors.ts';
import type { Logger } from '../src/core/log.ts';
import type { Lake } from '../src/lake/lake.ts';
import type { Chunk, ChunkOutcome, CollectRequest, GateService } from '../src/model/gate.ts';
import type { IngestMessage } from '../src/model/messages.ts';
import type { ChannelPublication } from '../src/model/parsed.ts';
import type { FetchRefusal } from '../src/model/services.ts';
import type { SourceSettings } from '../src/model/source.ts';
import { type CollectDeps, collect } from '../src/pipeline/collect.ts';
import { fetchChunk } from '../src/pipeline/fetch-chunk.ts';
import { LiveSocket } from './live-socket.ts';
import { SqliteSourceMemory } from './sqlite-source-memory.ts';

/** What a gate needs from its Worker; built there, so that the object itself reads no environment. */
export interface SourceGateDeps {
  readonly lake: Lake;
  readonly logger: Logger;
  connectorOf(id: string): Connector;
  settingsOf(connector: Connector): SourceSettings;
  send(message: IngestMessage): Promise<void>;
  publish(publications: readonly ChannelPublication[]): Promise<void>;
}

/** A step takes its retries within this time. */
const silentMs = 300_000;

/**
 * One object a source, named by the source's id. Runs inside it take turns, which makes "one request at a time" true
 * across the world; if the process dies no lease is left behind, only cursors that say what is still owed.
 */
export abstract class SourceGateObject<Env> extends DurableObject<Env> implements GateService {
  readonly #memory: SqliteSourceMemory;
  readonly #clock: Clock = systemClock;
  readonly #live: LiveSocket;
  readonly #deps: SourceGateDeps;
  readonly #seenBackfills = new Map<string, number>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Env, deps: SourceGateDeps) {
    super(ctx, env);
    this.#deps = deps;
    this.#memory = new SqliteSourceMemory(ctx.storage.sql);
    this.#live = new LiveSocket(ctx.storage, this.#clock, deps);
  }

  async collect(request: CollectRequest): Promise<{ run_ids: readonly string[] }> {
    const run = this.#turn.then(() => this.#collect(request));
    this.#turn = run.catch(() => undefined);
    try {
      return { run_ids: await run };
    } catch (error) {
      throw encodeError(error);
    }
  }

  async fetchChunk(chunk: Chunk): Promise<ChunkOutcome> {
    this.#seenBackfills.set(chunk.backfill_id, this.#clock.now());
    const fetched = this.#turn.then(() => fetchChunk(this.#connector(), chunk, this.#collectDeps()));
    this.#turn = fetched.catch(() => undefined);
    try {
      return await fetched;
    } catch (error) {
      throw encodeError(error);
    }
  }

  /** A backfill that has begun and not ended is looked after from here on. */
  async beginBackfill(backfillId: string): Promise<void> {
    this.#memory.beginBackfill(backfillId);
    this.#seenBackfills.set(backfillId, this.#clock.now());
  }

  async endBackfill(backfillId: string): Promise<void> {
    this.#memory.endBackfill(backfillId);
  }

  /** Backfills that have not ended and of which nothing was heard for a while, or since this object woke. */
  async silentBackfills(): Promise<string[]> {
    const recently = this.#clock.now() - silentMs;
    return this.#memory.openBackfills().filter((id) => (this.#seenBackfills.get(id) ?? 0) < recently);
  }

  async refuse(refusal: FetchRefusal): Promise<void> {
    this.#memory.refuse(refusal, toInstant(this.#clock.now()));
  }

  async listen(): Promise<void> {
    const connector = this.#connector();
    if (connector.live) await this.#live.listen(connector, connector.live, this.#deps.settingsOf(connector));
  }

  override async alarm(): Promise<void> {
    await this.#live.flush(this.#connector());
  }

  #connector(): Connector {
    return this.#deps.connectorOf(this.ctx.id.name ?? '');
  }

  async #collect(request: CollectRequest): Promise<string[]> {
    return await collect(this.#connector(), request, this.#collectDeps());
  }

  #collectDeps(): CollectDeps {
    return {
      clock: this.#clock,
      fetch: (input, init) => fetch(input, init),
      lake: this.#deps.lake,
      settings: this.#deps.settingsOf(this.#connector()),
      send: this.#deps.send,
      memory: this.#memory,
      wait: (ms) => scheduler.wait(ms),
    };
  }
}
