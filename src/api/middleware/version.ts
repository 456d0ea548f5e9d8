import { WizError } from '../../core/errors.ts';
import { contentTag, isCurrent } from '../content-tag.ts';
import type { ApiContext, ApiMiddleware } from '../context.ts';
import type { Policy } from '../endpoint.ts';
import { type Answered, undoTo, type Versions } from '../versions.ts';

const encoder = new TextEncoder();

/** Answers in the version that the request names, or else its key, or else in the newest. */
export function version({ operationId }: Pick<Policy, 'operationId'>, known: Versions): ApiMiddleware {
  const newest = known[0].date;

  async function answerIn(date: string, c: ApiContext, next: () => Promise<void>): Promise<void> {
    const undo = undoTo(date, operationId, known);
    c.set('baseHeaders', { ...c.get('baseHeaders'), 'wiz-version': date });
    if (undo !== null) c.set('undo', { date, undo });
    await next();
    if (undo !== null && c.get('undo') !== null && isAnswer(c.res)) c.res = await undone(c, undo);
  }

  return (c, next) => {
    const named = c.req.header('wiz-version');
    const asked = named ?? c.get('principal').api_version ?? newest;
    if (asked === newest) return next();
    if (named === undefined && !known.some(({ date }) => date === asked)) throw pinnedToGone(asked);
    return answerIn(asked, c, next);
  };
}

/** To be moved on unasked would break the program that it was pinned for. */
const pinnedToGone = (date: string): WizError =>
  new WizError(
    'invalid_request',
    `The key is pinned to version ${date}, which is gone: send Wiz-Version, or pin it anew with PATCH /v1/keys/{key_id}; see /versions`,
    { api_version: date },
  );

/** Problems are the same in all versions, and bytes are their maker's. */
const isAnswer = ({ ok, headers }: Response): boolean => ok && headers.get('content-type') === 'application/json';

/** Caches below hold answers of the newest version only, so an older one has a validator of its own. */
async function undone(c: ApiContext, undo: (answer: Answered) => Answered): Promise<Response> {
  const { status } = c.res;
  const headers = new Headers(c.res.headers);
  const body = encoder.encode(JSON.stringify(undo((await c.res.json()) as Answered)));
  // The context would put the headers of the newer answer over those of this one.
  c.res = undefined;
  if (!headers.has('etag')) return new Response(body, { status, headers });
  const etag = contentTag(body);
  headers.set('etag', etag);
  const current = isCurrent(c.req.header('if-none-match'), etag);
  return new Response(current ? null : body, { status: current ? 304 : status, headers });
}
