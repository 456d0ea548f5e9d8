import { z } from 'zod';
import { type ErrorCode, WizError } from '../core/errors.ts';
import type { ApiDeps, ApiMiddleware } from './context.ts';
import type { Policy } from './endpoint.ts';
import { refuseForeignPages } from './foreign-pages.ts';
import { refusePacked } from './read-input.ts';
import { respond } from './respond.ts';

/** A message costs a token, and what its tool asks for what that costs. */
export const mcpPolicy = {
  method: 'POST',
  path: '/mcp',
  operationId: 'callMcp',
  scope: 'read',
  cost: 1,
  cache: 'none',
} as const satisfies Policy;

/** The Model Context Protocol's door: what a tool asks for comes back through the API's own. */
export function answerMcp({ mcp, streamOrigins }: Pick<ApiDeps, 'mcp' | 'streamOrigins'>): ApiMiddleware {
  return async (c) => {
    refuseForeignPages(c.req.raw, streamOrigins);
    if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
      throw new WizError('unsupported_media_type', 'Send a JSON-RPC message as application/json');
    }
    refusePacked(c.req.raw);
    const answer = await mcp(acceptingBoth(c.req.raw));
    if (!answer.ok) throw await refusalOf(answer);
    return respond(c, answer.status, answer.body, {
      ...Object.fromEntries(answer.headers),
      'cache-control': 'no-store',
    });
  };
}

/** Who takes anything takes both forms of an answer, though the protocol wants them named. */
function acceptingBoth(request: Request): Request {
  const accept = request.headers.get('accept');
  if (accept !== null && !accept.includes('*/*')) return request;
  const headers = new Headers(request.headers);
  headers.set('accept', 'application/json, text/event-stream');
  return new Request(request, { headers });
}

const codes: Readonly<Record<number, ErrorCode>> = { 404: 'not_found', 413: 'payload_too_large' };
const refusal = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).nullable().default(null),
  error: z.looseObject({ message: z.string() }),
});

/** A problem like any other, with the members of JSON-RPC, by which a client of the protocol reads it. */
async function refusalOf(answer: Response): Promise<WizError> {
  const said = refusal.parse(await answer.json());
  return new WizError(codes[answer.status] ?? 'invalid_request', said.error.message, said);
}
