import { setTimeout as sleep } from 'node:timers/promises';
import { newKey } from '../../src/auth/key-format.ts';
import { cronOf } from '../../src/pipeline/jobs.ts';
import { type SamplePlatform, startSamplePlatform } from '../integration/sample-platform.ts';
import { type Contract, type Operation, readContract } from './document.ts';

/** A platform to be thrown away, with callers of every kind and the values that it answers with. */
export interface World {
  readonly url: string;
  readonly contract: Contract;
  readonly callers: Callers;
  /** Texts that answers of the platform hold, from which right requests are made. */
  readonly values: readonly string[];
  /** Places that answers gave to go on from, by operation. */
  readonly cursors: ReadonlyMap<string, readonly string[]>;
  /** What no answer may hold. */
  readonly secrets: readonly string[];
  /** What the platform logged as an error since the last time it was asked. */
  errors(): readonly string[];
  close(): Promise<void>;
}

export interface Callers {
  /** May do all there is. */
  readonly operator: string;
  readonly reader: string;
  /** Of an account of their own. */
  readonly foreign: string;
  readonly session: string;
  /** That open nothing, by what is wrong with them. */
  readonly refused: Readonly<Record<string, string>>;
}

export async function openWorld(): Promise<World> {
  const line = await startSamplePlatform();
  try {
    await line.ingest();
    const contract = readContract((await line.get('/openapi.json')).text);
    const callers = await makeCallers(line);
    const { values, cursors } = await harvest(line, contract);
    const { operator, reader, foreign, session, refused } = callers;
    const secrets = [operator, reader, foreign, session, ...Object.values(refused)].filter((text) => text.length > 20);
    let seen = line.logs.length;
    return {
      ...{ url: line.platform.url, contract, callers, values, cursors, secrets },
      errors() {
        const fresh = line.logs.slice(seen).filter((text) => text.startsWith('error'));
        seen = line.logs.length;
        return fresh;
      },
      close: () => line.stop(),
    };
  } catch (error) {
    await line.stop();
    throw error;
  }
}

async function makeCallers(line: SamplePlatform): Promise<Callers> {
  const { platform, db } = line;
  const all = ['read', 'stream', 'account', 'admin'] as const;
  const expired = await platform.issueKey('expired', 'internal', all);
  await db.query(`UPDATE api_key SET expires_at = now() - interval '1 hour' WHERE name = 'expired'`);
  const revoked = await platform.issueKey('revoked', 'internal', all);
  await db.query(`UPDATE api_key SET revoked_at = now() - interval '1 hour' WHERE name = 'revoked'`);
  const elsewhere = await platform.issueKey('foreign', 'internal', ['read', 'stream', 'account']);
  const operator = await platform.issueKey('operator', 'internal', all);
  // What may be changed and taken away, so that writes find something.
  for (let count = 0; count < 12; count += 1) {
    await line.post('/v1/keys', { name: `spare ${count}`, scopes: ['read'] }, operator);
    await line.post('/v1/account/members', { email: `spare-${count}@example.com`, role: 'viewer' }, operator);
  }
  return {
    operator,
    foreign: elsewhere,
    reader: await platform.issueKey('reader', 'internal', ['read', 'stream']),
    session: await signIn(line),
    refused: {
      ...{ expired, revoked, unknown: newKey('test'), 'of production': newKey('live') },
      ...{ 'a link': newKey('link'), 'a session': newKey('session'), mistyped: `${operator.slice(0, -1)}_` },
      ...{
        'cut off': operator.slice(0, 30),
        short: 'x',
        injected: "' OR 1=1--".replaceAll(' ', ''),
        long: 'x'.repeat(3000),
      },
    },
  };
}

async function signIn(line: SamplePlatform): Promise<string> {
  await line.post('/v1/account/sign-up', { email: 'fuzz@example.com' });
  const letter = () => line.letters.find(({ to }) => to === 'fuzz@example.com');
  for (let tries = 0; letter() === undefined && tries < 100; tries += 1) await sleep(50);
  const link = /#(\w+)/.exec(letter()?.text ?? '')?.[1] ?? '';
  const { headers } = await line.post('/v1/account/sign-in', { link });
  return /wizdata_session=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
}

/** What the examples of all reads answer: first those that need no name, whose answers name what the others ask for. */
async function harvest(line: SamplePlatform, { operations }: Contract) {
  const window = { source: 'ecb', from: '2022-12-01', to: '2022-12-30' };
  await line.post('/v1/admin/backfills', window, line.admin);
  const again = { connector: 'ecb', from: '2020-01-01', to: new Date().toISOString().slice(0, 10) };
  await line.post('/v1/admin/replays', again, line.admin);
  await line.platform.crons.trigger('wizdata-clean', Date.now(), cronOf('publish'));
  const values = new Set<string>();
  const cursors = new Map<string, string[]>();
  const reads = operations.filter(({ method }) => method === 'GET');
  const inOrder = reads.toSorted((one, other) => namesIn(one) - namesIn(other));
  for (const operation of inOrder) {
    for (const more of ['', 'limit=2']) {
      const { json } = await line.get(exampleOf(operation, [...values], more), line.admin);
      collect(json.data, values);
      const next = json.meta?.next_cursor;
      if (typeof next === 'string')
        cursors.set(operation.operationId, [...(cursors.get(operation.operationId) ?? []), next]);
    }
  }
  return { values: [...values], cursors };
}

const namesIn = ({ path }: Operation): number => path.split('{').length;

const longest = 120;

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (value.length > 0 && value.length <= longest) into.add(value);
  } else if (Array.isArray(value)) {
    for (const one of value.slice(0, 20)) collect(one, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collect(one, into);
  }
}

/** The request of the document's examples; ids that each run makes anew stand for those of the document. */
function exampleOf({ path, parameters }: Operation, known: readonly string[], more: string): string {
  const real = (text: string): string => {
    const prefix = /^([a-z]+_)[0-9a-f]{32}$/.exec(text)?.[1];
    return (prefix && known.find((one) => one.startsWith(prefix) && one.length === text.length)) || text;
  };
  const given = parameters.filter(({ example }) => example !== undefined);
  const place = given.reduce(
    (text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(real(String(example)))),
    path,
  );
  const query = given.filter((one) => one.in === 'query' && !(more !== '' && one.name === 'limit'));
  const pairs = query.map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`);
  const takes = parameters.some(({ name }) => name === more.split('=')[0]);
  return `${place}?${[...pairs, ...(takes ? [more] : [])].join('&')}`;
}
