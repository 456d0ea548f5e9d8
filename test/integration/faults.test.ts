import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaultKind } from '../../local/upstream/fault.ts';
import { startIngestedPlatform } from './ingested-platform.ts';
import type { Fields, SamplePlatform } from './sample-platform.ts';

let line: SamplePlatform;

beforeAll(async () => {
  line = await startIngestedPlatform();
});
afterAll(() => line.stop());

const sourceNamed = async (id: string): Promise<Fields> =>
  (await line.get('/v1/sources')).json.data.find(({ source_id }) => source_id === id) ?? {};

/** What a fault must be called, and how often the job tries before it says so. */
const faults: readonly [
  kind: FaultKind,
  source: 'worldbank' | 'yahoo-chart' | 'ecb' | 'binance',
  code: string,
  attempts: number,
][] = [
  ['error-500', 'worldbank', 'source_unavailable', 3],
  ['timeout', 'yahoo-chart', 'timeout', 3],
  ['redirect', 'ecb', 'source_changed', 1],
  ['html-200', 'yahoo-chart', 'source_changed', 1],
  ['truncated', 'binance', 'source_changed', 1],
  ['changed-field', 'worldbank', 'source_changed', 1],
];

test.each(faults)(
  '%s of %s is reported as %s after %i attempts and harms no other',
  async (kind, source, code, attempts) => {
    const upstream = line.platform.upstream;
    if (upstream === null) throw new Error('a sample platform has an upstream');
    upstream.fault(source, kind);
    const started = await line.post(`/v1/admin/jobs/${source}/run`, {}, line.admin);
    expect(started.status, started.text).toBe(202);
    await line.settled();
    const runs = (await line.get(`/v1/admin/runs?connector=${source}&limit=100`, line.admin)).json.data;
    const ids = started.json.data.run_ids as string[];
    const mine = runs.filter(({ run_id }) => ids.includes(String(run_id)));
    expect(mine.length).toBe(ids.length);
    expect(mine.at(-1)).toMatchObject({ status: 'failed', error_code: code, attempt: attempts });
    const reported = await sourceNamed(source);
    expect(reported).toMatchObject({ last_error_code: code, last_run_status: 'failed' });
    expect(reported.failing_subjects).not.toEqual([]);

    for (const other of ['worldbank', 'yahoo-chart', 'ecb', 'binance']) {
      if (other !== source) expect(await sourceNamed(other), other).toMatchObject({ failing_subjects: [] });
    }
    upstream.fault(source, null);
    const again = await line.post(`/v1/admin/jobs/${source}/run`, {}, line.admin);
    expect(again.status).toBe(202);
    await line.settled();
    expect(await sourceNamed(source)).toMatchObject({ failing_subjects: [] });
  },
  120_000,
);

test('rows of a source that failed stay as they were', async () => {
  const { json } = await line.get('/v1/bars/XJSE:NPN?from=2021-01-13&to=2021-01-14');
  expect(json.data[0]).toMatchObject({ close: '319878', rev: 1 });
});
