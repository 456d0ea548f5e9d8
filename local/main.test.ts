import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let stateDir: string;
beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'wizdata-main-'));
});
afterAll(() => rm(stateDir, { recursive: true, force: true }));

function start(variables: Record<string, string>): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, STATE_DIR: stateDir, SOURCES: 'sample', ...variables };
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts')], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
}

test('a taken port gives a sentence that says what to do, and nothing is started', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const { code, said } = await start({ PORT: port });
  other.close();
  expect(code).toBe(1);
  expect(said).toBe(`Port ${port} is taken by another program. Choose another: PORT=8788 npm start\n`);
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['SOURCES', 'invented'],
])('%s=%s is refused by its name', async (name, value) => {
  const { code, said } = await start({ [name]: value });
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`^These settings are not understood: ${name}: .+\n$`));
});

test.each([
  ['/proc/nope', 'The state folder /proc/nope/sample cannot be used: '],
  ['/etc/passwd', 'The state folder /etc/passwd/sample cannot be used: a part of its path is a file.'],
])('a state folder that cannot be, %s, gives a sentence', async (STATE_DIR, sentence) => {
  const { code, said } = await start({ STATE_DIR, PORT: '8799' });
  expect(code).toBe(1);
  expect(said).toContain(sentence);
  expect(said.trim().split('\n')).toHaveLength(1);
});
