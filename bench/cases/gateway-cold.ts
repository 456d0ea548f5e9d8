import type { Benchmark } from '../benchmark.ts';
import { duel } from '../duel.ts';
import { compare } from '../rounds.ts';
import { coldBars } from '../twins.ts';

/** The second is what the line's own measurements call it. */
const names = ['gateway.cold', 'line.cold_read'];
const connections = 4;

export const gatewayCold: Benchmark = {
  cases: names,
  compares: `500 bars from the database, with a key, over ${connections} connections, against a bare Worker that runs the same SQL`,
  async run(stage) {
    const taken = await duel(stage, { connections, stretchMs: 700, ...(await coldBars(stage)) });
    const speeds = compare(taken, 'higher', ({ perSecond }) => perSecond);
    return names.map((name) => ({ case: name, unit: 'requests/s', aim: 0.8, ...speeds }));
  },
};
