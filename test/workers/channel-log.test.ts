import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { ChannelLog } from '../../durable-objects/channel-log.ts';
import { streamLimits } from '../../src/stream/limits.ts';
import { dailyBars, freshChannel, publication } from './stream-client.ts';

/** The log over a storage that counts how many rows its statements read. */
function countedLog({ storage }: DurableObjectState): { log: ChannelLog; rowsRead: () => number } {
  const cursors: { readonly rowsRead: number }[] = [];
  const exec: SqlStorage['exec'] = (query, ...bindings) => {
    const cursor = storage.sql.exec(query, ...bindings);
    cursors.push(cursor);
    return cursor as never;
  };
  const counted = { sql: { exec }, transactionSync: (work: () => unknown) => storage.transactionSync(work) };
  const log = new ChannelLog(counted as unknown as DurableObjectStorage);
  return { log, rowsRead: () => cursors.splice(0).reduce((sum, cursor) => sum + cursor.rowsRead, 0) };
}

it('reads no more rows for an item of a full channel than for one of an empty channel', async () => {
  const { stub } = freshChannel();
  await runInDurableObject(stub, (_, state) => {
    const { log, rowsRead } = countedLog(state);
    const [first, ...others] = dailyBars(streamLimits.keptItems + 20);
    const last = others.splice(-1);
    log.append([publication('1', [first ?? {}])]);
    const intoEmpty = rowsRead();
    log.append([publication('2', others)]);
    rowsRead();
    log.append([publication('3', last)]);
    expect(log.find('bar.1d:XJSE:NPN')).toMatchObject({ headSeq: streamLimits.keptItems + 20, firstSeq: 21 });
    // Beside them the one item that is trimmed and the one that stays.
    expect(rowsRead()).toBeLessThanOrEqual(intoEmpty + 10);
  });
});
