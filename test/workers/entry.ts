import { SourceGateObject } from '../../durable-objects/source-gate.ts';
import { gate } from './gate-stand.ts';

export { Channel } from '../../durable-objects/channel.ts';

/** The gate as ingest builds it, on a lake, a queue and a stream that a test can look into and break. */
export class SourceGate extends SourceGateObject<Cloudflare.Env> {
  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, gate);
  }
}

export default { fetch: () => new Response(null, { status: 404 }) };
