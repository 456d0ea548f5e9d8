import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { endpoint } from '../endpoint.ts';
import { storedFile } from '../stored-bytes.ts';

const mediaType = 'application/jwk-set+json';

export const getPublishingKeys = endpoint({
  method: 'GET',
  path: '/.well-known/wizdata-keys',
  operationId: 'getPublishingKeys',
  summary: 'The public keys by which published files are signed, former ones included',
  description:
    'A JSON Web Key Set (RFC 7517) of Ed25519 keys (RFC 8037); `key_id` of a signature is the `kid` of its key.',
  tag: 'Files',
  scope: null,
  cost: 0,
  cache: 'none',
  params: z.object({}),
  query: z.object({}),
  response: 'bytes',
  mayMiss: true,
  mediaTypes: [mediaType],
  example: { path: '/.well-known/wizdata-keys', data: null },
  async handle(_input, { lake }) {
    const facts = { contentType: mediaType, fileName: 'wizdata-keys.json', maxAgeSeconds: 3_600 };
    const keys = await storedFile(lake, 'public/keys.json', facts);
    if (keys === null) throw new WizError('not_found', 'Nothing has been published yet');
    return keys;
  },
});
