import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getReplay } from '../../src/api/endpoints/replays.ts';
import { toInstant } from '../../src/core/clock.ts';
import type { FetchRecord } from '../../src/model/payload.ts';
import { applyMessage } from '../../src/pipeline/apply-message.ts';
import * as replay from '../../src/pipeline/replay.ts';
import { readChanges } from '../../src/storage/outbox.ts';
import { readReplays } from '../../src/storage/read/replays.ts';
import { countsOf, none, published, ReplayStand, rates, wrong, wronglyHeld } from './replay-stand.ts';

let stand: ReplayStand;
beforeAll(async () => {
  stand = await ReplayStand.start();
});
afterAll(() => stand.stop());
beforeEach(() => stand.clear());

describe('a replay with a parser that was mended', () => {
  test('shows what it would change, changes nothing before the swap, and then exactly that', async () => {
    stand.reading = wrong;
    const fetch = await stand.fetched(rates(published));
    stand.mend();
    const before = toInstant(stand.clock.now() - 1);
    const { id, of } = await stand.rebuilt();
    expect(countsOf(of('rate'))).toEqual({ ...none, same: 1, added: 2, changed: 1, withdrawn: 1 });
    expect(of('rate').samples).toContainEqual({
      verdict: 'changed',
      key: { base: 'EUR', quote: 'ZAR', source: 'fake', date: '2022-12-30' },
      before: { value: '18', fetch_id: fetch.fetch_id },
      after: { value: '18.0986', fetch_id: fetch.fetch_id },
      fetch_id: fetch.fetch_id,
    });
    expect(of('rate').samples.find(({ verdict }) => verdict === 'withdrawn')).toMatchObject({
      key: { quote: 'USN' },
      before: { value: '1.0666' },
      after: null,
    });
    expect(of('rate').live_hash).not.toBe(of('rate').rebuilt_hash);
    expect(await stand.standing()).toEqual(wronglyHeld);
    stand.announced = [];

    await stand.swap(id);
    expect(await stand.standing()).toEqual(published);
    expect(await stand.asOf(before)).toEqual(wronglyHeld);
    expect(await stand.asOf(toInstant(stand.clock.now()))).toEqual(published);
    expect(await stand.db.query('SELECT parser_version FROM fetch_log')).toEqual([{ parser_version: 2 }]);
    const changes = await readChanges(
      stand.db,
      stand.announced.map(({ outbox_id }) => outbox_id),
    );
    expect(changes.map(({ channel }) => channel).sort()).toEqual(
      ['EUR-JPY', 'EUR-USD', 'EUR-USN', 'EUR-ZAR'].map((pair) => `rate.1d:FX:${pair}`),
    );
    expect(changes.find(({ channel }) => channel.endsWith('USN'))?.rows).toEqual([
      {
        ...{ base: 'EUR', quote: 'USN', source: 'fake', date: '2022-12-30', value: '1.0666', is_sample: true, rev: 1 },
        ...{ fetch_id: fetch.fetch_id, recorded_at: toInstant(stand.clock.now()), withdrawn: true },
      },
    ]);

    const again = await stand.rebuilt();
    expect(countsOf(again.of('rate'))).toEqual({ ...none, same: 4 });
    expect(again.of('rate').live_hash).toBe(again.of('rate').rebuilt_hash);
    expect(await stand.owner.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rebuild%'")).toHaveLength(1);
    await replay.discardReplay(again.id, stand.deps());
    expect(await stand.owner.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rebuild%'")).toEqual([]);
    await expect(replay.beginSwap(again.id, 'x', stand.deps())).rejects.toMatchObject({ code: 'conflict' });
  });

  test('takes back what a stricter rule rejects now, and says so in the quarantine', async () => {
    await stand.fetched(rates(published));
    stand.mend();
    stand.reading = ({ rows }) => ({
      rows: { rate: rows.rate?.filter(({ quote }) => quote !== 'JPY') ?? [] },
      rejected: [{ dataset: 'rate', rule: 'range', reason: 'is out of range', record: { quote: 'JPY' } }],
    });
    const { id, of } = await stand.rebuilt();
    expect(countsOf(of('rate'))).toEqual({ ...none, same: 3, withdrawn: 1 });
    expect(await stand.db.query('SELECT rule FROM quarantine')).toEqual([]);
    await stand.swap(id);
    expect(await stand.db.query('SELECT rule FROM quarantine')).toEqual([{ rule: 'range' }]);
    expect((await stand.standing()).JPY).toBeUndefined();
  });

  test('takes nothing back of a payload that it does not understand', async () => {
    await stand.fetched(rates({ ZAR: '18.0', USD: '1.0666' }));
    await stand.fetched(rates({ ZAR: '18.0986', GBP: '0.88693' }));
    stand.mend();
    stand.reading = (said) => {
      if (said.rows.rate?.some(({ quote }) => quote === 'GBP')) throw new Error('is in no known form');
      return said;
    };
    const { id, of } = await stand.rebuilt();
    expect(countsOf(of('rate'))).toEqual({ ...none, same: 1, kept: 2 });
    expect(
      await stand.db.query('SELECT error_code, error_message FROM replay_payload WHERE error_code IS NOT NULL'),
    ).toEqual([{ error_code: 'source_changed', error_message: 'is in no known form' }]);
    const [shown = ''] = await readReplays(stand.db, id, 1);
    const { response } = getReplay;
    expect(response === 'bytes' ? null : response.parse(JSON.parse(shown))).toMatchObject({
      ...{ status: 'compared', percent: 100, payloads: 2, payloads_done: 2, payloads_refused: 1, swapped_at: null },
      refused: [{ connector: 'fake', code: 'source_changed', reason: 'is in no known form' }],
    });
    await stand.swap(id);
    expect(await stand.standing()).toEqual({ ZAR: '18.0986', USD: '1.0666', GBP: '0.88693' });
  });
});

describe('a replay of a part of the past', () => {
  const span = (first: FetchRecord, last: FetchRecord) => ({
    ...{ connector: 'fake', from: first.fetched_at },
    to: toInstant(Date.parse(last.fetched_at) + 1),
  });

  test('leaves alone what a later fetch has said since, and lets it have its say again where it said nothing new', async () => {
    stand.reading = wrong;
    const first = await stand.fetched(rates(published));
    stand.reading = (said) => said;
    const last = await stand.fetched(rates({ ZAR: '18.1', USN: '1.0666' }));
    stand.mend();
    const { id, of } = await stand.rebuilt(span(first, first));
    expect(countsOf(of('rate'))).toEqual({ ...none, same: 1, added: 2, withdrawn: 1, superseded: 1 });
    await stand.swap(id);
    expect(stand.raw).toEqual([{ type: 'raw', fetch: last }]);
    for (const message of stand.raw) await applyMessage(message, stand.deps());
    expect(await stand.standing()).toEqual({ ...published, ZAR: '18.1', USN: '1.0666' });
  });

  test('brings back what an earlier fetch had said where the mended parser says nothing', async () => {
    await stand.fetched(rates({ ZAR: '18.0986' }));
    stand.reading = wrong;
    const second = await stand.fetched(rates({ ZAR: '18.2' }));
    expect(await stand.standing()).toEqual({ ZAR: '18' });
    stand.mend();
    stand.reading = () => ({ rows: {}, rejected: [] });
    const { id, of } = await stand.rebuilt(span(second, second));
    expect(countsOf(of('rate'))).toEqual({ ...none, changed: 1 });
    await stand.swap(id);
    expect(await stand.standing()).toEqual({ ZAR: '18.0986' });
  });

  test('counts as repeated what an earlier payload was the first to say, so that spans add up', async () => {
    const first = await stand.fetched(rates({ ZAR: '18.0986', USD: '1.0666' }));
    const second = await stand.fetched(rates({ ZAR: '18.0986', GBP: '0.88693' }));
    const parts = [await stand.rebuilt(span(first, first)), await stand.rebuilt(span(second, second))];
    const whole = await stand.rebuilt();
    expect(parts.map(({ of }) => countsOf(of('rate')))).toEqual([
      { ...none, same: 2 },
      { ...none, same: 1, repeated: 1 },
    ]);
    const sum = parts.reduce((total, { of }) => total + BigInt(of('rate').live_hash), 0n);
    expect(sum.toString()).toBe(whole.of('rate').rebuilt_hash);
    for (const { id } of [...parts, whole]) await replay.discardReplay(id, stand.deps());
  });
});
