import { z } from '@hono/zod-openapi';
import { WizError } from '../../core/errors.ts';
import { redact } from '../../core/secret.ts';
import { fetchRecord } from '../../model/payload.ts';
import { readProvenance } from '../../storage/read/provenance.ts';
import { jsonAnswer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';

export const fetchId = z
  .string()
  .regex(/^fetch_[0-9a-f]{32}$/, 'must be a fetch_id of a row, such as fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f')
  .openapi({ example: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f' });

const count = z.number().int().nullable();

const provenance = fetchRecord
  .extend({
    parser_version: count,
    parsed_at: z.string().nullable(),
    rows_in: count.openapi({ description: 'Records in the payload: inserted, revised, unchanged, stale or rejected' }),
    inserted: count,
    revised: count,
    unchanged: count,
    stale: count,
    rejected: count,
    error_code: z.string().nullable(),
    error_message: z.string().nullable(),
    terms: z
      .object({
        name: z.string(),
        terms_url: z.string(),
        redistribution: z.enum(['open', 'restricted']),
        attribution: z.string(),
      })
      .nullable()
      .openapi({ description: "The source's terms, and how it wants to be named" }),
    payload: z.string().openapi({ description: 'Where the bytes are' }),
  })
  .openapi('Provenance');

export const getProvenance = endpoint({
  method: 'GET',
  path: '/v1/provenance/{fetch_id}',
  operationId: 'getProvenance',
  summary: 'Where a row comes from: url, times, digest, parser, terms',
  tag: 'Provenance',
  scope: 'read',
  cost: 1,
  cache: { ttlSeconds: 60, rowCapped: false },
  params: z.object({ fetch_id: fetchId }),
  query: z.object({}),
  response: provenance,
  example: {
    path: '/v1/provenance/fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
    data: {
      fetch_id: 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f',
      run_id: 'run_0192f0c4a1b27c3d8e9f0a1b2c3d4e60',
      connector: 'ecb',
      subject: 'all',
      url: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip',
      status: 200,
      headers: { 'content-type': 'application/zip' },
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      size_bytes: 586_113,
      fetched_at: '2026-11-24T05:00:00.000Z',
      window_from: '1999-01-04T00:00:00.000Z',
      window_to: '2026-11-24T05:00:00.000Z',
      is_sample: false,
      parser_version: 1,
      parsed_at: '2026-11-24T05:00:01.000Z',
      rows_in: 5450,
      inserted: 5450,
      revised: 0,
      unchanged: 0,
      stale: 0,
      rejected: 0,
      error_code: null,
      error_message: null,
      terms: {
        name: 'European Central Bank',
        terms_url: 'https://www.ecb.europa.eu/services/using-our-site/disclaimer/html/index.en.html',
        redistribution: 'open',
        attribution: 'Source: European Central Bank',
      },
      payload: '/v1/provenance/fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f/payload',
    },
    meta: { source: 'ecb' },
  },
  async handle({ params: { fetch_id } }, { db }) {
    const found = await readProvenance(db, fetch_id);
    if (found === null) throw new WizError('not_found', `There was no fetch ${fetch_id}`);
    const { json, is_sample, source } = found;
    return jsonAnswer(redact(json), { is_sample, source }, []);
  },
});
