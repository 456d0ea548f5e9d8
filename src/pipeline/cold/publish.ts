import { signingKey } from '../../lake/cold/manifest.ts';
import type { ColdJobDeps } from './cold-job-deps.ts';
import { publishBars } from './publish-bars.ts';
import { publishRecords } from './publish-records.ts';

interface PublishingDeps extends ColdJobDeps {
  /** PKCS #8 in base64; null where nothing is published. */
  readonly manifestKey: string | null;
}

const bounds = { periods: 300, rowsPerFile: 100_000 };

/** Makes the public files of everything that has changed since they were made, until a moment. */
export async function publish(untilMs: number, { manifestKey, ...deps }: PublishingDeps): Promise<object> {
  // Without a key there is nobody who vouches for the files.
  if (manifestKey === null) return { published: 0, reason: 'MANIFEST_KEY is not set' };
  const signing = { ...deps, key: await signingKey(manifestKey) };
  const bars = await publishBars(untilMs, signing);
  const records = await publishRecords({ untilMs, ...bounds }, signing);
  return { published: bars + records.published, left: records.left };
}
