import { describe, expect, it } from 'vitest';
import { streamLimits } from '../../src/stream/limits.ts';
import {
  daily,
  dailyBar,
  dailyBars,
  failure,
  freshChannel,
  history,
  pagesBehind,
  publication,
  StreamClient,
  seqs,
  upTo,
} from './stream-client.ts';

describe('resuming', () => {
  it('replays exactly what was missed and goes on live', async () => {
    const { stub, service } = freshChannel();
    await service.publish([publication('1', dailyBars(5))]);
    const { epoch, items } = await history(service);
    const client = await StreamClient.connect(stub);
    const ack = await client.subscribe({ channel: daily, since: { epoch, seq: 2 } });
    expect(ack.results).toMatchObject([{ recovered: 'replayed', head_seq: 5, epoch }]);
    await service.publish([publication('2', [dailyBar('99')])]);
    const events = await client.nextEvents(4);
    expect(seqs(events)).toEqual([3, 4, 5, 6]);
    expect(events.slice(0, 3).map(({ data }) => data)).toEqual(items.slice(2).map(({ data }) => data));
  });

  it('loses and doubles nothing while publishers run', async () => {
    const { stub, service } = freshChannel();
    const bars = dailyBars(120);
    const publishing = Promise.all(
      bars.map(async (bar, index) => {
        await new Promise((resolve) => setTimeout(resolve, index));
        await service.publish([publication(String(index + 1), [bar])]);
      }),
    );
    const clients = [];
    for (let at = 0; at < 10; at += 1) {
      const client = await StreamClient.connect(stub);
      client.send({ type: 'subscribe', channels: [{ channel: daily, since: 'start' }] });
      clients.push(client);
    }
    await publishing;
    for (const client of clients) expect(seqs(await client.nextEvents(120))).toEqual(upTo(120));
  });

  it('answers another epoch with a gap whose address holds the items under the same seq', async () => {
    const { stub, service } = freshChannel();
    await service.publish([publication('1', dailyBars(3))]);
    const client = await StreamClient.connect(stub);
    const ack = await client.subscribe({ channel: daily, since: { epoch: 'another', seq: 2 } });
    expect(ack.results).toMatchObject([{ recovered: 'gap' }]);
    const gap = await client.next('gap');
    const { epoch } = await history(service);
    expect(gap).toMatchObject({ channel: daily, epoch, from_seq: 1, to_seq: 3, lost: null });
    const pages = await pagesBehind(service, gap.history ?? '', 2);
    expect(pages.map(({ items, next_from_seq }) => [seqs(items), next_from_seq])).toEqual([
      [[1, 2], 3],
      [[3], null],
    ]);
    expect(pages.flatMap(({ items }) => items.map(({ data }) => data))).toEqual(dailyBars(3));
    await service.publish([publication('2', [dailyBar('99')])]);
    expect(seqs(await client.nextEvents(1))).toEqual([4]);
  });

  it('answers who is far behind with all that is kept, under its seq, and names what is lost', async () => {
    const { stub, service } = freshChannel();
    const bars = dailyBars(streamLimits.keptItems + 440);
    await service.publish([publication('1', bars)]);
    const { epoch } = await history(service);
    const client = await StreamClient.connect(stub);
    const { results } = await client.subscribe({ channel: daily, since: { epoch, seq: 100 } });
    const lost = { from_seq: 101, to_seq: 440 };
    expect(results).toMatchObject([{ recovered: 'gap', head_seq: bars.length, first_seq: 441, lost }]);
    const gap = await client.next('gap');
    expect(gap).toMatchObject({ from_seq: 441, to_seq: bars.length, lost });
    const pages = await pagesBehind(service, gap.history ?? '');
    const items = pages.flatMap((page) => page.items);
    expect(pages.map((page) => page.lost)).toEqual(upTo(10).map(() => null));
    expect([...upTo(340, lost.from_seq), ...seqs(items)]).toEqual(upTo(bars.length - 100, 101));
    expect(items.every(({ seq, data }) => data.close === bars[seq - 1]?.close)).toBe(true);
    await service.publish([publication('2', [dailyBar('99')])]);
    expect(seqs(await client.nextEvents(1))).toEqual([bars.length + 1]);
  });

  it('begins with the oldest item that is kept, and says what came before it', async () => {
    const { stub, service } = freshChannel();
    // Without the rest of a bar, all that is kept fits into one replay.
    const rows = dailyBars(streamLimits.keptItems + 20).map(({ time, close }) => ({ time, close }));
    await service.publish([publication('1', rows)]);
    for (const since of ['start', { seq: 0 }]) {
      const client = await StreamClient.connect(stub);
      const { results } = await client.subscribe({ channel: daily, since });
      const lost = { from_seq: 1, to_seq: 20 };
      expect(results).toMatchObject([{ recovered: 'replayed', first_seq: 21, lost }]);
      expect(seqs(await client.nextEvents(streamLimits.keptItems))).toEqual(upTo(streamLimits.keptItems, 21));
    }
  });

  it('begins with a gap where what is kept does not fit into one replay', async () => {
    const { stub, service } = freshChannel();
    await service.publish([publication('1', dailyBars(42, { note: 'x'.repeat(100_000) }))]);
    const { first_seq } = await history(service);
    const client = await StreamClient.connect(stub);
    const lost = { from_seq: 1, to_seq: first_seq - 1 };
    const { results } = await client.subscribe({ channel: daily, since: 'start' });
    expect(results).toMatchObject([{ recovered: 'gap', first_seq, lost }]);
    expect(await client.next('gap')).toMatchObject({ from_seq: first_seq, to_seq: 42, lost });
  });

  it('answers another epoch, where nothing was ever said, with a gap that has no address', async () => {
    const { stub } = freshChannel();
    const client = await StreamClient.connect(stub);
    await client.subscribe({ channel: daily, since: { epoch: 'another', seq: 9 } });
    expect(await client.next('gap')).toMatchObject({ from_seq: 1, to_seq: 0, history: null, lost: null });
  });

  it('names in the history what of the span is no longer kept', async () => {
    const { service } = freshChannel();
    await service.publish([publication('1', dailyBars(streamLimits.keptItems + 20))]);
    const between = async (from_seq: number, to_seq: number) => {
      const page = await service.history({ channel: daily, epoch: null, from_seq, to_seq, limit: 2 });
      return { items: seqs(page.items), next_from_seq: page.next_from_seq, lost: page.lost };
    };
    expect(await between(1, 2)).toEqual({ items: [], next_from_seq: null, lost: { from_seq: 1, to_seq: 2 } });
    expect(await between(0, 23)).toEqual({ items: [21, 22], next_from_seq: 23, lost: { from_seq: 1, to_seq: 20 } });
    expect(await between(23, 23)).toEqual({ items: [23], next_from_seq: null, lost: null });
    const head = streamLimits.keptItems + 20;
    expect(await between(head, head + 9)).toEqual({ items: [head], next_from_seq: null, lost: null });
    expect(await between(head + 1, head + 9)).toEqual({ items: [], next_from_seq: null, lost: null });
  });

  it('tells that the history of another epoch is lost', async () => {
    const { service } = freshChannel();
    expect(await failure(history(service, 'another'))).toContain('[wiz:not_found]');
  });
});
