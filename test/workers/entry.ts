import { Channel as StreamChannel } from '../../durable-objects/channel.ts';
import { SourceGateObject } from '../../durable-objects/source-gate.ts';
import { gate } from './gate-stand.ts';
import { watching } from './indicator-watching.ts';
import { standing } from './key-standing.ts';

/** The object as the stream's Worker has it, with an `auth` that a test may tell what to say. */
export class Channel extends StreamChannel {
  constructor(ctx: DurableObjectState, _env: Cloudflare.Env) {
    super(ctx, { AUTH: standing, INDICATORS: watching });
  }
}

/** The gate as ingest builds it, on a lake, a queue and a stream that a test can look into and break. */
export class SourceGate extends SourceGateObject<Cloudflare.Env> {
  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, gate);
  }
}

export default { fetch: () => new Response(null, { status: 404 }) };
