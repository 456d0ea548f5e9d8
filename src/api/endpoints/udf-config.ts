import { z } from '@hono/zod-openapi';
import { sha256 } from '../../core/hash.ts';
import { readVenues } from '../../storage/read/charted.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { allResolutions } from '../udf/resolutions.ts';
import { typeNames } from '../udf/symbol-types.ts';

const choice = z.object({ value: z.string(), name: z.string() });
const exchange = choice.extend({ desc: z.string() });

const anyExchange = { value: '', name: 'All markets', desc: 'All markets' };
const anyType = { value: '', name: 'All kinds' };

export const getUdfConfig = endpoint({
  method: 'GET',
  path: '/udf/config',
  operationId: 'getUdfConfig',
  summary: 'What the datafeed can do',
  description:
    'The first thing that a charting client asks, whose datafeed URL is this host and `/udf`. It needs no key; one goes into the headers of the requests.',
  tag: 'Charts',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 300, rowCapped: false },
  protocol: 'udf',
  params: z.object({}),
  query: z.object({}),
  response: z
    .object({
      supports_search: z.literal(true),
      supports_group_request: z.literal(false),
      supports_marks: z.literal(false),
      supports_timescale_marks: z.literal(true),
      supports_time: z.literal(true),
      supported_resolutions: z.array(z.string()),
      exchanges: z.array(exchange),
      symbols_types: z.array(choice),
    })
    .openapi('UdfConfig'),
  example: {
    path: '/udf/config',
    data: {
      ...{ supports_search: true, supports_group_request: false },
      ...{ supports_marks: false, supports_timescale_marks: true, supports_time: true },
      supported_resolutions: allResolutions,
      exchanges: [anyExchange, { value: 'XJSE', name: 'XJSE', desc: 'XJSE' }],
      symbols_types: [anyType, ...typeNames],
    },
  },
  async handle(_input, { db }) {
    const venues = await readVenues(db);
    const config = {
      ...{ supports_search: true, supports_group_request: false },
      ...{ supports_marks: false, supports_timescale_marks: true, supports_time: true },
      supported_resolutions: allResolutions,
      exchanges: [anyExchange, ...venues.map((venue) => ({ value: venue, name: venue, desc: venue }))],
      symbols_types: [anyType, ...typeNames],
    };
    return jsonAnswer(JSON.stringify(config), {}, ['instrument']);
  },
});

export const getUdfTime = endpoint({
  method: 'GET',
  path: '/udf/time',
  operationId: 'getUdfTime',
  summary: "The server's clock: whole seconds since 1970, as text",
  tag: 'Charts',
  scope: null,
  cost: 0,
  cache: 'none',
  protocol: 'udf',
  params: z.object({}),
  query: z.object({}),
  response: 'bytes',
  mediaTypes: ['text/plain'],
  example: { path: '/udf/time', data: null },
  async handle(_input, { clock }) {
    const bytes = new TextEncoder().encode(String(Math.floor(clock.now() / 1000)));
    const contentType = 'text/plain; charset=utf-8';
    return {
      bytes,
      sizeBytes: bytes.length,
      contentType,
      digest: await sha256(bytes),
      fileName: 'time',
      maxAgeSeconds: 0,
    };
  },
});
