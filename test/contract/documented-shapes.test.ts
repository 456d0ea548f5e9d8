import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { getEsgMethod } from '../../src/api/endpoints/get-esg-method.ts';
import { getStreamHistory } from '../../src/api/endpoints/get-stream-history.ts';
import { getUdfHistory } from '../../src/api/endpoints/get-udf-history.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { changeKey, createKey } from '../../src/api/endpoints/keys.ts';
import { listBars } from '../../src/api/endpoints/list-bars.ts';
import { listIndicatorValues } from '../../src/api/endpoints/list-indicator-values.ts';
import { runJob } from '../../src/api/endpoints/run-job.ts';
import { runScreen } from '../../src/api/endpoints/run-screen.ts';
import { changeScreen } from '../../src/api/endpoints/screens.ts';
import { searchUdf } from '../../src/api/endpoints/udf-symbols.ts';
import { exampleAnswer, openApiDocument } from '../../src/api/openapi.ts';
import { isChannel } from '../../src/model/symbol.ts';
import { fakeApi } from './fake-api.ts';

interface Parameter {
  readonly name: string;
  readonly schema: { readonly pattern?: string; readonly format?: string };
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}
const { paths, components } = JSON.parse(openApiDocument()) as {
  paths: Record<string, Record<string, Operation>>;
  components: object;
};
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

