import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Platform, startPlatform } from '../local/platform.ts';
import type { Upstream } from '../local/upstream/upstream.ts';

/** The whole platform on sample sources, ingested and at rest, with the bare Worker beside it. */
export interface Stage {
  readonly platform: Platform & { readonly upstream: Upstream };
  readonly bareUrl: string;
  /** A key of the plan that is not held back. */
  readonly key: string;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'wizdata-bench-'));
  const [port, barePort] = [await freePort(), await freePort()];
  let platform: Platform | null = null;
  let isAtRest = false;
  const close = async (): Promise<void> => {
    await platform?.stop();
    await rm(stateFolder, { recursive: true, force: true });
  };
  try {
    platform = await startPlatform({
      stateFolder,
      port,
      mode: 'sample',
      socketSpeed: Number.POSITIVE_INFINITY,
      extraWorkers: [{ config: join(import.meta.dirname, 'bare/wrangler.toml'), port: barePort }],
      onLog: (level, message) => void (isAtRest && level === 'error' && process.stderr.write(`${message}\n`)),
    });
    const { upstream } = platform;
    if (upstream === null) throw new Error('sample sources come from the upstream stand-in, and there is none');
    await platform.crons.fire();
    const key = await platform.issueKey('bench', 'internal', ['read']);
    await untilAtRest(platform.url, key);
    isAtRest = true;
    return { platform: { ...platform, upstream }, bareUrl: `http://127.0.0.1:${barePort}`, key, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Work of the first ingestion that still goes on would be taken for the cost of what is measured. */
async function untilAtRest(url: string, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}` };
  const until = Date.now() + 120_000;
  for (let still = 0; still < 3; await sleep(200)) {
    if (Date.now() > until) throw new Error('the first ingestion does not come to rest');
    const isReady = (await fetch(`${url}/healthz`)).ok;
    const { data } = (await (await fetch(`${url}/v1/status`, { headers })).json()) as { data: Record<string, unknown> };
    still = isReady && data.unsent_changes === 0 && data.pending_payloads === 0 ? still + 1 : 0;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
