import { DurableObject } from 'cloudflare:workers';
import type { Connector } from '../src/connectors/connector.ts';
import { type Clock, systemClock, toInstant } from '../src/core/clock.ts';
import { encodeError } from '../src/core/errors.ts';
import type { Logger } from '../src/core/log.ts';
import type { Lake } from '../src/lake/lake.ts';
import type { CollectRequest, GateService } from '../src/model/gate.ts';
import type { IngestMessage } from '../src/model/messages.ts';
import type { ChannelPublication } from '../src/model/parsed.ts';
import type { FetchRefusal } from '../src/model/services.ts';
import type { SourceSettings } from '../src/model/source.ts';
import { collect } from '../src/pipeline/collect.ts';
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

/**
 * One object a source, named by the source's id. Runs inside it take turns, which makes "one request at a time" true
 * across the world; if the process dies no lease is left behind, only cursors that say what is still owed.
 */
export abstract class SourceGateObject<Env> extends DurableObject<Env> implements GateService {
  readonly #memory: SqliteSourceMemory;
  readonly #clock: Clock = systemClock;
  readonly #live: LiveSocket;
  readonly #deps: SourceGateDeps;
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
    const connector = this.#connector();
    return await collect(connector, request, {
      clock: this.#clock,
      fetch: (input, init) => fetch(input, init),
      lake: this.#deps.lake,
      settings: this.#deps.settingsOf(connector),
      send: this.#deps.send,
      memory: this.#memory,
      wait: (ms) => scheduler.wait(ms),
    });
  }
}
