import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import type { ChangeMessage } from '../../src/model/messages.ts';
import type { ChangeSet } from '../../src/model/parsed.ts';
import type { Bar } from '../../src/model/records.ts';
import { deriveChange } from '../../src/pipeline/derive-change.ts';
import type { Database } from '../../src/storage/client.ts';
import { store } from '../../src/storage/store.ts';
import { startMigratedDatabase } from './migrated-database.ts';

let db: Database;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ db, stop } = await startMigratedDatabase());
});
afterAll(() => stop());

/** Binance's BTCUSDT minutes of 2021-10-11, from midnight UTC. */
function minutes(count: number): Bar[] {
  const file = join(import.meta.dirname, '../../local/upstream/figures/binance/BTCUSDT-1m.csv');
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(2, 2 + count);
  return lines.map((line) => {
    const [time, open = '', high = '', low = '', close = '', volume = '', turnover = '', trades] = line.split(',');
    const figures = { open, high, low, close, volume, turnover, trades: Number(trades), unit: 'USDT', final: true };
    const at = new Date(Number(time)).toISOString();
    return { instrument_id: 'BINANCE:BTC-USDT', interval: '1m', time: at, session_date: null, ...figures };
  });
}

const keep = (bars: readonly Bar[]) =>
  store(
    db,
    { bar: bars },
    { source: 'binance', is_sample: true, fetch_id: newId('fetch'), recorded_at: '2021-10-12T00:00:00.000Z' },
  );

async function deriveAll({ changes }: Pick<ChangeSet, 'changes'>): Promise<ChangeMessage[]> {
  const sent: ChangeMessage[] = [];
  for (const { outboxId, dataset, channel } of changes) {
    const sendPublish = async (messages: readonly ChangeMessage[]) => void sent.push(...messages);
    await deriveChange({ type: 'change', outbox_id: outboxId, dataset, channel }, { db, sendPublish });
  }
  return sent;
}

const hours = () =>
  db.query(
    `SELECT wire_instant(time) AS time, open::text, high::text, low::text, close::text, volume::text,
       turnover::text, trades, final
     FROM bar WHERE "interval" = '1h' AND source = 'derived' ORDER BY time`,
  );

test('stored minutes become hours and days that are announced once, and derived bars call for nothing more', async () => {
  const known = await keep(minutes(90));
  const sent = await deriveAll(known);
  expect(sent.map(({ channel }) => channel.slice(0, channel.indexOf(':'))).sort()).toEqual([
    'bar.15m',
    'bar.1M',
    'bar.1d',
    'bar.1h',
    'bar.1w',
    'bar.5m',
  ]);
  const published = { open: '54659.01', high: '55180', low: '54415.06', close: '55159.93' };
  const [first, second] = await hours();
  expect(first).toEqual({
    time: '2021-10-11T00:00:00.000Z',
    ...published,
    volume: '3890.61709',
    turnover: '213173085.5831854',
    trades: 106828,
    final: true,
  });
  expect(second).toMatchObject({ time: '2021-10-11T01:00:00.000Z', final: false });

  expect(await deriveAll(known)).toEqual([]);
  const echoes = sent.map(({ outbox_id, dataset, channel }) => ({ outboxId: outbox_id, dataset, channel }));
  expect(await deriveAll({ changes: echoes })).toEqual([]);
});

test('the minutes that were missing complete the hour', async () => {
  await deriveAll(await keep(minutes(120)));
  const [, second] = await hours();
  expect(second).toMatchObject({
    close: '55334.02',
    volume: '3707.49514',
    turnover: '205404492.6667124',
    trades: 90748,
    final: true,
  });
});
