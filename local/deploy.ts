import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, type WorkerName, workerConfigs } from './workers.ts';

// `npm run deploy -- --env staging [--dry-run]`: every Worker by wrangler, those that others bind to first.
const { values } = parseArgs({
  options: { env: { type: 'string', default: 'staging' }, 'dry-run': { type: 'boolean', default: false } },
});
const order: readonly WorkerName[] = ['auth', 'stream', 'ingest', 'clean', 'indicators', 'api'];
const output = mkdtempSync(join(tmpdir(), 'wizdata-deploy-'));
const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
let failed = 0;
for (const name of order) {
  const dry = values['dry-run'] ? ['--dry-run', '--outdir', join(output, name)] : [];
  const args = ['deploy', '--config', join(root, workerConfigs[name]), '--env', values.env, ...dry];
  const { status } = spawnSync(process.execPath, [wrangler, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
  if (status !== 0) failed += 1;
}
rmSync(output, { recursive: true, force: true });
process.stdout.write(failed === 0 ? `All ${order.length} Workers bundled.\n` : `${failed} Workers failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;
