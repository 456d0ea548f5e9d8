import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { claimStateFolder, recordGroup, releaseStateFolder } from './earlier-run.ts';
import { readSettings, type Settings } from './settings.ts';
import { ensureStateFolder } from './state-folder.ts';

/** `npm start`: stands above the server in a process group of its own, so that Ctrl-C lets it drain. */
async function main(): Promise<void> {
  const settings = await readSettings(process.env);
  ensureStateFolder(settings.stateFolder);
  await claimStateFolder(settings.stateFolder);
  try {
    await checkPort(settings.port);
    process.exitCode = await supervise(settings);
  } finally {
    releaseStateFolder(settings.stateFolder);
  }
}

/** The exit code of the server. */
async function supervise(settings: Settings): Promise<number> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server.ts'), JSON.stringify(settings)], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, STARTED_AT: String(Date.now() - process.uptime() * 1000) },
  });
  const ended = new Promise<number>((resolve) => server.once('exit', (code) => resolve(code ?? 1)));
  let asked = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      asked += 1;
      if (asked === 1 && server.connected) server.send('stop');
      else if (asked > 1 && server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
    });
  }
  if (server.pid !== undefined) recordGroup(settings.stateFolder, server.pid);
  return await ended;
}

async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.code})`;
      reject(new Error(`Port ${port} ${taken}. Choose another: PORT=8788 npm start`));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
