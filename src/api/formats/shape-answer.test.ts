import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { decompressors } from '../../lake/cold/parquet-file.ts';
import { metaOf } from '../answer.ts';
import { listBars } from '../endpoints/list-bars.ts';
import { listNews } from '../endpoints/list-news.ts';
import type { Answered } from '../versions.ts';
import type { Wanted } from './ask.ts';
import type { RowShape } from './row-shape.ts';
import { shapeAnswer } from './shape-answer.ts';

const address = '/v1/bars/XJSE:NPN?cursor=old&from=2021-01-01';
const [bar = {}] = listBars.example.data as Record<string, unknown>[];
const bars = listBars.rows as RowShape;

const answerOf = (data: unknown, meta = {}): Answered => ({ data, meta: metaOf(meta) });
async function textOf(data: unknown, wanted: Partial<Wanted>, rows = bars): Promise<string> {
  const { body } = await shapeAnswer(answerOf(data), { format: 'csv', fields: null, ...wanted }, rows, address);
  return new TextDecoder().decode(body);
}

describe('CSV', () => {
  test('has a column of an adjustment only where bars are adjusted', async () => {
    const names = async (row: object) => (await textOf([row], {})).split('\r\n')[0]?.split(',');
    expect(await names(bar)).not.toContain('price_factor');
    expect(await names({ ...bar, price_factor: '0.5', volume_factor: '2' })).toContain('price_factor');
    expect(await textOf([], {})).toMatch(/^instrument_id,interval,.*,rev\r\n$/);
  });

  test('shows formulas as text and leaves negative numbers alone', async () => {
    const fields = ['instrument_id', 'open', 'close', 'unit', 'final'];
    const row = { ...bar, open: '-5.10', close: null, unit: '=HYPERLINK("x")', final: false };
    expect(await textOf([row], { fields })).toBe(
      `${fields.join(',')}\r\nXJSE:NPN,-5.10,,"'=HYPERLINK(""x"")",false\r\n`,
    );
  });

  test('keeps lines, quotes and commas of texts', async () => {
    const title = 'One, "two"\r\nthree; ünï';
    const text = await textOf([{ title, url: '+1' }], { fields: ['title', 'url'] }, listNews.rows as RowShape);
    expect(Papa.parse(text.slice(0, -2)).data).toEqual([
      ['title', 'url'],
      [title, "'+1"],
    ]);
  });
});

describe('Parquet', () => {
  test('has the types of the figures and their digits', async () => {
    const rows = [bar, { ...bar, close: '0.123456789012', session_date: null, trades: 7 }];
    const { body } = await shapeAnswer(answerOf(rows), { format: 'parquet', fields: null }, bars, address);
    const file = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer;
    const { schema } = parquetMetadata(file);
    expect(schema.find(({ name }) => name === 'close')).toMatchObject({ converted_type: 'DECIMAL', scale: 12 });
    expect(schema.find(({ name }) => name === 'time')).toMatchObject({ converted_type: 'TIMESTAMP_MILLIS' });
    const [first, second] = await parquetReadObjects({ file, compressors: decompressors });
    expect(first).toMatchObject({ instrument_id: 'XJSE:NPN', open: 322_000, trades: null, final: true, rev: 1 });
    expect(second).toMatchObject({ session_date: null, trades: 7, recorded_at: new Date('2026-11-24T05:00:00Z') });
  });

  test('may be empty', async () => {
    const { body } = await shapeAnswer(answerOf([]), { format: 'parquet', fields: ['time'] }, bars, address);
    expect(new TextDecoder().decode(body.slice(0, 4))).toBe('PAR1');
  });
});

describe('what JSON says in meta', () => {
  const headersOf = async (meta: object) =>
    (await shapeAnswer(answerOf([bar], meta), { format: 'csv', fields: ['time'] }, bars, address)).headers;

  test('is in headers of ASCII, and the next page is linked in the same form', async () => {
    const meta = { unit: 'µg/m³', source: 'openaq', next_cursor: 'WyJ4Il0', limit: 1, missing: ['XJSE:X'] };
    expect(await headersOf(meta)).toEqual({
      'content-disposition': 'attachment; filename="bars-XJSE-NPN.csv"',
      link: '</v1/bars/XJSE:NPN?from=2021-01-01&format=csv&fields=time&cursor=WyJ4Il0>; rel="next"',
      'wiz-is-sample': 'false',
      'wiz-limit': '1',
      'wiz-next-cursor': 'WyJ4Il0',
      'wiz-provenance': '/v1/provenance/{fetch_id}',
      'wiz-source': 'openaq',
      'wiz-unit': '%C2%B5g/m%C2%B3',
    });
  });

  test('tells of no page after the last', async () => {
    expect(Object.keys(await headersOf({}))).not.toEqual(expect.arrayContaining(['link']));
  });
});

describe('fields', () => {
  test('are taken from columns too', async () => {
    const columns = { instrument_id: 'XJSE:NPN', time: ['t'], close: ['1.10'], rev: [1] };
    const text = await textOf(columns, { format: 'json', fields: ['close', 'time'] });
    expect(text).toMatch(/^\{"data":\{"close":\["1.10"\],"time":\["t"\]\},"meta":/);
  });

  test('what is no list of rows has neither fields nor a table', async () => {
    const explained = { bars: [bar], steps: [] };
    await expect(textOf(explained, {})).rejects.toThrow('no list of rows');
    await expect(textOf(explained, { format: 'json', fields: ['time'] })).rejects.toThrow('no list of rows');
  });
});
