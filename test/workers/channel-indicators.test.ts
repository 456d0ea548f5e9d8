import { beforeEach, describe, expect, it } from 'vitest';
import { watching } from './indicator-watching.ts';
import { daily, freshChannel, StreamClient } from './stream-client.ts';

const [rsi, sma] = ['indicator.rsi(14).1d:XJSE:NPN', 'indicator.sma(20).1m:BINANCE:BTC-USDT'];

beforeEach(() => {
  watching.told = [];
  watching.answer = async (channels) => channels.map(() => null);
});

describe('a subscription to an indicator', () => {
  it('tells `indicators` of it before it is acked, once a day, and brings what is published', async () => {
    const { stub, service } = freshChannel();
    const client = await StreamClient.connect(stub);
    expect((await client.subscribe(daily, rsi)).results).toMatchObject([{ ok: true }, { ok: true, head_seq: 0 }]);
    expect(watching.told).toEqual([[rsi]]);
    const other = await StreamClient.connect(stub);
    await other.subscribe(rsi);
    expect(watching.told).toHaveLength(1);
    const data = { source: 'yahoo', time: '2021-01-13T07:00:00.000Z', values: { 'rsi(14)': '54.2' } };
    await service.publish([{ channel: rsi, outboxId: '1', items: [{ key: 'yahoo|1', final: true, data }] }]);
    expect((await client.next('events')).events).toEqual([{ channel: rsi, seq: 1, data }]);
    expect((await other.next('events')).events).toMatchObject([{ channel: rsi, seq: 1 }]);
  });

  it('is refused where nothing would come, and the other channels of the frame are not', async () => {
    const { stub } = freshChannel();
    const client = await StreamClient.connect(stub);
    watching.answer = async ([, ...others]) => ['its name is another', ...others.map(() => null)];
    expect((await client.subscribe(rsi, daily, sma)).results).toMatchObject([
      { channel: rsi, ok: false, error: { code: 'invalid_request', message: 'its name is another' } },
      { channel: daily, ok: true },
      { channel: sma, ok: true },
    ]);
  });

  it('is refused for now while `indicators` is away, and tried again', async () => {
    const { stub } = freshChannel();
    const client = await StreamClient.connect(stub);
    watching.answer = () => Promise.reject(new Error('connection reset'));
    expect((await client.subscribe(rsi)).results).toMatchObject([
      { ok: false, error: { code: 'dependency_unavailable', message: 'the indicators are away: try again' } },
    ]);
    watching.answer = async (channels) => channels.map(() => null);
    expect((await client.subscribe(rsi)).results).toMatchObject([{ ok: true }]);
  });
});
