import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { getStreamHistory } from '../../src/api/endpoints/get-stream-history.ts';
import { getUdfHistory } from '../../src/api/endpoints/get-udf-history.ts';
import { endpoints } from '../../src/api/endpoints/index.ts';
import { listBars } from '../../src/api/endpoints/list-bars.ts';
import { listIndicatorValues } from '../../src/api/endpoints/list-indicator-values.ts';
import { exampleAnswer, openApiDocument } from '../../src/api/openapi.ts';
import { isChannel } from '../../src/model/symbol.ts';
import { fakeApi } from './fake-api.ts';

interface Parameter {
  readonly name: string;
  readonly schema: { readonly pattern?: string; readonly format?: string };
}
interface Operation {
  readonly parameters?: readonly Parameter[];
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

  test("a source's own bytes are of any type", () => {
    const content = paths['/v1/provenance/{fetch_id}/payload']?.get?.responses[200]?.content ?? {};
    expect(Object.keys(content)).toContain('*/*');
  });
});
