import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { findPayload } from '../../storage/read/provenance.ts';
import { endpoint } from '../endpoint.ts';
import { fetchId } from './get-provenance.ts';

export const getPayload = endpoint({
  method: 'GET',
  path: '/v1/provenance/{fetch_id}/payload',
  operationId: 'getPayload',
  summary: 'The very bytes that the source sent',
  description:
    "Where the source's terms do not allow passing them on, this needs the scope admin. Their SHA-256 is the `sha256` of the provenance.",
  tag: 'Provenance',
  scope: 'read',
  cost: 6,
  cache: 'none',
  params: z.object({ fetch_id: fetchId }),
  query: z.object({}),
  response: 'bytes',
  // As the source said it.
  mediaTypes: ['*/*'],
  example: { path: '/v1/provenance/fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f/payload', data: null },
  async handle({ params: { fetch_id } }, { db, lake }, principal) {
    const place = await findPayload(db, fetch_id);
    if (place === null) throw new WizError('not_found', `There was no fetch ${fetch_id}`);
    if (place.redistribution !== 'open' && !principal.scopes.includes('admin')) {
      throw new WizError(
        principal.key_id === null ? 'unauthenticated' : 'forbidden',
        `The terms of ${place.connector} do not allow passing its payloads on; this needs the scope admin`,
        { scope: 'admin' },
      );
    }
    const object = await lake.get(`raw/${place.connector}/${place.sha256}`);
    if (object === null) throw new WizError('dependency_unavailable', `The bytes of ${fetch_id} are not in the lake`);
    return {
      bytes: object.body,
      sizeBytes: object.size,
      contentType: place.content_type ?? 'application/octet-stream',
      digest: place.sha256,
    };
  },
});
