import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { closeCodes } from '../../src/stream/close-codes.ts';
import { streamLimits } from '../../src/stream/limits.ts';
import { standing } from './key-standing.ts';
import { daily, dailyBar, dailyBars, freshChannel, publication, StreamClient, seqs } from './stream-client.ts';

const { code: ended } = closeCodes.credential_ended;

beforeEach(() => {
  standing.asked = [];
  standing.answer = async () => [];
});

it('closes every socket of a key that was revoked, and no other, after hibernation too', async () => {
  const { stub, service } = freshChannel();
  const revoked = [
    await StreamClient.connect(stub, { credential: 'key_1.aa' }),
    await StreamClient.connect(stub, { credential: 'key_1.aa' }),
  ];
  const [other, anonymous] = [
    await StreamClient.connect(stub, { credential: 'key_2.bb' }),
    await StreamClient.connect(stub),
  ];
  for (const client of [...revoked, other, anonymous]) await client.subscribe(daily);
  standing.answer = async () => ['key_1.aa'];
  await evictDurableObject(stub);
  await runDurableObjectAlarm(stub);
  for (const client of revoked) expect((await client.closed).code).toBe(ended);
  expect(standing.asked.map((asked) => asked.toSorted())).toEqual([['key_1.aa', 'key_2.bb']]);
  await service.publish([publication('1', [dailyBar('10')])]);
  for (const client of [other, anonymous]) expect(seqs(await client.nextEvents(1))).toEqual([1]);
});

it('closes a socket when its key expires, without asking anybody', async () => {
  const { stub } = freshChannel();
  const past = new Date(Date.now() - 1).toISOString();
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const expired = await StreamClient.connect(stub, { credential: 'key_1.aa', validUntil: past });
  const valid = await StreamClient.connect(stub, { credential: 'key_2.bb', validUntil: later });
  await evictDurableObject(stub);
  await runDurableObjectAlarm(stub);
  expect((await expired.closed).code).toBe(ended);
  expect(standing.asked).toEqual([['key_2.bb']]);
  await valid.settle();
});

it('asks once a heartbeat, whatever is sent and heard, and not at all where nobody has a key', async () => {
  const { stub, service } = freshChannel();
  const anonymous = await StreamClient.connect(stub);
  await runDurableObjectAlarm(stub);
  expect(standing.asked).toEqual([]);
  const client = await StreamClient.connect(stub, { credential: 'key_1.aa' });
  for (const each of [anonymous, client]) await each.subscribe(daily);
  await service.publish([publication('1', dailyBars(20))]);
  for (let at = 0; at < 5; at += 1) await client.settle();
  expect(standing.asked).toEqual([]);
  await runDurableObjectAlarm(stub);
  expect(standing.asked).toHaveLength(1);
});

it('keeps sockets open while nobody can say whose key ended, and beats on', async () => {
  const { stub } = freshChannel();
  const client = await StreamClient.connect(stub, { credential: 'key_1.aa' });
  standing.answer = () => Promise.reject(new Error('away'));
  await runDurableObjectAlarm(stub);
  await client.next('heartbeat');
  await client.settle();
  standing.answer = async () => ['key_1.aa'];
  await runDurableObjectAlarm(stub);
  expect((await client.closed).code).toBe(ended);
});

it('closes within a minute: two heartbeats, should the first not be answered', () => {
  expect(2 * streamLimits.heartbeatSeconds + 10).toBeLessThan(60);
});

it('gives one caller so many sockets and no more, after hibernation too, and the next one his', async () => {
  const { stub } = freshChannel();
  const clients = [];
  for (let at = 0; at < streamLimits.socketsOfCaller; at += 1) {
    clients.push(await StreamClient.connect(stub, { caller: 'key_1' }));
  }
  await evictDurableObject(stub);
  await expect(StreamClient.connect(stub, { caller: 'key_1' })).rejects.toThrow('429');
  await (await StreamClient.connect(stub, { caller: 'key_2' })).settle();
  await (await StreamClient.connect(stub)).settle();
  clients[0]?.close();
  await clients[0]?.closed;
  await (await StreamClient.connect(stub, { caller: 'key_1' })).settle();
});
