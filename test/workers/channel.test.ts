import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { streamLimits } from '../../src/stream/limits.ts';
import {
  daily,
  dailyBar,
  dailyBars,
  failure,
  freshChannel,
  history,
  publication,
  StreamClient,
  seqs,
  upTo,
} from './stream-client.ts';

describe('subscribing', () => {
  it('welcomes with the limits, acks with the place of the channel, and brings what is published', async () => {
    const { stub, service } = freshChannel();
    const client = await StreamClient.connect(stub, { channels: 7 });
    expect(await client.next('welcome')).toMatchObject({ protocol: 1, limits: { channels: 7, message_bytes: 16_384 } });
    const ack = await client.subscribe(daily);
    expect(ack).toMatchObject({
      id: 1,
      results: [{ channel: daily, ok: true, head_seq: 0, first_seq: 1, recovered: 'live' }],
    });
    await service.publish([publication('1', [dailyBar('10')])]);
    const { events } = await client.next('events');
    expect(events).toEqual([{ channel: daily, seq: 1, data: dailyBar('10') }]);
  });

  it('refuses names outside the grammar and channels beyond the plan, one by one', async () => {
    const { stub } = freshChannel();
    const client = await StreamClient.connect(stub, { channels: 1 });
    const { results } = await client.subscribe('bar.1d', daily, 'trade:BINANCE:BTC-USDT', daily);
    expect(results).toMatchObject([
      { ok: false, error: { code: 'invalid_request' } },
      { ok: true },
      { ok: false, error: { code: 'quota_exceeded' } },
      { ok: true },
    ]);
  });

  it('brings nothing after unsubscribe', async () => {
    const { stub, service } = freshChannel();
    const client = await StreamClient.connect(stub);
    await client.subscribe(daily);
    client.send({ type: 'unsubscribe', id: 2, channels: [daily] });
    expect(await client.next('ack')).toMatchObject({ id: 2, results: [{ channel: daily, ok: true }] });
    await service.publish([publication('1', [dailyBar('10')])]);
    await client.settle();
    expect(client.frames.filter(({ type }) => type === 'events')).toEqual([]);
  });

  it('needs an upgrade and the word of the gateway', async () => {
    const { stub } = freshChannel();
    expect((await stub.fetch('https://stream.test/')).status).toBe(426);
    expect((await stub.fetch('https://stream.test/', { headers: { upgrade: 'websocket' } })).status).toBe(401);
  });
});

describe('sequence', () => {
  it('is dense while publishers run side by side', async () => {
    const { stub, service } = freshChannel();
    const client = await StreamClient.connect(stub);
    await client.subscribe(daily);
    const bars = dailyBars(200);
    await Promise.all(bars.map((bar, index) => service.publish([publication(String(index + 1), [bar])])));
    expect(seqs(await client.nextEvents(200))).toEqual(upTo(200));
    expect((await history(service)).items.length).toBe(200);
  });

  it('puts the items of one instant into one frame for each reader, with only the channels it asked for', async () => {
    const { stub, service } = freshChannel();
    const [both, one] = [await StreamClient.connect(stub), await StreamClient.connect(stub)];
    const weekly = 'bar.1w:XJSE:NPN';
    await both.subscribe(daily, weekly);
    await one.subscribe(weekly);
    await Promise.all([
      service.publish([publication('1', dailyBars(3)), publication('2', [dailyBar('7')], weekly)]),
      service.publish([publication('3', [dailyBar('8')], weekly)]),
    ]);
    await Promise.all([both.settle(), one.settle()]);
    const eventsOf = (client: StreamClient) => client.frames.flatMap((f) => (f.type === 'events' ? [f.events] : []));
    expect(eventsOf(both).map((events) => events.map(({ channel, seq }) => [channel, seq]))).toEqual([
      [
        [daily, 1],
        [daily, 2],
        [daily, 3],
        [weekly, 1],
        [weekly, 2],
      ],
    ]);
    expect(eventsOf(one).map(seqs)).toEqual([[1, 2]]);
  });
});

describe('hibernation', () => {
  it('keeps subscriptions, seq and epoch through eviction', async () => {
    const { stub, service } = freshChannel();
    const client = await StreamClient.connect(stub);
    const [before] = (await client.subscribe(daily)).results;
    await service.publish([publication('1', [dailyBar('10')])]);
    await client.nextEvents(1);
    await evictDurableObject(stub);
    await service.publish([publication('2', [dailyBar('11')])]);
    expect(seqs(await client.nextEvents(1))).toEqual([2]);
    expect(before).toMatchObject({ epoch: (await history(service)).epoch });
  });

  it('beats with the heads of the reader’s channels as long as somebody listens', async () => {
    const { stub, service } = freshChannel();
    const client = await StreamClient.connect(stub);
    await client.subscribe(daily, 'bar.1w:XJSE:NPN');
    await service.publish([publication('1', dailyBars(2))]);
    await evictDurableObject(stub);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect((await client.next('heartbeat')).heads).toEqual({ [daily]: 2, 'bar.1w:XJSE:NPN': 0 });
    client.close();
    await client.closed;
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await runDurableObjectAlarm(stub)).toBe(false);
  });
});

describe('publishing twice', () => {
  const closes = async (service: ReturnType<typeof freshChannel>['service']) =>
    (await history(service)).items.map(({ data }) => data.close);

  it('publishes a redelivered change once, also where its items are trimmed', async () => {
    const { service } = freshChannel();
    const backfill = publication('1', dailyBars(streamLimits.keptItems + 500));
    await service.publish([backfill]);
    await service.publish([backfill]);
    expect((await history(service)).head_seq).toBe(streamLimits.keptItems + 500);
  });

  it('publishes a live frame and the stored row after it once', async () => {
    const { stub, service } = freshChannel();
    await service.publish([publication(null, [dailyBar('10', { fetch_id: 'fetch_a' })])]);
    await evictDurableObject(stub);
    await service.publish([publication('1', [dailyBar('10', { fetch_id: 'fetch_b', rev: 1, volume: null })])]);
    expect(await closes(service)).toEqual(['10']);
  });

  it('publishes A, B and A again three times', async () => {
    const { service } = freshChannel();
    for (const [index, close] of ['10', '11', '10'].entries()) {
      await service.publish([publication(String(index + 1), [dailyBar(close)])]);
    }
    expect(await closes(service)).toEqual(['10', '11', '10']);
  });

  it('never goes back to what a live socket has overtaken', async () => {
    const { service } = freshChannel();
    const at = (second: number) => ({ recorded_at: `2024-03-14T08:00:0${second}.000Z`, final: false });
    await service.publish([publication(null, [dailyBar('10', at(1))])]);
    await service.publish([publication(null, [dailyBar('11', at(2))])]);
    await service.publish([publication('1', [dailyBar('10', at(1))])]);
    await service.publish([publication('2', [dailyBar('11', at(2))])]);
    expect(await closes(service)).toEqual(['10', '11']);
  });

  it('leaves the log as it was when one publication of a turn fails', async () => {
    const { service } = freshChannel();
    await service.publish([publication('1', [dailyBar('10')])]);
    const broken = { ...publication('3', [dailyBar('12')]), items: [null as never] };
    expect(await failure(service.publish([publication('2', [dailyBar('11')]), broken]))).toContain('[wiz:internal]');
    await service.publish([publication('2', [dailyBar('11')])]);
    expect((await history(service)).items.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
