import { WizError } from '../core/errors.ts';
import { planOf } from '../model/plan.ts';
import type { ApiDeps, ApiMiddleware } from './context.ts';
import type { Policy } from './endpoint.ts';

export const streamPolicy = {
  method: 'GET',
  path: '/v1/stream',
  operationId: 'openStream',
  scope: 'stream',
  cost: 1,
  cache: 'none',
} as const satisfies Policy;

/** Hands a socket to the Channel object, with what the caller may do. The key stays here. */
export function connectStream({ connect, streamOrigins }: ApiDeps): ApiMiddleware {
  return async (c) => {
    const request = c.req.raw;
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      throw new WizError(
        'upgrade_required',
        'Connect with a WebSocket client: wscat -c <this URL, with ws:// or wss://>',
      );
    }
    const origin = request.headers.get('origin');
    if (origin !== null && origin !== new URL(request.url).origin && !streamOrigins.includes(origin)) {
      throw new WizError('forbidden', 'Pages of this origin may not open sockets here');
    }
    const { plan, scopes } = c.get('principal');
    const channels = planOf(plan).stream_channels;
    const headers = new Headers(request.headers);
    headers.delete('authorization');
    headers.delete('x-api-key');
    headers.set('x-wizdata-principal', JSON.stringify({ plan, scopes, channels }));
    return await connect(new Request(request, { headers }));
  };
}
