import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toInstant } from '../../src/core/clock.ts';
import type { FetchRecord } from '../../src/model/payload.ts';
import type { Bar } from '../../src/model/records.ts';
import { applyMessage } from '../../src/pipeline/apply-message.ts';
import { readBarRevisions } from '../../src/storage/read/bar-revisions.ts';
import { ReplayStand } from './replay-stand.ts';

let stand: ReplayStand;
beforeAll(async () => {
  stand = await ReplayStand.start();
});
afterAll(() => stand.stop());
beforeEach(() => stand.clear());

/** Binance's BTCUSDT minute of 2021-10-11 00:00 UTC. */
const minute: Bar = {
  ...{ instrument_id: 'FAKE:BTC-USDT', interval: '1m', time: '2021-10-11T00:00:00.000Z', session_date: null },
  ...{ open: '54659.01', high: '54670', low: '54596.63', close: '54631.19', unit: 'USDT', final: true },
  ...{ volume: '68.54042', turnover: '3744747.3848163', trades: 1980 },
};

describe('a row that was withdrawn and is said again', () => {
  const saying = () => stand.fetched({ rows: { bar: [minute] }, rejected: [] });
  const of = (fetch: FetchRecord) => ({
    ...{ connector: 'fake', from: fetch.fetched_at },
    to: toInstant(Date.parse(fetch.fetched_at) + 1),
  });
  /** A parser that makes nothing of the payload any more. */
  const withdraw = async (fetch: FetchRecord) => {
    stand.mend();
    stand.reading = () => ({ rows: {}, rejected: [] });
    const { id, of: found } = await stand.rebuilt(of(fetch));
    await stand.swap(id);
    stand.mend();
    return found('bar');
  };
  const versions = async () => {
    const asked = { instrument_id: 'FAKE:BTC-USDT', interval: '1m', part: '0', from: null, before: null } as const;
    const { json } = await readBarRevisions(stand.db, { ...asked, source: 'fake', position: null, limit: 10 });
    return (JSON.parse(json) as { rev: number; superseded_at: string | null }[]).map(({ rev, superseded_at }) => ({
      rev,
      stands: superseded_at === null,
    }));
  };

  test('by a later fetch that has its say again goes on from its last revision', async () => {
    const wrongly = await saying();
    await saying();
    await withdraw(wrongly);
    expect(await versions()).toEqual([{ rev: 1, stands: false }]);
    for (const message of stand.raw) await applyMessage(message, stand.deps());
    expect(await versions()).toEqual([
      { rev: 2, stands: true },
      { rev: 1, stands: false },
    ]);
  });

  test('by another replay goes on from its last revision', async () => {
    const fetch = await saying();
    await withdraw(fetch);
    await stand.swap((await stand.rebuilt()).id);
    expect(await versions()).toEqual([
      { rev: 2, stands: true },
      { rev: 1, stands: false },
    ]);
  });

  test('and withdrawn anew, is not what it was before the first time', async () => {
    const wrongly = await saying();
    const later = await saying();
    await withdraw(wrongly);
    for (const message of stand.raw) await applyMessage(message, stand.deps());
    expect(await withdraw(later)).toMatchObject({ repeated: 0, withdrawn: 1 });
    expect(await versions()).toEqual([
      { rev: 2, stands: false },
      { rev: 1, stands: false },
    ]);
  });
});
