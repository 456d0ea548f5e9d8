import type { CorpusFolders } from './folders.ts';

/** Documents that describe the API, and no answers of it. */
export const frankfurter: CorpusFolders = {
  frankfurter: {
    source: 'frankfurter',
    subject: 'USD',
    files: { 'openapi_v1.json': 'otherKind', 'openapi_v2.json': 'otherKind' },
  },
};
