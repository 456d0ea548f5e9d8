import { toInstant } from '../src/core/clock.ts';
import { shardOf } from '../src/lake/cold/bar-index.ts';
import type { BarsRequest } from '../src/storage/read/bars.ts';
import type { Stage } from './stage.ts';

const instrument = 'BINANCE:BTC-USDT';
const limit = 500;

/** 500 bars, the newest. */
export const barsPath = `/v1/bars/${instrument}?interval=1m&limit=${limit}`;

export const keyHeaders = ({ key }: Stage): Record<string, string> => ({ authorization: `Bearer ${key}` });

/** Paths that nobody has asked for yet, at the gateway and at the bare Worker. */
export interface ColdPaths {
  readonly ours: () => string;
  readonly bare: () => string;
}

/** Gives the bare Worker the bytes of an answer, which it sends at `/hot`. */
export async function layHot(stage: Stage, path: string): Promise<void> {
  const answer = await fetch(stage.platform.url + path, { headers: keyHeaders(stage) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  const headers = { 'content-type': answer.headers.get('content-type') ?? '' };
  await fetch(`${stage.bareUrl}/hot`, { method: 'PUT', body: await answer.arrayBuffer(), headers });
}

/** What `list-bars` makes of the request, but for its end. */
const read: BarsRequest = {
  key: [instrument, '1m'],
  ...{ from: null, before: null, position: null, order: 'latest', limit, as_of: null, source: null, format: 'rows' },
  unit: null,
  part: shardOf(instrument).slice(0, 1),
};

/** The same bars from the database: each request ends a millisecond later than the last, long after the last bar. */
export async function coldBars(stage: Stage): Promise<ColdPaths> {
  let endMs = Date.now();
  const nextEnd = (): string => {
    endMs += 1;
    return toInstant(endMs);
  };
  await fetch(`${stage.bareUrl}/bars`, { method: 'PUT', body: JSON.stringify(read) });
  const paths = { ours: () => `${barsPath}&to=${nextEnd()}`, bare: () => `/bars?to=${nextEnd()}` };
  await expectTwins(stage, paths, (bare) => `{"data":${bare},`);
  return paths;
}

/** Both sides must answer the same before their speed is compared. */
export async function expectTwins(
  stage: Stage,
  { ours, bare }: ColdPaths,
  beginningOf: (bare: string) => string,
): Promise<void> {
  const answer = await (await fetch(stage.platform.url + ours(), { headers: keyHeaders(stage) })).text();
  const bareAnswer = await (await fetch(stage.bareUrl + bare())).text();
  if (!answer.startsWith(beginningOf(bareAnswer))) throw new Error(`the two sides of ${bare()} differ`);
}
