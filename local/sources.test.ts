import { afterEach, expect, test, vi } from 'vitest';
import { connectors } from '../src/connectors/index.ts';
import { toInstant } from '../src/core/clock.ts';
import { due } from '../src/pipeline/due.ts';
import { anySourceReachable, sampleSettings, sourceKeys } from './sources.ts';

afterEach(() => void vi.unstubAllGlobals());

const bases = Object.fromEntries(
  connectors.map(({ source }) => [source.source_id, `http://127.0.0.1:1/${source.source_id}`]),
);

test('every source is reached at the stand-in, says that its rows are samples, and owes something', () => {
  const settings = sampleSettings({ bases: bases as never });
  for (const connector of connectors.filter(({ intakeOnly }) => !intakeOnly)) {
    const own = settings[connector.source.source_id];
    if (own === undefined) throw new Error(`${connector.source.source_id} has no settings`);
    expect(own).toMatchObject({ is_sample: true, base_url: bases[connector.source.source_id] });
    const jobs = due(connector, toInstant(Date.UTC(2026, 10, 24)), {}, own);
    expect(jobs.map(({ subject }) => subject)).toEqual(own.subjects ?? connector.subjects);
    for (const { window } of jobs) expect(window.from.slice(0, 10) >= (own.from ?? ''), window.from).toBe(true);
  }
});

test('a source without figures is named', () => {
  expect(() => sampleSettings({ bases: { ecb: 'http://127.0.0.1:1' } as never })).toThrow(/no figures for yahoo-chart/);
});

test('one source that answers is enough', async () => {
  const reached = (...hosts: string[]) =>
    vi.stubGlobal('fetch', async (url: URL) => {
      if (!hosts.includes(url.host)) throw new TypeError('fetch failed');
      return new Response(null, { status: 500 });
    });
  const [, second] = connectors;
  reached(new URL(second?.defaults.base_url ?? '').host);
  expect(await anySourceReachable(10)).toBe(true);
  reached();
  expect(await anySourceReachable(10)).toBe(false);
});

test('keys of sources come from the environment, and nothing else does', () => {
  const environment = { FRED_API_KEY: 'hunter2', EODHD_KEY: '', DATABASE_URL: 'postgres://x' };
  expect(sourceKeys(environment)).toEqual({ FRED_API_KEY: 'hunter2' });
});
