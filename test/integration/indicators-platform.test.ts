import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toDecimal12 } from '../../src/indicators/to-decimal12.ts';
import { type SamplePlatform, startSamplePlatform } from './sample-platform.ts';
import { StreamReader } from './stream-reader.ts';

const folder = join(import.meta.dirname, '../../local/upstream/recorded/price-file');
const lines = readFileSync(join(folder, 'all-share-closes.csv'), 'utf8').trim().split('\n');
const [{ subject }] = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).filter(
  ({ file }: { file: string }) => file === 'all-share-closes.csv',
);
const channel = 'indicator.sma(2).1d:INDEX:J203';

let line: SamplePlatform;

beforeAll(async () => {
  line = await startSamplePlatform();
});
afterAll(() => line.stop());

/** The closes of the JSE's all-share index until a line of the file. */
async function handIn(count: number): Promise<void> {
  const csv = `${lines.slice(0, count).join('\n')}\n`;
  const body = { source: 'price-file', subject, name: 'all-share-closes.csv', content_type: 'text/csv' };
  const sent = { ...body, content_base64: Buffer.from(csv).toString('base64') };
  expect((await line.post('/v1/admin/intakes', sent, line.admin)).status).toBe(202);
  await line.settled();
}

test('a close that comes is an indicator on the stream and over REST, in the same digits, and walks back to its bytes', async () => {
  await handIn(lines.length - 1);
  const reader = await StreamReader.open(line.platform.url);
  const ack = await reader.subscribe(1, [channel, 'indicator.sma(2).1d:INDEX:NOBODY']);
  expect(ack.results).toMatchObject([
    { channel, ok: true },
    { ok: false, error: { code: 'invalid_request', message: expect.stringContaining('nothing is known') } },
  ]);
  await handIn(lines.length);
  const { data, seq } = await reader.untilEvent((event) => event.channel === channel);
  const { json } = await line.get('/v1/bars/INDEX:J203/indicators?indicators=sma(2)&limit=1');
  expect([json.data[0], seq]).toEqual([data, 1]);
  const closes = lines.slice(-2).map((text) => Number(text.split(',')[1]));
  expect((data.values as Record<string, string>)['sma(2)']).toBe(
    toDecimal12(((closes[0] ?? 0) + (closes[1] ?? 0)) / 2),
  );
  reader.close();

  const late = await StreamReader.open(line.platform.url);
  await late.subscribe(1, [{ channel, since: 'start' }]);
  expect((await late.untilEvent((event) => event.channel === channel)).data).toEqual(data);
  late.close();

  const bars = (await line.get(String(data.inputs))).json.data;
  expect(bars.map(({ close }) => Number(close)).slice(-2)).toEqual(closes);
  const { json: walked } = await line.get(`/v1/provenance/${bars.at(-2)?.fetch_id}`);
  const headers = { authorization: `Bearer ${line.admin}` };
  const payload = await fetch(new URL(String(walked.data.payload), line.platform.url), { headers });
  expect(await payload.text()).toContain(lines.at(-2));
});

test('the newest values of many come over the same door', async () => {
  const { json } = await line.get('/v1/indicators/latest?ids=INDEX:J203,XJSE:NOBODY&indicators=sma(2),rsi(14)');
  expect(json.data).toMatchObject([{ instrument_id: 'INDEX:J203', values: { 'rsi(14)': null } }]);
  expect(json.meta).toMatchObject({ missing: ['XJSE:NOBODY'] });
});
