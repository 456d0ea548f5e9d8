import { OpenAPIHono, z } from '@hono/zod-openapi';
import { closeCodes } from '../stream/close-codes.ts';
import { envelope, metaOf } from './answer.ts';
import { type Contract, contract as today } from './contract.ts';
import { deprecationNotice } from './deprecation.ts';
import { type Endpoint, mayBeNamed } from './endpoint.ts';
import { isText, mediaTypes } from './formats/formats.ts';
import { alternativesOf, selectedOf } from './formats/row-shape.ts';
import { limitsDocument, limitsOf, limitsPath } from './limits-document.ts';
import { mcpPath } from './mcp-path.ts';
import { answerHeaders, errorResponses, partHeaders, priceResponse, problemResponse } from './openapi-responses.ts';
import { decode } from './query-string.ts';
import { sessionCookieName } from './session-cookie.ts';
import { streamPolicy, streamQuery } from './stream.ts';
import { tags } from './tags.ts';
import type { Versions } from './versions.ts';

type Registry = OpenAPIHono['openAPIRegistry'];
type Answers = Parameters<Registry['registerPath']>[0]['responses'];
type Content = Record<string, { schema: z.ZodType; example?: unknown }>;

/** What a client needs to know to speak; the frames are JSON, one object each. */
const streamDescription = [
  'The server begins with `welcome`. Send `{"type":"subscribe","id":1,"channels":["bar.1d:XJSE:NPN"]}`, or with',
  '`{"channel":…,"since":"start"}` or `"since":{"epoch":…,"seq":…}` to go on after the last event you have.',
  '`indicator.rsi(14).1m:BINANCE:BTC-USDT` is computed from the first subscription on, for any of /v1/indicators under its',
  'canonical name that compares no two instruments. One `ack`',
  'answers with the place of each channel, then `events` come, each with a `seq` that is dense in its channel and the',
  'row as REST shows it; a row that is not held true any more comes once more with `"withdrawn":true`, known since its',
  '`recorded_at`. What can no longer be replayed is named by a `gap` frame with the address that returns what is kept.',
  '`heartbeat` brings the heads of your channels; answer a `ping` with `{"type":"pong","id":…}`. Close codes:',
  ...Object.values(closeCodes).map(({ code, reason }) => `${code} ${reason};`),
  'from 4000 to 4499 come back, from 4500 on do not.',
].join(' ');

/** A key goes into either header; reading needs none. */
const keyed: Record<string, string[]>[] = [{ key: [] }, { header_key: [] }];

const lowerCase = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const;

function securityOf({ scope, ofAccount }: Endpoint): Record<string, string[]>[] {
  if (scope === null) return [];
  if (ofAccount) return [...keyed, { session: [] }];
  return scope === 'admin' ? keyed : [...keyed, {}];
}

/** Where a write may be asked for twice and done once. */
const named = {
  'idempotency-key': z.string().max(255).optional().openapi({
    pattern: '^[!-~](?:[ -~]*[!-~])?$',
    description:
      'A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict.',
  }),
};

/** Where a part may be asked for (RFC 9110). */
const ranged = {
  Range: z.string().optional().openapi({ description: 'The bytes that are wanted: `bytes=0-1023`' }),
  'If-Range': z.string().optional().openapi({ description: 'The `ETag` of which they are to be; else all come' }),
};

const versionHeader = (versions: Versions) =>
  z
    .enum(versions.map(({ date }) => date))
    .optional()
    .openapi({
      description: 'The version to answer in; left out, the one that the key is pinned to, or the newest',
    });

/** Adds an endpoint to the document. */
function describe(registry: Registry, endpoint: Endpoint, versions: Versions): void {
  const { method, path, operationId, summary, tag, cost, params, query, body, response, deprecated } = endpoint;
  const notice = deprecated && deprecationNotice(deprecated);
  const description = [notice, endpoint.description].filter((part) => part !== undefined).join('\n\n');
  const content =
    response === 'bytes'
      ? Object.fromEntries(
          (endpoint.mediaTypes ?? ['application/octet-stream']).map((type) => [
            type,
            { schema: z.string().openapi({ type: 'string', format: 'binary' }) },
          ]),
        )
      : {
          'application/json': {
            schema: answerSchema(endpoint, asSent(endpoint, response)),
            example: exampleBody(endpoint),
          },
          ...fileContent(endpoint),
        };
  registry.registerPath({
    method: lowerCase[method],
    path,
    operationId,
    summary,
    ...(description === '' ? {} : { description }),
    ...(deprecated === undefined ? {} : { deprecated: true, 'x-sunset': deprecated.sunset }),
    'x-tokens': cost,
    tags: [tag],
    security: securityOf(endpoint),
    request: {
      params,
      query,
      headers: z.object({ 'Wiz-Version': versionHeader(versions), ...headersOf(endpoint) }),
      ...(body === undefined
        ? {}
        : {
            body: {
              required: !body.safeParse(undefined).success,
              content: { 'application/json': { schema: body, example: endpoint.example.body } },
            },
          }),
    },
    responses: {
      ...answersOf(endpoint, content),
      ...(endpoint.inParts ? { 206: { description: 'What `Range` asks for', headers: partHeaders, content } } : {}),
      ...(endpoint.cache === 'none' && response !== 'bytes'
        ? {}
        : { 304: { description: 'What the caller holds is current' } }),
      ...errorResponses(endpoint),
    },
  });
}

