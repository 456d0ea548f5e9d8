import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { findPublishedFile } from '../../storage/read/published-files.ts';
import type { BytesAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { json, mediaTypes } from '../formats/formats.ts';
import type { StoredObjects } from '../services.ts';
import { storedBytes, storedFile } from '../stored-bytes.ts';
import { fileDataset, filePeriod, intervalClass } from './list-files.ts';

const manifestName = 'manifest.json';
/** Another part of the period may be published any day. */
const manifestSeconds = 60;

export const getFile = endpoint({
  method: 'GET',
  path: '/v1/files/public/{dataset}/{interval_class}/{period}/{name}',
  operationId: 'getFile',
  summary: 'A published file, or the signed manifest of a period',
  description:
    'A `path` of /v1/files. `ETag` is the SHA-256 of the file, `Range` gives a part of it. `manifest.json` names all files of the period with their SHA-256; it is signed (Ed25519 over its JSON without `signature`, in the canonical form of RFC 8785) by a key of /.well-known/wizdata-keys.',
  tag: 'Files',
  scope: 'read',
  cost: 2,
  cache: 'none',
  params: z.object({
    dataset: fileDataset,
    interval_class: intervalClass,
    period: filePeriod,
    name: z
      .string()
      .regex(/^(?:[0-9a-f]{1,4}-[0-9a-f]{16}\.(?:parquet|csv)|manifest\.json)$/, 'must be that of a path of /v1/files'),
  }),
  query: z.object({}),
  response: 'bytes',
  mediaTypes: [mediaTypes.csv, mediaTypes.parquet, json],
  inParts: true,
  example: { path: '/v1/files/public/rate/all/2021/0-0f1e2d3c4b5a6978.csv', data: null },
  async handle({ params: { dataset, interval_class, period, name } }, { db, lake }) {
    const path = `public/${dataset}/${interval_class}/${period}/${name}`;
    const saved = `wizdata-${dataset}-${interval_class}-${period}-${name}`;
    if (name === manifestName) return await manifestAt(lake, path, saved);
    const place = await findPublishedFile(db, path);
    if (place === null) throw new WizError('not_found', `There is no file ${path}; see /v1/files`);
    return {
      bytes: (range) => storedBytes(lake, path, range),
      sizeBytes: place.size_bytes,
      contentType: name.endsWith('.csv') ? `${mediaTypes.csv}; charset=utf-8` : mediaTypes.parquet,
      digest: place.sha256,
      fileName: saved,
    };
  },
});

async function manifestAt(lake: StoredObjects, path: string, fileName: string): Promise<BytesAnswer> {
  const facts = { contentType: json, fileName, maxAgeSeconds: manifestSeconds };
  const manifest = await storedFile(lake, path, facts);
  if (manifest === null) throw new WizError('not_found', `Nothing is published under ${path}; see /v1/files`);
  return manifest;
}