function parameterOf(path: string, name: string): Parameter['schema'] {
  const found = paths[path]?.get?.parameters?.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${path} has no ${name}`);
  return found.schema;
}

function bodyOf(path: string, method: string): { readonly schema: object } {
  const found = paths[path]?.[method]?.requestBody?.content['application/json'];
  if (found === undefined) throw new Error(`${method} ${path} takes no body`);
  return found;
}

const takes = (schema: object, text: string): boolean => ajv.validate({ ...schema, components }, text);

describe('the document takes what the platform takes, and nothing else', () => {
  const moments = [
    ...['2021-01-13', '2021-01-13T07:00:00Z', '2021-01-13T07:00:00.123456+02:00', '2024-02-29', '1000-01-01'],
    ...['2021-02-30', '2023-02-29', '2021-13-01', '2021-1-1', '0999-12-31', '9999-01-01', '2021-01-13T24:00:00Z'],
    ...['2021-01-13T07:00:00', '2021-01-13 07:00:00Z', 'now', '', '2021-01-13T07:00:00+25:00'],
  ];
  test.each(moments)('of moments: %s', (text) => {
    const isMoment = listBars.query.safeParse({ from: text }).success;
    expect(takes(parameterOf('/v1/bars/{id}', 'from'), text)).toBe(isMoment);
  });

  const channels = [
    ...['bar.1d:XJSE:NPN', 'rate.1d:FX:EUR-ZAR', 'trade:BINANCE:BTC-USDT', 'observation:WB:SP.POP.TOTL.ZAF'],
    ...['bar:XJSE:NPN', 'trade.1d:XJSE:NPN', 'bar.9d:XJSE:NPN', 'bar.1d:npn', 'indicator.rsi(14).1m:BINANCE:BTC-USDT'],
    ...['indicator.rsi(14):XJSE:NPN', 'indicator.1m:XJSE:NPN', '', 'bar.1d:XJSE:NPN\n'],
  ];
  test.each(channels)('of channels: %j', (text) => {
    expect(takes(parameterOf('/v1/stream/history', 'channel'), text)).toBe(isChannel(text));
  });

  const lists = ['time,close', 'time, close', 'time', 'time,time', 'time,', ',', '', 'colour', 'time;close'];
  test.each(lists)('of fields: %j', async (text) => {
    const { status } = await fakeApi().request(`/v1/bars/XJSE:NPN?fields=${encodeURIComponent(text)}`, {});
    expect(takes(parameterOf('/v1/bars/{id}', 'fields'), text)).toBe(status === 200);
  });

  const names = [
    'NPN.JO',
    'NPN.JO, XJSE:SOL',
    'a b',
    ' ',
    ',',
    'NPN.JO,NPN.JO',
    'a,',
    'x'.repeat(100),
    'x'.repeat(101),
  ];
  test.each(names)('of names: %j', async (text) => {
    const { status } = await fakeApi().request(`/v1/quotes/latest?ids=${encodeURIComponent(text)}`, {});
    expect(takes(parameterOf('/v1/quotes/latest', 'ids'), text)).toBe(status === 200);
  });

  test.each(['gold', 'é', 'x'.repeat(100), '😀'.repeat(100), '', 'x'.repeat(101), 'a\u0000'])(
    'of words: %j',
    async (text) => {
      const { status } = await fakeApi().request(`/v1/series?q=${encodeURIComponent(text)}`, {});
      expect(takes(parameterOf('/v1/series', 'q'), text)).toBe(status === 200);
    },
  );

  test.each(['mom', 'nothing', 'x'.repeat(41), 'a\u0000'])('of ids of indicators: %j', async (text) => {
    const { status } = await fakeApi().request(`/v1/indicators/${encodeURIComponent(text)}`, {});
    expect(takes(parameterOf('/v1/indicators/{indicator}', 'indicator'), text)).toBe(status !== 400);
  });

  const weights = ['E:0.5,S:0.3', 'E:1', 'E:1, S:2', 'E:1,E:2', 'E:1, S:1 ,E:3', 'E:01', 'E', '', 'E:1,'];
  test.each(weights)('of weights: %j', async (text) => {
    const { status } = await fakeApi().request(`/v1/esg/scores?weights=${encodeURIComponent(text)}`, {});
    expect(takes(parameterOf('/v1/esg/scores', 'weights'), text)).toBe(status === 200);
  });

  test.each(['countries@1', 'countries', 'companies', 'countries@9', 'Countries', ''])('of methods: %j', (text) => {
    expect(takes(parameterOf('/v1/esg/method', 'method'), text)).toBe(
      getEsgMethod.query.safeParse({ method: text }).success,
    );
  });

  test.each(['', 'npn', '😀'.repeat(80), ` ${'x'.repeat(80)}`])('of searches of charts: %j', (text) => {
    expect(takes(parameterOf('/udf/search', 'query'), text)).toBe(searchUdf.query.safeParse({ query: text }).success);
  });

  const longest = '😀'.repeat(128);
  test.each(['a', longest, `${longest}a`, 'a\u0000'])('of subjects of sources: %j', (subject) => {
    const { schema } = bodyOf('/v1/admin/jobs/{connector}/run', 'post');
    expect(ajv.validate({ ...schema, components }, { subject })).toBe(runJob.body?.safeParse({ subject }).success);
  });

  test.each(['XJSE:NPN', 'xjse:npn', 'NPN', '0', 'XJSE:', ''])('of tickers of charts: %j', (text) => {
    const { success } = getUdfHistory.query.shape.symbol?.safeParse(text) ?? {};
    expect(takes(parameterOf('/udf/history', 'symbol'), text)).toBe(success);
  });

  const names80 = [
    'a',
    'a b',
    '😀'.repeat(80),
    'x'.repeat(80),
    ' '.repeat(3),
    '',
    '\na',
    'a\n',
    'x'.repeat(81),
    ` ${'x'.repeat(80)}`,
  ];
  test.each(names80)('of names of keys: %j', (text) => {
    const { schema } = bodyOf('/v1/keys', 'post');
    expect(ajv.validate({ ...schema, components }, { name: text })).toBe(
      createKey.body?.safeParse({ name: text }).success,
    );
  });

  const bodies = [
    ['/v1/keys/{key_id}', 'patch', changeKey, [{}, { name: 'a' }]],
    ['/v1/screens/{screen_id}', 'patch', changeScreen, [{}, { name: 'a' }]],
    [
      '/v1/screener',
      'post',
      runScreen,
      [{}, ...[{}, { min: '0' }, { max: '0' }].map((of) => ({ filters: [{ field: 'change_1d', ...of }] }))],
    ],
  ] as const;
  test.each(bodies)('of what is sent to %s', (path, method, { body }, sent) => {
    const { schema } = bodyOf(path, method);
    const takesAll = sent.map((one) => ajv.validate({ ...schema, components }, one));
    expect(takesAll).toEqual(sent.map((one) => body?.safeParse(one).success));
    expect(new Set(takesAll).size).toBe(2);
  });

  test('of requests without a body', () => {
    const withBody = endpoints.filter(({ body }) => body !== undefined);
    const said = withBody.map(
      ({ path, method }) => paths[path]?.[method.toLowerCase()]?.requestBody?.required ?? false,
    );
    expect(said).toEqual(withBody.map(({ body }) => !body?.safeParse(undefined).success));
    expect(new Set(said).size).toBe(2);
  });

  test.each([
    ['0', true],
    ['7', true],
    ['00', false],
    ['07', false],
    ['-0', false],
  ])('of whole numbers, which are written in one way: %s', (text, isOne) => {
    const { shape } = getStreamHistory.query;
    expect([shape.from_seq, getUdfHistory.query.shape.from].map((of) => of?.safeParse(text).success)).toEqual([
      isOne,
      isOne,
    ]);
  });
});

test('patterns are soon through with whatever is checked by them', () => {
  const long = [' '.repeat(1_000), 'a ,'.repeat(300), `a${' '.repeat(1_000)}b,`, 'a1.'.repeat(300), '1,'.repeat(400)];
  const patterns = new Set(
    [...openApiDocument().matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].map(
      ([, text]) => JSON.parse(`"${text}"`) as string,
    ),
  );
  const startedMs = performance.now();
  for (const pattern of patterns) for (const text of long) new RegExp(pattern, 'u').test(text);
  // They are through within a tenth of a second; those that go through blanks again and again take many.
  expect(performance.now() - startedMs).toBeLessThan(2_000);
});

test('patterns can be read by every language: no flags, and no classes of Unicode', () => {
  const patterns = [...openApiDocument().matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text as string);
  expect(patterns.length).toBeGreaterThan(100);
  expect(patterns.filter((text) => /\/[a-z]+$|\\\\p\{/.test(text))).toEqual([]);
});

const lists = endpoints.filter(
  ({ rows, method, protocol }) => rows !== null && method === 'GET' && protocol === undefined,
);

describe('a list of which some fields are asked for', () => {
  test.each(lists.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    '%s is as the document says',
    (_id, endpoint) => {
      const [first = ''] = endpoint.rows?.fields ?? [];
      const { meta } = exampleAnswer(endpoint);
      const schema = paths[endpoint.path]?.get?.responses[200]?.content?.['application/json']?.schema;
      const isDocumented = ajv.compile({ ...schema, components });
      const [row = {}] = endpoint.example.data as Record<string, unknown>[];
      expect(isDocumented({ data: [{ [first]: row[first] }], meta }), ajv.errorsText(isDocumented.errors)).toBe(true);
      expect(isDocumented({ data: [{ [first]: { of: 'another kind' } }], meta })).toBe(false);
    },
  );
});

test('columns of indicators of which some are asked for are as the document says', () => {
  const schema = paths[listIndicatorValues.path]?.get?.responses[200]?.content?.['application/json']?.schema;
  const isDocumented = ajv.compile({ ...schema, components });
  const { meta } = exampleAnswer(listIndicatorValues);
  expect(isDocumented({ data: { interval: '1d', values: { 'mom(1)': ['437', null] } }, meta })).toBe(true);
  expect(isDocumented({ data: { interval: '1d', values: { 'mom(1)': '437' } }, meta })).toBe(false);
  expect(listIndicatorValues.rows?.columnar).not.toContain('source');
});

describe('what may come of a request stands under its operation', () => {
  const statuses = (operationId: string): string[] => {
    const { path, method } = endpoints.find((one) => one.operationId === operationId) ?? { path: '', method: 'GET' };
    return Object.keys(paths[path]?.[method.toLowerCase()]?.responses ?? {});
  };
  const missing = ['resolveSymbol', 'convertMoney', 'compare', 'getPublishingKeys', 'getStreamHistory', 'listRegions'];
  const writes = ['startBackfill', 'startReplay', 'handInFile'];
  test.each([...missing, ...writes])('%s may find nothing', (id) => {
    expect(statuses(id)).toContain('404');
  });

  test('a key may be refused wherever a key counts', () => {
    const counted = endpoints.filter(({ scope }) => scope !== null).map(({ operationId }) => operationId);
    expect(counted.filter((id) => !statuses(id).includes('403'))).toEqual([]);
  });

  test('bytes that the caller holds are not sent again', () => {
    const ofBytes = endpoints.filter(({ response }) => response === 'bytes').map(({ operationId }) => operationId);
    expect(ofBytes.filter((id) => !statuses(id).includes('304'))).toEqual([]);
  });

  test('a published file is of the types that there are', () => {
    const content = paths['/v1/files/public/{dataset}/{interval_class}/{period}/{name}']?.get?.responses[206]?.content;
    expect(Object.keys(content ?? {})).toEqual(['text/csv', 'application/vnd.apache.parquet', 'application/json']);
  });

  test("a source's own bytes are of any type", () => {
    const content = paths['/v1/provenance/{fetch_id}/payload']?.get?.responses[200]?.content ?? {};
    expect(Object.keys(content)).toContain('*/*');
  });
});
