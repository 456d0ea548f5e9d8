import { database } from '../../src/storage/client.ts';
import type { Benchmark } from '../benchmark.ts';
import { duel } from '../duel.ts';
import { compare } from '../rounds.ts';
import type { Stage } from '../stage.ts';
import { type ColdPaths, expectTwins, layHot } from '../twins.ts';

const count = 20;
const dayMs = 86_400_000;

export const gatewayQuotes: Benchmark = {
  cases: ['gateway.quotes_20 hot', 'gateway.quotes_20 cold'],
  compares: `the latest prices of ${count} instruments: from the cache against a bare Hono route that sends the same bytes, from the database against a bare Worker that runs the same SQL`,
  async run(stage) {
    const path = `/v1/quotes/latest?ids=${(await instruments(stage)).join(',')}`;
    await layHot(stage, path);
    const hot = await duel(stage, { connections: 16, stretchMs: 500, ours: () => path, bare: () => '/hot' });
    const cold = await duel(stage, { connections: 4, stretchMs: 700, ...(await coldQuotes(stage, path)) });
    const speeds = (taken: typeof hot) => compare(taken, 'higher', ({ perSecond }) => perSecond);
    return [
      { case: 'gateway.quotes_20 hot', unit: 'requests/s', aim: 0.5, ...speeds(hot) },
      { case: 'gateway.quotes_20 cold', unit: 'requests/s', aim: 0.8, ...speeds(cold) },
    ];
  },
};

async function instruments({ platform }: Stage): Promise<readonly string[]> {
  const { owner, endpoint } = platform;
  const rows = await database({ connectionString: owner, endpoint }).query<{ instrument_id: string }>(
    'SELECT DISTINCT instrument_id FROM bar_series ORDER BY 1 LIMIT $1',
    [count],
  );
  if (rows.length < count) throw new Error(`the sample has prices of ${rows.length} instruments only`);
  return rows.map(({ instrument_id }) => instrument_id);
}

/** Each request asks for the names of another day, on all of which ids name the same. */
async function coldQuotes(stage: Stage, path: string): Promise<ColdPaths> {
  let atMs = Date.UTC(2000, 0, 1);
  const next = (): string => {
    atMs += dayMs;
    return new Date(atMs).toISOString().slice(0, 10);
  };
  const paths = {
    ours: () => `${path}&date=${next()}`,
    bare: () => `/quotes${path.slice(path.indexOf('?'))}&date=${next()}`,
  };
  await expectTwins(stage, paths, (bare) => {
    const [first] = JSON.parse(bare) as { symbol: string }[];
    return `{"data":[{"asked":"${first?.symbol}"`;
  });
  return paths;
}
