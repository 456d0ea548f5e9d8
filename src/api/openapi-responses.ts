import { z } from '@hono/zod-openapi';
import { errorTable } from '../core/errors.ts';
import { costAnswer, costMediaType } from './dry-run.ts';
import { type Endpoint, mayBeNamed } from './endpoint.ts';

const text = (description: string) => ({ description, schema: { type: 'string' as const } });
const seconds = (description: string) => ({ description, schema: { type: 'integer' as const } });

const requestId = {
  'X-Request-Id': text('Names the request; name it when you write to us'),
  'Wiz-Version': text('The version of the API that answered'),
};
const farewell = {
  Deprecation: text('Since when nobody new should use this: `@` and seconds since 1970 (RFC 9745)'),
  Sunset: text('From when on it may be gone (RFC 8594)'),
};
const limits = {
  'RateLimit-Policy': text(
    'The limits of the plan that bind, in tokens: `"second";q=300;w=1, "minute";q=600;w=60`; the month is that of the calendar',
  ),
  RateLimit: text(
    'What is left of the minute, or nothing of the window that refuses, and for how many seconds: `"minute";r=599;t=41`',
  ),
  'RateLimit-Scope': text('`isolate` while the count that all share is away; /.well-known/wizdata-limits says more'),
};

/** The price of a call, which is asked for in its place. */
export const priceResponse = {
  description: 'What the call would cost, where `dry_run=cost` asks for it',
  headers: { ...requestId, ...limits },
  content: { [costMediaType]: costAnswer },
};

const ofLists = {
  Link: text('Beside rows that are not JSON: the next page, as `rel="next"`'),
  'Wiz-Next-Cursor': text('`meta.next_cursor`, where rows are not JSON; so are Wiz-Limit, Wiz-As-Of and others'),
  'Wiz-Source': text('`meta.source`, where rows are not JSON'),
  'Wiz-Unit': text('`meta.unit`, where rows are not JSON; what is no ASCII is percent-encoded'),
  'Wiz-Is-Sample': text('`meta.is_sample`, where rows are not JSON'),
};

/** Headers of an answer that is none of the errors. */
export function answerHeaders({
  scope,
  cache,
  deprecated,
  rows,
}: Pick<Endpoint, 'scope' | 'cache' | 'deprecated' | 'rows'>) {
  return {
    ...requestId,
    ...(scope === null ? {} : limits),
    ...(deprecated === undefined ? {} : farewell),
    'Cache-Status': text('Whether a cache answered (RFC 9211)'),
    ...(cache === 'none' ? {} : { ETag: text('Send it back as `If-None-Match` to hear 304 while it holds') }),
    ...(rows === null ? {} : ofLists),
  };
}

const problem = z
  .looseObject({
    type: z.string().openapi({ example: '/problems/not_found' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(Object.keys(errorTable) as [string, ...string[]]),
    request_id: z.string(),
  })
  .openapi('Problem');

/** A problem (RFC 9457), as every error is answered. */
export function problemResponse(description: string, more: Record<string, ReturnType<typeof text>> = {}) {
  return {
    description,
    headers: { ...requestId, ...more },
    content: { 'application/problem+json': { schema: problem } },
  };
}

const contentRange = {
  'Content-Range': text(
    'Which of how many bytes: `bytes 0-1023/41207`; `bytes */41207` where none of them was asked for',
  ),
};
/** Headers of a part of a file. */
export const partHeaders = { ...requestId, ...limits, ...contentRange };

const retryAfter = { 'Retry-After': seconds('Seconds after which it makes sense to try again') };

/** The errors that an endpoint may answer with. */
export function errorResponses({ method, scope, params, body, inParts, mayMiss }: Endpoint) {
  const isFound = mayMiss || Object.keys(params.shape).length > 0;
  return {
    400: problemResponse('The request is not valid; `detail` says what to do'),
    ...(scope === null
      ? {}
      : {
          401: problemResponse('The key is wrong, or one is needed'),
          403: problemResponse('The key, its address, the role or the plan does not allow it'),
          429: limited,
        }),
    ...(mayBeNamed({ method, scope })
      ? { 409: problemResponse('It conflicts with the current state, or its Idempotency-Key named another request') }
      : {}),
    ...(isFound ? { 404: problemResponse('Nothing is found under what the request names') } : {}),
    ...(body === undefined
      ? {}
      : {
          413: problemResponse('The body is too large'),
          415: problemResponse('The body must be application/json, and not packed'),
        }),
    ...(inParts ? { 416: problemResponse('The range lies outside of the file', contentRange) } : {}),
    503: {
      ...problemResponse('A part of the platform, or a source, is away'),
      headers: { ...requestId, ...retryAfter },
    },
    default: problemResponse('Any other problem: what is wrong, what to do, and the code that programs go by'),
  };
}

const limited = {
  ...problemResponse('The limit of the plan is reached'),
  headers: { ...requestId, ...limits, ...retryAfter },
};
