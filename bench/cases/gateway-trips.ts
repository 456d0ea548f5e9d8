import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import type { Benchmark, Result } from '../benchmark.ts';
import type { Stage } from '../stage.ts';

/** What goes on after an answer, if it goes to the database at all, has gone there by then. */
const afterAnswerMs = 20;
/** Any read: from then on, for a while, whose key it is is known. */
const greeting = '/v1/calendars';

const reads = endpoints.filter(({ method, operationId }) => method === 'GET' || operationId === 'runQuery');

/** The example of every operation that reads, asked for twice. */
export const gatewayTrips: Benchmark = {
  cases: ['gateway.trips miss', 'gateway.trips hit'],
  compares: `trips to the database, by any Worker, for the example of each of ${reads.length} operations that read: the most on a miss against one, the most on a hit against none`,
  async run(stage) {
    const key = await stage.platform.issueKey('trips', 'internal', ['read', 'stream', 'account', 'admin']);
    const misses = new Map<string, number>();
    const hits = new Map<string, number>();
    for (const endpoint of reads) {
      const { operationId, cache } = endpoint;
      misses.set(operationId, await tripsOf(stage, endpoint, key));
      if (cache !== 'none') hits.set(operationId, await tripsOf(stage, endpoint, key));
    }
    return [resultOf('gateway.trips miss', misses, 1), resultOf('gateway.trips hit', hits, 0)];
  },
};

function resultOf(name: string, trips: ReadonlyMap<string, number>, allowed: number): Result {
  const value = Math.max(...trips.values());
  const beyond = [...trips].filter(([, count]) => count > allowed).map(([operation, count]) => `${operation} ${count}`);
  return {
    ...{ case: name, value, against: allowed, unit: 'queries', ratio: value > allowed ? allowed / value : 1, aim: 1 },
    ...(beyond.length > 0 && { note: beyond.join(', ') }),
  };
}

async function tripsOf({ platform }: Stage, { method, example, operationId }: Endpoint, key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
    const answer = await fetch(platform.url + path, { ...init, headers });
    await answer.arrayBuffer();
    if (answer.status >= 500) throw new Error(`${operationId} answered ${answer.status}`);
    await sleep(afterAnswerMs);
  };
  await ask(greeting);
  const before = allTrips(platform);
  await ask(example.path, { method, ...(example.body !== undefined && { body: JSON.stringify(example.body) }) });
  return allTrips(platform) - before;
}

const allTrips = ({ bridge }: Stage['platform']): number =>
  [...bridge.trips.values()].reduce((sum, count) => sum + count, 0);
