import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { closeCodes } from '../stream/close-codes.ts';
import { envelope, metaOf } from './answer.ts';
import type { ApiVariables } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { answerHeaders, errorResponses, problemResponse } from './openapi-responses.ts';
import { streamPolicy } from './stream.ts';

type Registry = OpenAPIHono<{ Variables: ApiVariables }>['openAPIRegistry'];

/** What a client needs to know to speak; the frames are JSON, one object each. */
const streamDescription = [
  'The server begins with `welcome`. Send `{"type":"subscribe","id":1,"channels":["bar.1d:XJSE:NPN"]}`, or with',
  '`{"channel":…,"since":"start"}` or `"since":{"epoch":…,"seq":…}` to go on after the last event you have. One `ack`',
  'answers with the place of each channel, then `events` come, each with a `seq` that is dense in its channel. What can',
  'no longer be replayed is named by a `gap` frame with the address that returns what is kept. `heartbeat` brings the',
  'heads of your channels; answer a `ping` with `{"type":"pong","id":…}`. Close codes:',
  ...Object.values(closeCodes).map(({ code, reason }) => `${code} ${reason};`),
  'from 4000 to 4499 come back, from 4500 on do not.',
].join(' ');

/** A key goes into either header; reading needs none. */
const keyed: Record<string, string[]>[] = [{ key: [] }, { header_key: [] }];

/** Adds an endpoint to the document. */
export function describe(registry: Registry, endpoint: Endpoint): void {
  const { method, path, operationId, summary, description, tag, scope, params, query, body, response } = endpoint;
  const content =
    response === 'bytes'
      ? {
          [endpoint.mediaType ?? 'application/octet-stream']: {
            schema: z.string().openapi({ type: 'string', format: 'binary' }),
          },
        }
      : { 'application/json': { schema: envelope(response), example: exampleAnswer(endpoint) } };
  registry.registerPath({
    method: method === 'GET' ? 'get' : 'post',
    path,
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    security: scope === 'admin' ? keyed : scope === null ? [] : [...keyed, {}],
    request: {
      params,
      query,
      ...(body === undefined
        ? {}
        : { body: { content: { 'application/json': { schema: body, example: endpoint.example.body } } } }),
    },
    responses: {
      [endpoint.status ?? 200]: { description: summary, headers: answerHeaders(endpoint), content },
      ...(endpoint.cache === 'none' ? {} : { 304: { description: 'What the caller holds is current' } }),
      ...errorResponses(endpoint),
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
  openAPIRegistry.registerComponent('securitySchemes', 'header_key', {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'The same key, for clients that cannot set Authorization.',
  });
  openAPIRegistry.registerPath({
    method: 'get',
    path: streamPolicy.path,
    operationId: streamPolicy.operationId,
    summary: 'Open the stream of changes (WebSocket)',
    tags: ['Stream'],
    description: streamDescription,
    security: [...keyed, {}],
    responses: {
      101: { description: 'The socket is open' },
      426: problemResponse('The request asks for no upgrade to a WebSocket'),
      default: problemResponse('The socket is refused'),
    },
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
