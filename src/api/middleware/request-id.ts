import { newId } from '../../core/ids.ts';
import type { ApiDeps, ApiMiddleware } from '../context.ts';
import { baseHeaders } from '../respond.ts';

const countedDigits = 8;

/** Names the request, so that a caller's report and our log meet: an id of the isolate, counted on. */
export function requestId({ environment }: Pick<ApiDeps, 'environment'>, version: string): ApiMiddleware {
  const headers = baseHeaders(environment, version);
  let isolate = '';
  let count = 0;
  return (c, next) => {
    // Isolates have no source of randomness before their first request.
    if (isolate === '' || count >= 16 ** countedDigits) {
      isolate = newId('req').slice(0, -countedDigits);
      count = 0;
    }
    c.set('requestId', isolate + (count++).toString(16).padStart(countedDigits, '0'));
    c.set('baseHeaders', headers);
    return next();
  };
}
