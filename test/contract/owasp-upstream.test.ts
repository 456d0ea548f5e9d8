import { describe, expect, test } from 'vitest';
import { httpSender } from '../../src/accounts/link-sender.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import { purgeEdge } from '../../src/cache/purge-edge.ts';
import { fetcher } from '../../src/connectors/fetcher.ts';
import { connectors } from '../../src/connectors/index.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { parseConfig } from '../../src/core/config.ts';
import { isPublicAddress } from '../../src/core/public-address.ts';
import { apiConfig } from '../../workers/api/env.ts';
import { authConfig } from '../../workers/auth/env.ts';
import { ingestConfig } from '../../workers/ingest/env.ts';
import { codeFiles } from './code-files.ts';

// OWASP API Security Top 10 of 2023, 7 and 10: what we ask of others. The others are in owasp.test.ts and owasp-door.test.ts.

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
const document = JSON.parse(openApiDocument()) as { paths: Record<string, Record<string, Operation>> };

/** No subject leads elsewhere: hostile-subjects.test.ts. What may be asked at all: src/core/public-address.test.ts. */
describe('API7: server side request forgery', () => {
  const addressLike = /url|uri|href|callback|webhook|redirect|host|domain|endpoint|link$/i;
  /** A sign-in link is a secret and no address. */
  const known = ['signIn link'];

  const namesOf = (schema: Schema): string[] => [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => [
      ...(addressLike.test(name) || one.format === 'uri' ? [name] : []),
      ...namesOf(one),
    ]),
    ...(schema.items ? namesOf(schema.items) : []),
    ...(schema.anyOf ?? []).flatMap(namesOf),
  ];

  test('no operation takes an address; one that does asks isPublicAddress first', () => {
    const taken = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ operationId, parameters = [], requestBody }) =>
        [
          ...parameters.flatMap(({ name, schema }) =>
            addressLike.test(name) || schema.format === 'uri' ? [name] : [],
          ),
          ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => namesOf(schema)),
        ].map((name) => `${operationId} ${name}`),
      );
    expect(taken).toEqual(known);
  });

  const secrets = {
    DATABASE_URL: 'postgres://x',
    UPSTASH_TOKEN: 'x',
    KEY_PEPPER: 'x'.repeat(32),
    EMAIL_FROM: 'x@y.test',
  };
  const configs = [
    ['UPSTASH_URL', apiConfig],
    ['CACHE_PURGE_URL', apiConfig],
    ['UPSTASH_URL', authConfig],
    ['EMAIL_URL', authConfig],
    ['PORTAL_URL', authConfig],
  ] as const;
  const publicly = {
    UPSTASH_URL: 'https://x.upstash.io',
    PORTAL_URL: 'https://x.example',
    EMAIL_URL: 'https://mail.example.com',
  };

  test.each(configs)('%s is a public address outside of one machine', (name, schema) => {
    const parse = (environment: string, address: string) => () =>
      parseConfig(schema, { ...secrets, ...publicly, ENVIRONMENT: environment, [name]: address }, 'x');
    for (const private_ of [
      'http://mail.example.com',
      'https://127.0.0.1/',
      'https://169.254.169.254/',
      'https://u:p@example.com',
    ]) {
      for (const environment of ['staging', 'production']) expect(parse(environment, private_), private_).toThrow(name);
      expect(parse('local', private_)).not.toThrow();
    }
    expect(parse('production', 'https://www.example.com/x')).not.toThrow();
  });

  test.each(['base_url', 'socket_url'])('so is the %s of a source', (name) => {
    const parse = (environment: string, address: string) => () => {
      const settings = { base_url: 'https://api.example.com', is_sample: false, [name]: address };
      return parseConfig(
        ingestConfig,
        { ENVIRONMENT: environment, SOURCE_SETTINGS: JSON.stringify({ ecb: settings }) },
        'x',
      );
    };
    expect(parse('production', 'http://10.0.0.1/')).toThrow(`SOURCE_SETTINGS.ecb.${name}`);
    expect(parse('local', 'http://10.0.0.1/')).not.toThrow();
    expect(parse('production', 'https://api.example.com')).not.toThrow();
  });

  test('sources are at public addresses', () => {
    for (const { source, defaults, intakeOnly } of connectors) {
      for (const address of [defaults.base_url, defaults.socket_url ?? 'wss://x.example']) {
        if (!intakeOnly) expect(isPublicAddress(address), source.source_id).toBe(true);
      }
    }
  });

  test('nobody who asks another follows where it points', async () => {
    const asked: (RequestInit | undefined)[] = [];
    const ask = (async (_url: unknown, init?: RequestInit) => {
      asked.push(init);
      return new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/' } });
    }) as typeof fetch;
    const letter = { to: 'x@y.test', subject: 'x', text: 'x' };
    const all = [
      httpSender({ url: 'https://mail.example.com', token: null, from: 'x' }, ask).send(letter),
      purgeEdge({ url: 'https://purge.example.com', token: 'x' }, ask)(['x']),
      sourceAnswering(ask).get('https://api.example.com/x'),
    ];
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(asked.map((init) => [init?.redirect, init?.signal instanceof AbortSignal])).toEqual(
      asked.map(() => ['manual', true]),
    );
    expect(asked).toHaveLength(3);
  });
});

const sourceAnswering = (ask: typeof fetch, timeoutMs = 1000) =>
  fetcher({
    ...{ clock: fixedClock(0), baseUrl: 'https://api.example.com', validatorsOf: () => ({}) },
    ...{ userAgent: 'test', timeoutMs, fetch: ask },
  });

/** That a payload is shown as a download that runs nothing: gateway.test.ts. That every fault has its code: bad-sources.test.ts. */
describe('API10: unsafe consumption of APIs', () => {
  const answering = (response: () => Response | Promise<Response>, timeoutMs?: number) =>
    sourceAnswering((async () => await response()) as typeof fetch, timeoutMs).get('https://api.example.com/x', {
      maxBytes: 100,
    });

  test.each([
    [
      'a redirect',
      () => new Response(null, { status: 301, headers: { location: 'https://evil.test/' } }),
      'source_changed',
    ],
    ['more than may come', () => new Response('x'.repeat(101)), 'source_changed'],
    ['nothing', () => new Response(''), 'source_changed'],
    ['a refusal', () => new Response(null, { status: 403 }), 'source_denied'],
    ['a failure', () => new Response(null, { status: 500 }), 'source_unavailable'],
  ] as const)('%s of a source is an error, and of ours none', async (_what, response, code) => {
    await expect(answering(response)).rejects.toMatchObject({ code });
  });

  test('a stream without an end is cut off where it grows too large', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(to) {
        sent += 10;
        to.enqueue(new Uint8Array(10));
      },
    });
    await expect(answering(() => new Response(endless))).rejects.toMatchObject({ code: 'source_changed' });
    expect(sent).toBeLessThan(200);
  });

  test('a source that never answers is given up', async () => {
    const never = ((_: unknown, init?: RequestInit) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      )) as typeof fetch;
    await expect(sourceAnswering(never, 20).get('https://api.example.com/x')).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  test('bytes are read and never run', () => {
    const runs =
      /(?<![.\w])eval\s*\(|new\s+Function\b|\bFunction\s*\(|import\s*\(\s*[^'"\s)]|setTimeout\s*\(\s*['"`]|WebAssembly|innerHTML|document\.write/;
    const files = codeFiles();
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter(({ text }) => runs.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