/** The thing itself and its price, each under its media type. */
function answersOf(endpoint: Endpoint, content: Content): Answers {
  const { scope, status = 200, summary: description } = endpoint;
  const answer = { description, headers: answerHeaders(endpoint), content };
  if (scope === null) return { [status]: answer };
  if (status !== 200) return { 200: priceResponse, [status]: answer };
  return { 200: { ...answer, content: { ...content, ...priceResponse.content } } };
}

/** With `fields`, a list comes with some of them only. */
const asSent = ({ rows }: Endpoint, response: z.ZodType): z.ZodType =>
  rows === null ? response : z.union([...alternativesOf(response), ...selectedOf(response)]);

/** A list as a file. */
const fileContent = ({ rows }: Endpoint) =>
  Object.fromEntries(
    (rows?.formats ?? []).map((format) => [
      mediaTypes[format],
      { schema: z.string().openapi({ type: 'string', ...(isText(format) ? {} : { format: 'binary' }) }) },
    ]),
  );

const headersOf = (endpoint: Endpoint) => ({
  ...(mayBeNamed(endpoint) ? named : {}),
  ...(endpoint.inParts ? ranged : {}),
});

const answerSchema = ({ protocol, meta }: Endpoint, data: z.ZodType): z.ZodType =>
  protocol === undefined ? envelope(data, meta) : data;

/** The example as the endpoint would answer it. */
export const exampleBody = (endpoint: Endpoint): unknown =>
  endpoint.protocol === undefined ? exampleAnswer(endpoint) : endpoint.example.data;

export function exampleAnswer({ example }: Pick<Endpoint, 'example'>) {
  return { data: example.data, meta: metaOf(example.meta ?? {}) };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly type?: unknown };
  example?: string | number;
}

/** Parameters say what the example's request gives them, so that it can be put together from the document. */
function addExamples({ path, example }: Endpoint, parameters: readonly Parameter[]): void {
  const [place = '', search = ''] = example.path.split('?');
  const given = new URLSearchParams(search);
  const segments = place.split('/');
  for (const parameter of parameters) {
    const at = path.split('/').indexOf(`{${parameter.name}}`);
    const value = parameter.in === 'path' ? decode(segments[at] ?? '') : given.get(parameter.name);
    if (value === null || parameter.in === 'header') continue;
    const isNumber = parameter.schema.type === 'integer' || parameter.schema.type === 'number';
    parameter.example = isNumber ? Number(value) : value;
  }
}

const written = new WeakMap<Contract, string>();

/** The document, written once. */
export function openApiDocument(contract: Contract = today): string {
  const text = written.get(contract) ?? write(contract);
  written.set(contract, text);
  return text;
}

function write({ endpoints, versions }: Contract): string {
  // It serves nothing: its registry and its writer of documents are what is wanted.
  const app = new OpenAPIHono();
  const { openAPIRegistry } = app;
  for (const endpoint of endpoints) describe(openAPIRegistry, endpoint, versions);
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
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieName('production'),
    description: 'What signing in gives a browser; for its own account only.',
  });
  openAPIRegistry.registerPath(mcpPath);
  openAPIRegistry.registerPath({
    method: 'get',
    path: streamPolicy.path,
    operationId: streamPolicy.operationId,
    summary: 'Open the stream of changes (WebSocket)',
    tags: ['Stream'],
    description: streamDescription,
    security: [...keyed, {}],
    'x-tokens': streamPolicy.cost,
    request: { query: streamQuery },
    responses: {
      200: priceResponse,
      400: problemResponse('Its address asks for what is not known here'),
      101: { description: 'The socket is open' },
      426: problemResponse('The request asks for no upgrade to a WebSocket'),
      default: problemResponse('The socket is refused'),
    },
  });
  const limits = limitsOf({ endpoints });
  openAPIRegistry.registerPath({
    method: 'get',
    path: limitsPath,
    operationId: 'getLimits',
    summary: 'All plans, what operations cost, and how both are counted',
    tags: ['Account'],
    security: [],
    responses: {
      200: {
        description: 'The same for everybody, and cached publicly; `costs` has every operation',
        content: {
          'application/json': { schema: limitsDocument, example: { ...limits, costs: limits.costs.slice(0, 2) } },
        },
      },
      304: { description: 'What the caller holds is current' },
      400: problemResponse('It takes no parameters'),
      405: problemResponse('It is there to be read'),
      default: problemResponse('Any other problem'),
    },
  });
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'WizData',
      version: versions[0].date,
      'x-versions': versions.map(({ date, describe, changes }) => ({
        ...{ date, description: describe },
        changes: changes.map(({ operationId, describe: change }) => ({ operation: operationId, description: change })),
      })),
      description:
        'Prices, rates and series with their provenance: every row has a fetch_id that leads to the bytes it came from. Decimals are strings with the published digits; instants are UTC.',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT' },
    },
    servers: [{ url: '/', description: 'Where this document was read' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
  });
  for (const endpoint of endpoints) {
    const operation = document.paths?.[endpoint.path]?.[lowerCase[endpoint.method]];
    addExamples(endpoint, (operation?.parameters ?? []) as Parameter[]);
  }
  return JSON.stringify(document);
}
