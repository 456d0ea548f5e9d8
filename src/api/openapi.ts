import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { errorTable } from '../core/errors.ts';
import { envelope, metaOf } from './answer.ts';
import type { ApiVariables } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { streamPolicy } from './stream.ts';

type Registry = OpenAPIHono<{ Variables: ApiVariables }>['openAPIRegistry'];

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

const problemResponse = {
  description: 'A problem (RFC 9457): what is wrong, what to do, and the code that programs go by',
  content: { 'application/problem+json': { schema: problem } },
};

/** Adds an endpoint to the document. */
export function describe(registry: Registry, endpoint: Endpoint): void {
  const { method, path, operationId, summary, description, tag, scope, params, query, body, response } = endpoint;
  const content =
    response === 'bytes'
      ? { 'application/octet-stream': { schema: z.string().openapi({ type: 'string', format: 'binary' }) } }
      : { 'application/json': { schema: envelope(response), example: exampleAnswer(endpoint) } };
  registry.registerPath({
    method: method === 'GET' ? 'get' : 'post',
    path,
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    security: scope === 'admin' ? [{ key: [] }] : scope === null ? [] : [{ key: [] }, {}],
    request: {
      params,
      query,
      ...(body === undefined
        ? {}
        : { body: { content: { 'application/json': { schema: body, example: endpoint.example.body } } } }),
    },
    responses: {
      [endpoint.status ?? 200]: { description: summary, content },
      ...(endpoint.cache === 'none' ? {} : { 304: { description: 'What the caller holds is current' } }),
      default: problemResponse,
    },
  });
}

/** The example as the endpoint would answer it. */
export function exampleAnswer({ example }: Endpoint) {
  return { data: example.data, meta: metaOf(example.meta ?? {}) };
}

let written: string | null = null;

/** The document, written once. */
export function documentOf(app: OpenAPIHono<{ Variables: ApiVariables }>): string {
  if (written !== null) return written;
  const { openAPIRegistry } = app;
  openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key: wiz_test_... or wiz_live_.... Reading works without one, at a lower limit.',
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: streamPolicy.path,
    operationId: streamPolicy.operationId,
    summary: 'Open the stream of changes (WebSocket)',
    tags: ['Stream'],
    security: [{ key: [] }, {}],
    responses: { 101: { description: 'The socket is open' }, default: problemResponse },
  });
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'WizData',
      version: '1',
      description:
        'Prices, rates and series with their provenance: every row has a fetch_id that leads to the bytes it came from. Decimals are strings with the published digits; instants are UTC.',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT' },
    },
    servers: [{ url: '/' }],
  });
  written = JSON.stringify(document);
  return written;
}
