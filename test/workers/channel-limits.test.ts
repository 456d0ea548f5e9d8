import { describe, expect, it } from 'vitest';
import { closeCodes } from '../../src/stream/close-codes.ts';
import { streamLimits } from '../../src/stream/limits.ts';
import { daily, dailyBar, dailyBars, freshChannel, history, publication, StreamClient, seqs } from './stream-client.ts';

describe('limits', () => {
  it('lets go of a reader that does not read, and spares the one that does', async () => {
    const { stub, service } = freshChannel();
    const slow = await StreamClient.connect(stub, { answersPings: false });
    const quick = await StreamClient.connect(stub);
    await slow.subscribe(daily);
    await quick.subscribe(daily);
    const note = 'x'.repeat(100_000);
    for (let round = 1; round <= 12; round += 1) {
      await service.publish([publication(String(round), dailyBars(10, { note, round }))]);
      await quick.nextEvents(10);
    }
    const { code } = await slow.closed;
    expect(code).toBe(closeCodes.slow_reader.code);
    await quick.settle();
    await service.publish([publication('99', [dailyBar('99')])]);
    expect(seqs(await quick.nextEvents(1))).toEqual([121]);
  });

  it('lets go of a reader that asks for replays and reads none', async () => {
    const { stub, service } = freshChannel();
    await service.publish([publication('1', dailyBars(10, { note: 'x'.repeat(100_000) }))]);
    const client = await StreamClient.connect(stub, { answersPings: false });
    for (let at = 0; at < 12; at += 1)
      client.send({ type: 'subscribe', channels: [{ channel: daily, since: 'start' }] });
    expect((await client.closed).code).toBe(closeCodes.slow_reader.code);
  });

  it('keeps what fits into the bytes of a channel, and always the newest item', async () => {
    const { service } = freshChannel();
    // Two bytes each in UTF-8, where the log keeps them.
    await service.publish([publication('1', dailyBars(50, { note: 'é'.repeat(50_000) }))]);
    expect(await history(service)).toMatchObject({ head_seq: 50, first_seq: 10 });
    for (const id of ['2', '3', '4']) {
      await service.publish([publication(id, [dailyBar(id, { note: 'x'.repeat(1_900_000) })])]);
    }
    expect(await history(service)).toMatchObject({ head_seq: 53, first_seq: 52 });
  });

  it('ends a connection that sends a message over the size limit', async () => {
    const { stub } = freshChannel();
    const client = await StreamClient.connect(stub);
    client.send(JSON.stringify({ type: 'ping', id: 'é'.repeat(streamLimits.messageBytes / 2) }));
    expect((await client.closed).code).toBe(closeCodes.message_too_large.code);
  });

  it('ends a connection that sends too many messages', async () => {
    const { stub } = freshChannel();
    const client = await StreamClient.connect(stub);
    for (let at = 0; at < 60; at += 1) client.send({ type: 'ping', id: at });
    expect((await client.closed).code).toBe(closeCodes.rate_limited.code);
  });

  it('says what is wrong with a message, and ends after too many of them', async () => {
    const { stub } = freshChannel();
    const client = await StreamClient.connect(stub);
    client.send('{');
    expect(await client.next('error')).toMatchObject({ id: null, code: 'invalid_request' });
    client.send({ type: 'subscribe', id: 7, channels: [] });
    expect(await client.next('error')).toMatchObject({ id: 7, code: 'invalid_request' });
    for (let at = 2; at < streamLimits.malformedMessages; at += 1) client.send('[]');
    expect((await client.closed).code).toBe(closeCodes.malformed_messages.code);
  });

  it('names channels as gaps that do not fit into one replay', async () => {
    const { stub, service } = freshChannel();
    const note = 'x'.repeat(100_000);
    const names = ['1d', '1w', '1M'].map((step) => `bar.${step}:XJSE:NPN`);
    await service.publish(names.map((name, index) => publication(String(index + 1), dailyBars(9, { note }), name)));
    const client = await StreamClient.connect(stub);
    const { results } = await client.subscribe(...names.map((channel) => ({ channel, since: 'start' })));
    expect(results).toMatchObject([{ recovered: 'replayed' }, { recovered: 'replayed' }, { recovered: 'gap' }]);
    expect(await client.next('gap')).toMatchObject({ channel: names[2], from_seq: 1, to_seq: 9, lost: null });
  });

  it('has half of a replay left after a channel that did not fit', async () => {
    const { stub, service } = freshChannel();
    const note = 'x'.repeat(100_000);
    const sizes = [
      ['bar.1d:XJSE:NPN', 27],
      ['bar.1w:XJSE:NPN', 9],
      ['bar.1M:XJSE:NPN', 9],
    ] as const;
    for (const [name, count] of sizes) await service.publish([publication('1', dailyBars(count, { note }), name)]);
    const client = await StreamClient.connect(stub);
    const { results } = await client.subscribe(...sizes.map(([channel]) => ({ channel, since: 'start' })));
    expect(results).toMatchObject([{ recovered: 'gap' }, { recovered: 'replayed' }, { recovered: 'gap' }]);
  });
});
