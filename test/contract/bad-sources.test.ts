import { describe, expect, test } from 'vitest';
import { type Connector, parserFor } from '../../src/connectors/connector.ts';
import { fetcher, type Validators } from '../../src/connectors/fetcher.ts';
import { connectors } from '../../src/connectors/index.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { WizError } from '../../src/core/errors.ts';
import type { Parsed } from '../../src/model/parsed.ts';
import type { RawPayload } from '../../src/model/payload.ts';
import { behaviourOf, fixtureProblem, recordingsOf } from './source-fixtures.ts';

type Answer = (url: string, init: RequestInit | undefined) => Response;

/** A source without recorded payloads is named in connectors.test.ts. */
const recorded = connectors.filter(({ source }) => fixtureProblem(source.source_id) === null);
const asked = recorded.filter(({ intakeOnly }) => !intakeOnly);

describe.each(asked.map((connector) => [connector.source.source_id, connector] as const))('%s', (id, connector) => {
  const { requests, answer, changed } = behaviourOf(id);
  const right = bodyOf(id, answer);
  const collect = (respond: Answer, validators?: Validators) =>
    collectWith(connector, respond, requests[0], validators);

  test.each(requests.map((request) => [request.why, request] as const))(
    'asks only for its window: %s',
    async (_, request) => {
      const { asked } = await collectWith(connector, () => new Response(right), request);
      expect(asked).toEqual(request.urls);
    },
  );

  test('asks under another base URL for the same paths', async () => {
    const settings = { ...connector.defaults, base_url: 'http://127.0.0.1:9/sample', is_sample: true };
    const { asked } = await collectWith({ ...connector, defaults: settings }, () => new Response(right), requests[0]);
    const paths = requests[0]?.urls.map(
      (url) => `${settings.base_url}${url.slice(connector.defaults.base_url.length)}`,
    );
    expect(asked).toEqual(paths);
  });

  test('gives rows from a right answer', async () => {
    const { parsed } = await collect(() => new Response(right));
    expect(parsed.length).toBeGreaterThanOrEqual(1);
  });

  test('sends its key, and keeps none in what it hands on', async () => {
    const sent: string[] = [];
    const { payloads } = await collect((url, init) => {
      sent.push(url + JSON.stringify([...new Headers(init?.headers)]));
      return new Response(right);
    });
    if (connector.source.key !== null) for (const request of sent) expect(request).toContain(secret);
    for (const { url, headers } of payloads) expect(url + JSON.stringify(headers)).not.toContain(secret);
  });

  test('leaves trying again to the line', async () => {
    let requests = 0;
    const away = () => {
      requests += 1;
      return new Response('oops', { status: 500 });
    };
    await raised(collect(away));
    expect(requests).toBe(1);
  });

  test('gives nothing on 304, and asks by the validators it was given', async () => {
    const seen: (string | null)[] = [];
    const unchanged: Answer = (_url, init) => {
      seen.push(new Headers(init?.headers).get('if-none-match'));
      return new Response(null, { status: 304 });
    };
    const { parsed } = await collect(unchanged, { etag: '"abc"' });
    expect(parsed).toEqual([]);
    expect(seen).toEqual(['"abc"']);
  });

  test.each([
    ['a 500', 'source_unavailable', () => new Response('oops', { status: 500 })],
    ['a 403', 'source_denied', () => new Response('no', { status: 403 })],
    ['a 404', 'source_changed', () => new Response('gone', { status: 404 })],
    [
      'a redirect',
      'source_changed',
      () => new Response(null, { status: 302, headers: { location: 'https://a.example' } }),
    ],
    ['no answer in time', 'timeout', () => fail(new DOMException('timed out', 'TimeoutError'))],
    ['no connection', 'source_unavailable', () => fail(new TypeError('fetch failed'))],
    ['a body that breaks off', 'source_unavailable', () => new Response(brokenStream())],
    ['an empty 200', 'source_changed', () => new Response('')],
    ['a web page with status 200', 'source_changed', () => page('text/html')],
    ['a web page called JSON', 'source_changed', () => page('application/json')],
    ['a cut body', 'source_changed', () => new Response(right.slice(0, Math.floor(right.length * 0.6)))],
    ['a changed field', 'source_changed', () => new Response(changedText(id, changed))],
  ] as const)('reports %s as %s', async (_what, code, respond) => {
    const error = await raised(collect(respond));
    expect(error.code).toBe(code);
    expect(error.message).toContain(new URL(connector.defaults.base_url).host);
  });

  test('tells how long a 429 asks to wait', async () => {
    const busy = () => new Response('slow down', { status: 429, headers: { 'retry-after': '7' } });
    const error = await raised(collect(busy));
    expect(error.code).toBe('source_unavailable');
    expect(error.retry).toBe(true);
    expect(error.detail).toMatchObject({ http_status: 429, retry_after_ms: 7000 });
  });
});

