import type { Benchmark } from '../benchmark.ts';
import { openHttpLoad } from '../http-load.ts';
import { coldBars, keyHeaders } from '../twins.ts';

const callers = 100;
const rounds = 10;

export const gatewayCoalesce: Benchmark = {
  cases: ['gateway.coalesce'],
  compares: `database queries of ${callers} callers who ask at once for the same 500 bars, which no cache holds, the most of ${rounds} rounds, against one`,
  async run(stage) {
    const { url, bridge } = stage.platform;
    const cold = await coldBars(stage);
    let path = '';
    const load = await openHttpLoad({ url, connections: callers, headers: keyHeaders(stage), nextPath: () => path });
    let value = 0;
    for (let round = 0; round < rounds; round += 1) {
      path = cold.ours();
      const before = bridge.trips.get('wizdata_api_worker') ?? 0;
      await load.run(0);
      value = Math.max(value, (bridge.trips.get('wizdata_api_worker') ?? 0) - before);
    }
    load.close();
    return [{ case: 'gateway.coalesce', value, against: 1, unit: 'queries', ratio: 1 / value, aim: 1 }];
  },
};
