import { WizError } from '../core/errors.ts';
import type { ApiDeps, ApiMiddleware } from './context.ts';
import { refuseForeignPages } from './foreign-pages.ts';
import { respond } from './respond.ts';

/** The Model Context Protocol's door: what a tool asks for comes back through the API's own. */
export function answerMcp({ mcp, streamOrigins }: Pick<ApiDeps, 'mcp' | 'streamOrigins'>): ApiMiddleware {
  return async (c) => {
    refuseForeignPages(c.req.raw, streamOrigins);
    if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
      throw new WizError('unsupported_media_type', 'Send a JSON-RPC message as application/json');
    }
    const answer = await mcp(c.req.raw);
    return respond(c, answer.status, answer.body, {
      ...Object.fromEntries(answer.headers),
      'cache-control': 'no-store',
    });
  };
}
