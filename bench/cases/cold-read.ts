import { toInstant } from '../../src/core/clock.ts';
import { shardOf } from '../../src/lake/cold/bar-index.ts';
import type { BarsRequest } from '../../src/storage/read/bars.ts';
import type { Benchmark } from '../benchmark.ts';
import { openHttpLoad } from '../http-load.ts';
import { compare, takeTurns } from '../rounds.ts';

const instrument = 'BINANCE:BTC-USDT';
const limit = 500;
const connections = 4;
const stretchMs = 700;
const rounds = { warmUp: 3, rounds: 11 };

/** What `list-bars` makes of the request, but for its end. */
const read: BarsRequest = {
  key: [instrument, '1m'],
  from: null,
  before: null,
  position: null,
  order: 'latest',
  limit,
  as_of: null,
  source: null,
  format: 'rows',
  unit: null,
  part: shardOf(instrument).slice(0, 1),
};

export const coldRead: Benchmark = {
  cases: ['line.cold_read'],
  compares: `500 bars from the database, with a key, over ${connections} connections, against a bare Worker that runs the same SQL`,
  async run({ platform, bareUrl, key }) {
    const headers = { authorization: `Bearer ${key}` };
    /** Each request ends a millisecond later than the one before, long after the last bar: a new URL, the same rows. */
    let endMs = Date.now();
    const nextEnd = (): string => {
      endMs += 1;
      return toInstant(endMs);
    };
    const path = (): string => `/v1/bars/${instrument}?interval=1m&limit=${limit}&to=${nextEnd()}`;
    const barePath = (): string => `/cold?to=${nextEnd()}`;

    await fetch(`${bareUrl}/cold`, { method: 'PUT', body: JSON.stringify(read) });
    const answer = await (await fetch(platform.url + path(), { headers })).text();
    const bareAnswer = await (await fetch(bareUrl + barePath())).text();
    if (!answer.startsWith(`{"data":${bareAnswer},`)) throw new Error('the two sides of the cold read differ');

    const ours = await openHttpLoad({ url: platform.url, connections, headers, nextPath: path });
    const bare = await openHttpLoad({ url: bareUrl, connections, headers, nextPath: barePath });
    const taken = await takeTurns(
      rounds,
      () => ours.run(stretchMs),
      () => bare.run(stretchMs),
    );
    ours.close();
    bare.close();
    return [{ case: 'line.cold_read', unit: 'requests/s', aim: 0.8, ...compare(taken, 'higher', (speed) => speed) }];
  },
};
