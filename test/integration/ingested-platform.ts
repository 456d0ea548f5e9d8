import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyTemplate } from '../templates/copy-template.ts';
import { type SamplePlatform, startSamplePlatform } from './sample-platform.ts';

/** The whole platform as its first ingestion of the sample left it, in a folder of its own, started again. */
export async function startIngestedPlatform(): Promise<SamplePlatform> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'wizdata-test-'));
  await copyTemplate('ingested', stateFolder);
  const started = await startSamplePlatform({ stateFolder });
  return {
    ...started,
    stop: async () => {
      await started.stop();
      await rm(stateFolder, { recursive: true, force: true });
    },
  };
}
