import { z } from '@hono/zod-openapi';
import { errorTable } from '../core/errors.ts';
import type { Endpoint } from './endpoint.ts';

const text = (description: string) => ({ description, schema: { type: 'string' as const } });
const seconds = (description: string) => ({ description, schema: { type: 'integer' as const } });

const requestId = { 'X-Request-Id': text('Names the request; name it when you write to us') };
const limits = {
  'RateLimit-Policy': text('The limit of the plan: `"minute";q=600;w=60`'),
  RateLimit: text('What is left of it, and for how many seconds: `"minute";r=599;t=41`'),
};

/** Headers of an answer that is none of the errors. */
export function answerHeaders({ scope, cache }: Pick<Endpoint, 'scope' | 'cache'>) {
  return {
    ...requestId,
    ...(scope === null ? {} : limits),
    'Cache-Status': text('Whether a cache answered (RFC 9211)'),
    ...(cache === 'none' ? {} : { ETag: text('Send it back as `If-None-Match` to hear 304 while it holds') }),
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

const retryAfter = { 'Retry-After': seconds('Seconds after which it makes sense to try again') };

/** The errors that an endpoint may answer with. */
export function errorResponses({ scope, params, body, tag }: Endpoint) {
  const hasPath = Object.keys(params.shape).length > 0;
  return {
    400: problemResponse('The request is not valid; `detail` says what to do'),
    ...(scope === null ? {} : { 401: problemResponse('The key is wrong, or one is needed'), 429: limited }),
    ...(scope === 'admin' || tag === 'Provenance' ? { 403: problemResponse('The key lacks a scope') } : {}),
    ...(hasPath ? { 404: problemResponse('Nothing is found under this name') } : {}),
    ...(body === undefined
      ? {}
      : { 413: problemResponse('The body is too large'), 415: problemResponse('The body must be application/json') }),
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
