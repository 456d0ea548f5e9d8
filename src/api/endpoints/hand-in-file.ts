import { z } from '@hono/zod-openapi';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { connectorName, text } from '../parameters.ts';

const maxFileBytes = 16 * 1024 * 1024;

export const handInFile = endpoint({
  method: 'POST',
  path: '/v1/admin/intakes',
  operationId: 'handInFile',
  summary: 'Hand in a file as a payload of a source: a download, a disclosure table',
  description:
    'The bytes are kept in the lake under `fetch_id` and then read by the parser of the source, like everything that was fetched. What became of them is in /v1/provenance/{fetch_id} and /v1/admin/quarantine?fetch_id=.',
  tag: 'Admin',
  scope: 'admin',
  cost: 10,
  cache: 'none',
  params: z.object({}),
  query: z.object({}),
  maxBodyBytes: Math.ceil((maxFileBytes * 4) / 3) + 4096,
  body: z.strictObject({
    source: connectorName.openapi({ example: 'yahoo-csv' }),
    subject: text(1, 128).openapi({
      description: 'What the file is about, in the grammar of the source',
      example: 'NPN.JO',
    }),
    name: text(1, 200).openapi({ example: 'NPN.JO.csv' }),
    content_type: text(1, 100).default('application/octet-stream'),
    content_base64: z
      .base64('must be base64')
      .openapi({ pattern: z.regexes.base64.source, description: 'The bytes of the file, at most 16 MiB' }),
  }),
  response: z.object({ fetch_id: z.string() }).openapi('FileHandedIn'),
  mayMiss: true,
  status: 202,
  example: {
    path: '/v1/admin/intakes',
    body: {
      source: 'yahoo-csv',
      subject: 'NPN.JO',
      name: 'NPN.JO.csv',
      content_type: 'text/csv',
      content_base64:
        'RGF0ZSxPcGVuLEhpZ2gsTG93LENsb3NlLEFkaiBDbG9zZSxWb2x1bWUKMjAyMS0wMS0xMywzMjIwMDAsMzI1NTg1LDMxODkxMiwzMTk4NzgsMzE5ODc4LDEyNTYzMzEK',
    },
    data: { fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' },
  },
  async handle({ body }, { ingest }) {
    const { source, subject, name, content_type, content_base64 } = body;
    const bytes = Uint8Array.from(atob(content_base64), (char) => char.charCodeAt(0));
    const { fetch_id } = await ingest.intake(source, { name, subject, content_type, bytes });
    return jsonAnswer(JSON.stringify({ fetch_id }));
  },
});
