import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCodes } from '../../src/stream/close-codes.ts';
import { type SamplePlatform, startSamplePlatform } from './sample-platform.ts';
import { StreamReader } from './stream-reader.ts';

let line: SamplePlatform;
beforeAll(async () => {
  line = await startSamplePlatform();
});
afterAll(() => line.stop());

async function until<T>(what: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await what();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error('it did not come');
}

test('from a letter to a bill: sign-up, a key, its requests counted, its end', async () => {
  const asked = await line.post('/v1/account/sign-up', { email: 'thandi@example.com' });
  expect([asked.status, asked.json.data]).toEqual([202, { sent: true }]);
  const letter = await until(() => line.letters[0]);
  expect(letter.to).toBe('thandi@example.com');
  const [, page = '', link = ''] = /(http:\S+\/sign-in)#(\w+)/.exec(letter.text) ?? [];
  expect(page).toBe(`${line.platform.url}/sign-in`);
  expect((await line.get('/sign-in')).text).toContain('/sign-in.js');

  const ask = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    fetch(line.platform.url + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const signedIn = await ask('POST', '/v1/account/sign-in', {}, { link });
  expect(signedIn.status).toBe(200);
  const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
  expect(signedIn.headers.get('set-cookie')).toMatch(/^wizdata_session=.+; HttpOnly; SameSite=Lax$/);
  expect((await ask('POST', '/v1/account/sign-in', {}, { link })).status).toBe(401);

  const named = { cookie, 'idempotency-key': 'the first key' };
  const make = async () => (await (await ask('POST', '/v1/keys', named, { name: 'first' })).json()) as { data: Fields };
  const made = await make();
  expect(made).toMatchObject({ data: { name: 'first' } });
  expect((await make()).data).toEqual(made.data);
  const { key, key_id } = made.data as { key: string; key_id: string };
  expect((await ask('PATCH', `/v1/keys/${key_id}`, { cookie }, { scopes: ['read', 'stream'] })).status).toBe(200);
  const [reader, anonymous] = [
    await StreamReader.open(line.platform.url, key),
    await StreamReader.open(line.platform.url),
  ];
  for (let call = 0; call < 25; call += 1) expect((await line.get('/v1/sources', key)).status).toBe(200);
  expect((await line.get('/v1/bars/XJSE:NPN?from=1990-01-01', key)).json).toMatchObject({
    ...{ code: 'forbidden', earliest: expect.stringMatching(/^\d{4}-/) },
  });

  const counted = await until(async () => {
    await line.platform.crons.trigger('wizdata-auth');
    const { json } = await line.get('/v1/usage', key);
    const days = json.data.days as { operation: string; requests: number; tokens: number }[];
    return days.find(({ operation }) => operation === 'listSources');
  });
  expect(counted).toMatchObject({ key_id, requests: 25 });

  const used = await line.get(`/v1/keys/${key_id}`, line.admin);
  expect(used.status).toBe(404);
  expect((await ask('DELETE', `/v1/keys/${key_id}`, { cookie })).status).toBe(200);
  expect((await line.get('/v1/sources', key)).status).toBe(401);
  // Within a heartbeat; whoever reads without a key stays.
  expect(await Promise.race([reader.closed, sleep(45_000)])).toBe(closeCodes.credential_ended.code);
  await anonymous.subscribe(1, ['bar.1d:XJSE:NPN']);
  anonymous.close();
  expect(line.logs.join('\n')).not.toMatch(/wiz_(?:test|link|session)_/);
});

type Fields = Readonly<Record<string, unknown>>;
