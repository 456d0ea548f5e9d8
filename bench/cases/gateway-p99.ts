import type { Benchmark } from '../benchmark.ts';
import { duel } from '../duel.ts';
import { compare, percentile } from '../rounds.ts';
import { barsPath, coldBars, layHot } from '../twins.ts';

const connections = 64;
/** One request in this many asks for what is in no cache. */
const coldEvery = 10;

export const gatewayP99: Benchmark = {
  cases: ['gateway.p99'],
  compares: `500 bars over ${connections} connections, one request in ${coldEvery} from the database and the others from the cache, against the same mixture of the bare routes`,
  async run(stage) {
    await layHot(stage, barsPath);
    const cold = await coldBars(stage);
    const mixture = (hotPath: string, coldPath: () => string) => {
      let count = 0;
      return () => (++count % coldEvery === 0 ? coldPath() : hotPath);
    };
    const taken = await duel(stage, {
      ...{ connections, stretchMs: 1_000 },
      ours: mixture(barsPath, cold.ours),
      bare: mixture('/hot', cold.bare),
    });
    const slowest = compare(taken, 'lower', ({ latencies }) => percentile(latencies, 0.99));
    return [{ case: 'gateway.p99', unit: 'ms', aim: 0.8, ...slowest }];
  },
};
