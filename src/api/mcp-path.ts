import { type RouteConfig, z } from '@hono/zod-openapi';
import { mcpPolicy } from './mcp.ts';
import { problemResponse } from './openapi-responses.ts';

const id = z.union([z.string(), z.number().int()]);

const message = z
  .looseObject({
    jsonrpc: z.literal('2.0'),
    id: id.optional().openapi({ description: 'Left out in a notification' }),
    method: z.string().max(200),
    params: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('McpMessage');

const answer = z
  .looseObject({
    jsonrpc: z.literal('2.0'),
    id: id.nullable().optional(),
    result: z.record(z.string(), z.unknown()).optional(),
    error: z.looseObject({ code: z.number().int(), message: z.string() }).optional().openapi({
      description: 'As JSON-RPC says it; a tool that was refused is a result with `isError` and the problem',
    }),
  })
  .openapi('McpAnswer');

const content = { 'application/json': { schema: answer } };

/** The Model Context Protocol in the document: one path, whose messages are of another standard. */
export const mcpPath: RouteConfig = {
  method: 'post',
  path: mcpPolicy.path,
  operationId: mcpPolicy.operationId,
  'x-tokens': mcpPolicy.cost,
  summary: 'Tools for models (Model Context Protocol)',
  tags: ['Tools'],
  description:
    'JSON-RPC without state: revision 2026-07-28, and clients of 2025 (`initialize`), who are answered as an event stream of one event. A tool asks the operations of this document under the key of the request: a message costs one token, and what its tool asks for what that costs. Read what there is with `tools/list`.',
  security: [{ key: [] }, { header_key: [] }, {}],
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: message,
          example: {
            jsonrpc: '2.0',
            id: 1,
            method: 'tools/call',
            params: { name: 'search', arguments: { q: 'naspers' } },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'The answer to the message',
      content: { ...content, 'text/event-stream': { schema: z.string() } },
    },
    202: { description: 'A notification was heard' },
    400: problemResponse('It is no message of the protocol, or `Accept` takes no answer of it'),
    401: problemResponse('The key is wrong'),
    413: problemResponse('The message is too large'),
    415: problemResponse('The body must be application/json'),
    429: problemResponse('The tokens of a window are spent'),
    default: problemResponse('The message is refused; the members of JSON-RPC are in the problem'),
    403: problemResponse('A page of another site asks'),
  },
};
