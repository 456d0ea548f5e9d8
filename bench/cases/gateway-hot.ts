import type { Benchmark } from '../benchmark.ts';
import { duel } from '../duel.ts';
import { compare } from '../rounds.ts';
import { barsPath, layHot } from '../twins.ts';

/** The second is what the line's own measurements call it. */
const names = ['gateway.hot', 'line.hot_read'];
const connections = 16;

export const gatewayHot: Benchmark = {
  cases: names,
  compares: `500 bars from the cache, with a key, over ${connections} connections, against a bare Hono route that sends the same bytes`,
  async run(stage) {
    await layHot(stage, barsPath);
    const taken = await duel(stage, { connections, stretchMs: 500, ours: () => barsPath, bare: () => '/hot' });
    const speeds = compare(taken, 'higher', ({ perSecond }) => perSecond);
    return names.map((name) => ({ case: name, unit: 'requests/s', aim: 0.6, ...speeds }));
  },
};
