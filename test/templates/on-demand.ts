import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundle } from '../../local/bundle.ts';

/** State folders that tests begin with: an empty database with its schema, and a platform after its first ingestion. */
export type TemplateName = 'migrated' | 'ingested';

const prefix = 'wizdata-templates-';

/** What many files begin with is made once a run, when the first asks for it; each then works on a copy of its own. */
export default async function templatesOnDemand(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftBehind();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const ending = new AbortController();
  const made = new Map<string, Promise<string>>();
  // What is tested may have been changed in between.
  project.onTestsRerun(() => made.clear());
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://templates');
    const entry = searchParams.get('entry');
    const wanted = entry ?? pathname.slice(1);
    const making = made.get(wanted) ?? (entry === null ? make(wanted, folder, ending.signal) : bundle(entry));
    made.set(wanted, making);
    making.then(
      (text) => response.end(text),
      (error) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  process.env.WIZDATA_TEMPLATES = `http://127.0.0.1:${address.port}`;
  return async () => {
    ending.abort();
    await Promise.allSettled(made.values());
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  };
}

/** In a process of its own, since this one serves all that test. */
async function make(name: string, parent: string, signal: AbortSignal): Promise<string> {
  const folder = await mkdtemp(join(parent, `${name}-`));
  const script = join(import.meta.dirname, 'make-template.ts');
  const child = spawn(process.execPath, [script, name, folder], { signal, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the template ${name} was not made: ${said}`);
  return folder;
}

/** What runs that were killed could not take away. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue;
    // Another's, where several people share the folder.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
