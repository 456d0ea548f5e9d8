import { Hono } from 'hono';
import type { ChannelPublication } from '../../src/model/parsed.ts';
import type { ChannelService } from '../../src/model/services.ts';
import { type Database, database } from '../../src/storage/client.ts';
import { type BarsRequest, readBars } from '../../src/storage/read/bars.ts';
import { readLatestPrices } from '../../src/storage/read/latest-prices.ts';
import type { Broadcast } from './broadcast.ts';

export { Broadcast } from './broadcast.ts';

interface BareEnv {
  readonly DATABASE_URL: string;
  readonly DATABASE_ENDPOINT: string;
  readonly CHANNEL: DurableObjectNamespace<import('cloudflare:workers').DurableObject & ChannelService>;
  readonly BROADCAST: DurableObjectNamespace<Broadcast>;
}

/** What the hot route sends, and the read that `bars` repeats with another end each time. */
let kept = { bytes: new ArrayBuffer(0), contentType: '' };
let read: BarsRequest;
let opened: Database | undefined;

const jsonType = { 'content-type': 'application/json' };

function databaseOf({ DATABASE_URL: connectionString, DATABASE_ENDPOINT: endpoint }: BareEnv): Database {
  opened ??= database({ connectionString, endpoint });
  return opened;
}

const bare = new Hono<{ Bindings: BareEnv }>();

bare.put('/hot', async (c) => {
  kept = { bytes: await c.req.arrayBuffer(), contentType: c.req.header('content-type') ?? '' };
  return c.body(null, 204);
});
bare.get('/hot', (c) => c.body(kept.bytes, 200, { 'content-type': kept.contentType }));

bare.put('/bars', async (c) => {
  read = await c.req.json();
  return c.body(null, 204);
});
bare.get('/bars', async (c) => {
  const { json } = await readBars(databaseOf(c.env), { ...read, before: c.req.query('to') ?? null });
  return c.body(json, 200, jsonType);
});

bare.get('/quotes', async (c) => {
  const { ids = '', date = '' } = c.req.query();
  const prices = await readLatestPrices(databaseOf(c.env), { symbols: ids.split(','), on: date, as_of: null });
  return c.body(JSON.stringify(prices), 200, jsonType);
});

bare.get('/readers/channel', (c) => {
  const headers = new Headers(c.req.raw.headers);
  headers.set('x-wizdata-principal', JSON.stringify({ channels: 10 }));
  return c.env.CHANNEL.getByName('bench').fetch(new Request(c.req.raw, { headers }));
});
bare.get('/readers/broadcast', (c) => c.env.BROADCAST.getByName('bench').fetch(c.req.raw));

bare.post('/publish/channel', async (c) => {
  await c.env.CHANNEL.getByName('bench').publish(await c.req.json<ChannelPublication[]>());
  return c.body(null, 204);
});
bare.post('/publish/broadcast', async (c) => {
  await c.env.BROADCAST.getByName('bench').publish(await c.req.text());
  return c.body(null, 204);
});

export default bare;