const handedIn = recorded.filter(({ intakeOnly }) => intakeOnly);

describe.each(handedIn.map((connector) => [connector.source.source_id, connector] as const))('%s', (id, connector) => {
  const { answer, changed } = behaviourOf(id);
  const [recording] = recordingsOf(id).filter(({ file }) => file === answer);
  const handIn = (bytes: Uint8Array) => {
    if (recording === undefined) throw new Error(`${id} has no recorded payload ${answer}`);
    return () => read(connector, { ...recording.payload, bytes }, recording.subject);
  };
  const text = (words: string) => new TextEncoder().encode(words);

  test.each([
    ['a web page', () => text('<!doctype html><html><body>Back soon</body></html>')],
    ['words', () => text('Dear Sir or Madam')],
    ['a changed field', () => text(changedText(id, changed))],
  ])('refuses %s', (_what, bytes) => {
    expect(handIn(bytes())).toThrow(expect.objectContaining({ code: 'source_changed' }));
  });
});

const secret = 'hunter2';

/** The URL as it is kept: a key travels with the request and nowhere else. */
function withoutSecret(url: string): string {
  const { searchParams } = new URL(url);
  const [named] = [...searchParams].find(([, value]) => value === secret) ?? [];
  if (named === undefined) return url;
  return url.replace(new RegExp(`([?&])${named}=${secret}(&|$)`), (_, before, after) => (after === '' ? '' : before));
}

interface Asked {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
}

/** Fetches and reads as the line does: bytes that were given are read even where fetching then raises. */
async function collectWith(
  connector: Connector,
  respond: Answer,
  { subject, from, to }: Asked = { subject: '', from: '', to: '' },
  validators: Validators = {},
): Promise<{ asked: string[]; parsed: Parsed[]; payloads: RawPayload[] }> {
  const asked: string[] = [];
  const polite = fetcher({
    clock: fixedClock(Date.parse(to)),
    baseUrl: connector.defaults.base_url,
    validatorsOf: () => validators,
    userAgent: 'test',
    timeoutMs: 1000,
    fetch: async (input, init) => {
      asked.push(withoutSecret(String(input)));
      return respond(String(input), init);
    },
  });
  const parsed: Parsed[] = [];
  const payloads: RawPayload[] = [];
  const settings = { ...connector.defaults, ...(connector.source.key && { api_key: secret }) };
  const context = { subject, settings, fetcher: polite };
  for await (const payload of connector.fetch(context, { from, to })) {
    payloads.push(payload);
    parsed.push(read(connector, payload, subject));
  }
  return { asked, parsed, payloads };
}

function read(connector: Connector, payload: RawPayload, subject: string): Parsed {
  return parserFor(connector, payload.fetched_at).parse(payload, subject);
}

async function raised(work: Promise<unknown>): Promise<WizError> {
  const error = await work.then(
    () => new Error('nothing was raised'),
    (caught: unknown) => caught,
  );
  if (error instanceof WizError) return error;
  throw error;
}

function bodyOf(id: string, file: string): Uint8Array<ArrayBuffer> {
  const bytes = recordingsOf(id).find((recording) => recording.file === file)?.payload.bytes;
  if (bytes === undefined) throw new Error(`${id} has no recorded payload ${file}`);
  return new Uint8Array(bytes);
}

function changedText(
  id: string,
  { file, pattern, replacement }: { file: string; pattern: string; replacement: string },
) {
  const text = new TextDecoder().decode(bodyOf(id, file));
  const replaced = text.replaceAll(new RegExp(pattern, 'g'), replacement);
  expect(replaced).not.toBe(text);
  return replaced;
}

function page(type: string): Response {
  return new Response('<!doctype html><html><body>Back soon</body></html>', { headers: { 'content-type': type } });
}

function fail(error: Error): never {
  throw error;
}

function brokenStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array([91]));
      controller.error(new TypeError('terminated'));
    },
  });
}
