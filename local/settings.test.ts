import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readSettings } from './settings.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wizdata-settings-'));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true, force: true });
});

const network = (answers: boolean) =>
  vi.stubGlobal('fetch', async () => {
    if (!answers) throw new TypeError('fetch failed');
    return new Response(null, { status: 403 });
  });

describe('the mode', () => {
  test('is live where any source answers, whatever it says, and sample without a network', async () => {
    network(true);
    expect(await readSettings({ STATE_DIR: folder })).toMatchObject({
      mode: 'live',
      stateFolder: join(folder, 'live'),
    });
    network(false);
    expect(await readSettings({ STATE_DIR: folder })).toMatchObject({ mode: 'sample', port: 8787 });
  });

  test('stays live in a folder of live rows, so that no sample row gets among them', async () => {
    network(false);
    await mkdir(join(folder, 'live'));
    expect((await readSettings({ STATE_DIR: folder })).mode).toBe('live');
    expect(await readSettings({ STATE_DIR: folder, SOURCES: 'sample' })).toMatchObject({
      mode: 'sample',
      stateFolder: join(folder, 'sample'),
    });
  });
});

test('what is cold is told to the Worker where it is set', async () => {
  const settings = (variables: Record<string, string>) =>
    readSettings({ STATE_DIR: folder, SOURCES: 'sample', ...variables });
  expect((await settings({})).coldAfterMonths).toEqual({});
  expect((await settings({ COLD_AFTER_MONTHS_DAILY: '24' })).coldAfterMonths).toEqual({
    COLD_AFTER_MONTHS_DAILY: '24',
  });
});

test.each([
  [{ PORT: '0' }, /PORT/],
  [{ PORT: '65536' }, /PORT/],
  [{ PORT: 'http' }, /PORT/],
  [{ SOURCES: 'real' }, /SOURCES/],
  [{ STATE_DIR: '' }, /STATE_DIR/],
  [{ COLD_AFTER_MONTHS_INTRADAY: '1' }, /COLD_AFTER_MONTHS_INTRADAY: must be a whole number of months, 2 or more/],
  [{ COLD_AFTER_MONTHS_DAILY: '2.5' }, /COLD_AFTER_MONTHS_DAILY: must be a whole number of months, 2 or more/],
  [{ PORT: '', SOURCES: '' }, /PORT.*SOURCES/],
])('%j is refused in a sentence that names it', async (variables, named) => {
  await expect(readSettings(variables)).rejects.toThrow(named);
});
