import type { Benchmark } from '../benchmark.ts';
import { openHttpLoad } from '../http-load.ts';
import { compare, takeTurns } from '../rounds.ts';

const path = '/v1/bars/BINANCE:BTC-USDT?interval=1m&limit=500';
const connections = 16;
const stretchMs = 500;
const rounds = { warmUp: 3, rounds: 11 };

export const hotRead: Benchmark = {
  cases: ['line.hot_read'],
  compares: `500 bars from the cache, with a key, over ${connections} connections, against a bare Hono route that sends the same bytes`,
  async run({ platform, bareUrl, key }) {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(platform.url + path, { headers });
    const contentType = answer.headers.get('content-type') ?? '';
    await fetch(`${bareUrl}/hot`, {
      method: 'PUT',
      body: await answer.arrayBuffer(),
      headers: { 'content-type': contentType },
    });
    const ours = await openHttpLoad({ url: platform.url, connections, headers, nextPath: () => path });
    const bare = await openHttpLoad({ url: bareUrl, connections, headers, nextPath: () => '/hot' });
    const taken = await takeTurns(
      rounds,
      () => ours.run(stretchMs),
      () => bare.run(stretchMs),
    );
    ours.close();
    bare.close();
    return [{ case: 'line.hot_read', unit: 'requests/s', aim: 0.6, ...compare(taken, 'higher', (speed) => speed) }];
  },
};
