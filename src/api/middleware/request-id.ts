import { newId } from '../../core/ids.ts';
import type { ApiDeps, ApiMiddleware } from '../context.ts';
import { baseHeaders } from '../respond.ts';

/** Names the request, so that a caller's report and our log meet. */
export function requestId({ environment }: Pick<ApiDeps, 'environment'>): ApiMiddleware {
  const headers = baseHeaders(environment);
  return (c, next) => {
    c.set('requestId', newId('req'));
    c.set('baseHeaders', headers);
    return next();
  };
}
