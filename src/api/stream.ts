import { z } from '@hono/zod-openapi';
import { errorTable, WizError } from '../core/errors.ts';
import { planOf } from '../model/plan.ts';
import { streamLimits } from '../stream/limits.ts';
import { countedAs, unknownAddress } from './caller-address.ts';
import type { ApiDeps, ApiMiddleware } from './context.ts';
import { withDryRun } from './dry-run.ts';
import type { Policy } from './endpoint.ts';
import { refuseForeignPages } from './foreign-pages.ts';
import { parseQuery } from './query-string.ts';
import { parse } from './read-input.ts';

/** A socket takes its orders in messages; only its price is asked for in the address. */
export const streamQuery = withDryRun(z.object({}));
const known: ReadonlySet<string> = new Set(Object.keys(streamQuery.shape));

export const checkStreamAddress: ApiMiddleware = (c, next) => {
  const at = c.req.url.indexOf('?');
  parse(streamQuery, Object.fromEntries(parseQuery(at < 0 ? '' : c.req.url.slice(at + 1), known)));
  return next();
};

export const streamPolicy = {
  method: 'GET',
  path: '/v1/stream',
  operationId: 'openStream',
  scope: 'stream',
  cost: 1,
  cache: 'none',
} as const satisfies Policy;

const { socketsOfCaller: most } = streamLimits;

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
    const counted = countedAs(c);
    const caller = counted === unknownAddress ? null : counted;
    headers.set('x-wizdata-principal', JSON.stringify({ plan, scopes, channels, caller, credential, valid_until }));
    const answer = await connect(new Request(request, { headers }));
    if (answer.status < 400) return answer;
    throw refusalOf(answer.status);
  };
}

/** In the words of the door, which every answer of it has. */
function refusalOf(status: number): WizError {
  return status === errorTable.quota_exceeded.status
    ? new WizError('quota_exceeded', `A key, or an address without one, holds at most ${most} sockets at once`)
    : new WizError('dependency_unavailable', 'The stream takes no more sockets for now');
}
