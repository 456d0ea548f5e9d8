import { WizError } from '../core/errors.ts';
import { planOf } from '../model/plan.ts';
import type { ApiDeps, ApiMiddleware } from './context.ts';
import type { Policy } from './endpoint.ts';
import { refuseForeignPages } from './foreign-pages.ts';

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
    refuseForeignPages(request, streamOrigins);
    const { plan, scopes, credential = null, valid_until = null } = c.get('principal');
    const channels = planOf(plan).stream_channels;
    const headers = new Headers(request.headers);
    for (const secret of ['authorization', 'x-api-key', 'cookie']) headers.delete(secret);
    headers.set('x-wizdata-principal', JSON.stringify({ plan, scopes, channels, credential, valid_until }));
    return await connect(new Request(request, { headers }));
  };
}
