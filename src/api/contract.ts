import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints/index.ts';
import { type Versions, versions } from './versions.ts';

/** What the public door promises: its operations, and the versions in which they answer. */
export interface Contract {
  readonly endpoints: readonly Endpoint[];
  readonly versions: Versions;
}

export const contract: Contract = { endpoints, versions };
