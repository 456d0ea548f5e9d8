import { setTimeout as sleep } from 'node:timers/promises';
import type { Benchmark, Result } from '../benchmark.ts';
import { percentile } from '../rounds.ts';
import type { Stage } from '../stage.ts';
import { barsPath, coldBars } from '../twins.ts';

const aimMs = 250;
const stretches = 3;
/** Longer than a gateway goes by what it last knew of Redis, so that it asks anew in each stretch. */
const timesAStretch = 11;
const pauseMs = 500;
const callersAtOnce = 4;

export const gatewayLimiter: Benchmark = {
  cases: ['gateway.limiter_away gone', 'gateway.limiter_away silent'],
  compares: `the slowest answer, from the cache or the database, to ${callersAtOnce} new keys at a time while Redis hangs up, and while it is silent, the median of ${stretches} stretches, against ${aimMs} ms`,
  async run(stage) {
    const results: Result[] = [];
    for (const how of ['gone', 'silent'] as const) {
      const slowest: number[] = [];
      while (slowest.length < stretches) slowest.push(await slowestWhile(stage, how));
      const value = percentile(slowest, 0.5);
      const ratio = aimMs / value;
      results.push({ case: `gateway.limiter_away ${how}`, value, against: aimMs, unit: 'ms', ratio, aim: 1 });
    }
    return results;
  },
};

/** Keys that were never used: each has to be looked up, and its first tokens leased. */
async function slowestWhile(stage: Stage, how: 'gone' | 'silent'): Promise<number> {
  const { platform } = stage;
  const cold = await coldBars(stage);
  const keys: string[] = [];
  while (keys.length < callersAtOnce * timesAStretch) keys.push(await platform.issueKey('away', 'free', ['read']));
  let saidSo = false;
  const ask = async (path: string): Promise<number> => {
    const headers = { authorization: `Bearer ${keys.pop()}` };
    const begun = performance.now();
    const answer = await fetch(platform.url + path, { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`with Redis ${how}, ${path} was answered ${answer.status}`);
    saidSo ||= answer.headers.get('ratelimit-scope') === 'isolate';
    return performance.now() - begun;
  };
  let slowest = 0;
  platform.redis.behave(how);
  try {
    while (keys.length > 0) {
      const paths = Array.from({ length: callersAtOnce }, (_, index) => (index % 2 === 0 ? barsPath : cold.ours()));
      slowest = Math.max(slowest, ...(await Promise.all(paths.map(ask))));
      await sleep(pauseMs);
    }
  } finally {
    platform.redis.behave('answering');
  }
  if (!saidSo) throw new Error(`no answer said that Redis was ${how}`);
  return slowest;
}
