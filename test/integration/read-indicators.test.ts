import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runBatch } from '../../src/indicators/batch.ts';
import { columnsOf } from '../../src/indicators/candle.ts';
import { commonIndicators } from '../../src/indicators/common.ts';
import { parseIndicatorName } from '../../src/indicators/name.ts';
import { valueNames } from '../../src/indicators/names.ts';
import { startRun } from '../../src/indicators/run.ts';
import { toDecimal12 } from '../../src/indicators/to-decimal12.ts';
import type { BarRow } from '../../src/storage/read/bars.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { listSeries } from './migrated-database.ts';
import { first, knownAt, type ReadApi, second, startReadApi } from './read-api.ts';

let read: ReadApi;
const random = seededRandom(4);
const dayMs = 86_400_000;
const walked = (count: number): number[] => {
  let price = 100_000;
  return Array.from({ length: count }, () => {
    price += random.whole(-2000, 2000);
    return price;
  });
};

/** Bars of a walk, one every `stepMs` from a moment on. */
async function insertBars(id: string, interval: string, source: string, from: string, stepMs: number, count: number) {
  const closes = walked(count);
  const times = closes.map((_, at) => new Date(Date.parse(from) + at * stepMs).toISOString());
  await read.owner.query(
    `INSERT INTO bar SELECT $4, $5, $6, t::timestamptz, NULL, c, c + 500, c - 500, c, 10 + c / 1000, NULL, NULL, 'ZAc', true,
       true, $1, $2
     FROM unnest($3::text[], $7::numeric[]) AS walk (t, c)`,
    [first, knownAt[0], times, id, interval, source, closes.map(String)],
  );
}

beforeAll(async () => {
  read = await startReadApi();
  await insertBars('XJSE:LONG', '1d', 'yahoo', '2012-01-01T00:00:00Z', dayMs, 2500);
  await insertBars('XJSE:LONG', '1d', 'zz-other', '2018-11-05T00:00:00Z', dayMs, 400);
  await insertBars('INDEX:J203', '1d', 'yahoo', '2012-01-01T00:00:00Z', dayMs, 2500);
  await insertBars('BINANCE:ETH-USDT', '1m', 'binance', '2021-01-12T00:00:00Z', 60_000, 4000);
  await listSeries(read.owner);
});
afterAll(() => read.stop());

interface ValueRow {
  readonly time: string;
  readonly values: Readonly<Record<string, string | null>>;
  readonly fetch_id: string;
  readonly inputs: string;
}

const values = (query: string, id = 'XJSE:LONG') =>
  read.get(`/v1/bars/${id}/indicators?${query}`, 'listIndicatorValues');
const rowsOf = async (query: string, id?: string): Promise<readonly ValueRow[]> => (await values(query, id)).data;
const figures = (rows: readonly ValueRow[]) => rows.map(({ time, values: of }) => [time, of]);

describe('indicators of an instrument', () => {
  const names = 'indicators=rsi(14),macd,sma(200),obv,psar,ema(50),bbands(20,2)';

  test('are null through the warm-up and stand beside the times of the bars', async () => {
    const { data, meta } = await values('indicators=sma(3),obv&from=2012-01-01&to=2012-01-04');
    const bars = await read.get('/v1/bars/XJSE:LONG?from=2012-01-01&to=2012-01-04', 'listBars');
    expect(data.map(({ time }: ValueRow) => time)).toEqual(bars.data.map(({ time }: BarRow) => time));
    expect(data.map((row: ValueRow) => row.values['sma(3)'] === null)).toEqual([true, true, false, false]);
    const closes = bars.data.map(({ close }: BarRow) => Number(close));
    expect(data[2].values['sma(3)']).toBe(toDecimal12((closes[0] + closes[1] + closes[2]) / 3));
    expect(meta).toMatchObject({
      ...{ source: 'yahoo', unit: 'ZAc', is_sample: true, method: { version: 1, block: 'year' } },
      indicators: [
        { name: 'sma(3)', warmup_bars: 2, memory_bars: 2 },
        { name: 'obv', memory_bars: null },
      ],
    });
  });

  test('have the same digits whatever the page and wherever it begins', async () => {
    const whole = figures(await rowsOf(`${names}&from=2016-05-01&to=2018-10-30&limit=2000`));
    expect(whole).toHaveLength(913);
    expect(figures(await rowsOf(`${names}&from=2017-12-20&to=2018-01-10`))).toEqual(whole.slice(598, 620));
    const paged: (readonly unknown[])[] = [];
    for (let cursor = ''; ; ) {
      const page = await values(`${names}&from=2016-05-01&to=2018-10-30&limit=100${cursor}`);
      paged.unshift(...figures(page.data));
      if (page.meta.next_cursor === null) break;
      cursor = `&cursor=${page.meta.next_cursor}`;
    }
    expect(paged).toEqual(whole);
  });

  test('are what the bars say that a row links to', async () => {
    const [row] = await rowsOf('indicators=ema(50),rsi(14)&from=2015-03-04&to=2015-03-04');
    const bars: BarRow[] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const more = next === undefined ? '' : `&cursor=${next}`;
      const page = await read.get(`${row?.inputs}${more}`, 'listBars');
      bars.push(...page.data);
      next = page.meta.next_cursor;
    }
    expect(bars.at(-1)?.time).toBe(row?.time);
    for (const name of ['ema(50)', 'rsi(14)']) {
      const { indicator, params } = parseIndicatorName(name);
      const [[column] = []] = runBatch([startRun(indicator, params)], columnsOf(bars));
      expect(Number(column?.at(-1)) / Number(row?.values[name])).toBeCloseTo(1, 11);
    }
    const { status } = await read.api.request(`/v1/provenance/${row?.fetch_id}`, { key: 'admin' });
    expect(status).toBe(200);
  });

  test('are of the source of the span, as its bars are', async () => {
    const span = 'from=2019-06-01&to=2019-06-03';
    const bars = await read.get(`/v1/bars/XJSE:LONG?${span}`, 'listBars');
    expect(bars.meta.source).toBe('zz-other');
    const { data, meta } = await values(`indicators=sma(2)&${span}`);
    expect([meta.source, data.length]).toEqual(['zz-other', 3]);
    expect(data[0].values['sma(2)']).not.toBeNull();
  });

  test('on minutes come from a run of the session day and the bars that it remembers', async () => {
    const query = 'indicators=rsi(14),vwap,obv&interval=1m';
    const whole = await rowsOf(`${query}&limit=4000`, 'BINANCE:ETH-USDT');
    const part = await rowsOf(`${query}&from=2021-01-13T23:00:00Z&to=2021-01-14T01:00:00Z`, 'BINANCE:ETH-USDT');
    expect(figures(part)).toEqual(figures(whole).slice(2820, 2940));
    const [yesterday, today] = [part[59], part[60]].map((row) => row?.inputs);
    expect(yesterday).toContain('from=2021-01-12T15:59:00.000Z');
    expect(today).toContain('from=2021-01-13T15:59:00.000Z');
  });

  test('compare with another instrument on the same days', async () => {
    const [row] = await rowsOf(
      'indicators=beta(20),correl(20,XJSE:LONG)&against=INDEX:J203&from=2014-05-06&to=2014-05-06',
    );
    expect(row?.values['correl(20,XJSE:LONG)']).toBe('1');
    expect(Number(row?.values['beta(20,INDEX:J203)'])).not.toBeNaN();
    expect(row).toMatchObject({
      benchmark_inputs: [expect.stringContaining('/v1/bars/INDEX:J203?'), expect.anything()],
    });
  });

  test('come as columns, and as a table with a column for each value', async () => {
    const query = 'indicators=macd(12,26,9),obv&from=2014-05-05&to=2014-05-06';
    const rows = await rowsOf(query);
    const { data: columns } = await values(`${query}&format=columns`);
    const names = ['macd(12,26,9).macd', 'macd(12,26,9).signal', 'macd(12,26,9).histogram', 'obv'];
    for (const name of names) expect(columns.values[name]).toEqual(rows.map((row) => row.values[name]));
    expect(columns.time).toEqual(rows.map(({ time }) => time));
    const csv = await read.api.request(`/v1/bars/XJSE:LONG/indicators?${query}&format=csv&fields=time,values`, {
      key: 'admin',
    });
    expect(Papa.parse((await csv.text()).trim()).data).toEqual([
      ['time', ...names],
      ...rows.map((row) => [row.time, ...names.map((name) => row.values[name])]),
    ]);
    const parquet = await read.api.request(`/v1/bars/XJSE:LONG/indicators?${query}&format=parquet`, { key: 'admin' });
    expect(parquet.status).toBe(200);
  });

  test('are computed in one trip, whatever is compared or adjusted', async () => {
    const path = '/v1/bars/XJSE:LONG/indicators?indicators=beta(20,INDEX:J203),sma(5)';
    expect(await read.tripsOf(`${path}&to=2018-01-01`)).toBe(1);
    expect(await read.tripsOf(`${path}&to=2018-01-01&adjust=all`)).toBe(1);
    expect(await read.tripsOf('/v1/indicators/latest?ids=XJSE:LONG,INDEX:J203&indicators=rsi')).toBe(1);
  });

  test.each([
    ['indicators=moon(4)', 'no indicator moon'],
    ['indicators=rsi(1)', 'period must be a whole number from 2 to 2000'],
    ['indicators=rsi,rsi(14)', 'rsi(14) is named twice'],
    ['indicators=beta', 'against=INDEX:J203'],
    ['indicators=rsi(2000)&interval=1m', 'ask for a longer interval'],
    ['indicators=rsi&interval=1w&adjust=all', 'of a day or less'],
    ['indicators=sma(1),sma(2),sma(3),sma(4),sma(5),sma(6),sma(7),sma(8),sma(9),sma(10),sma(11)', 'at most 10'],
  ])('%s is refused with what to do', async (query, say) => {
    const response = await read.api.request(`/v1/bars/XJSE:LONG/indicators?${query}`, { key: 'admin' });
    expect([response.status, JSON.stringify(await response.json())]).toEqual([400, expect.stringContaining(say)]);
  });

  test('of nobody are not found', async () => {
    const response = await read.api.request('/v1/bars/XJSE:NOBODY/indicators?indicators=rsi', { key: 'admin' });
    expect(response.status).toBe(404);
  });
});

describe('the newest values of many', () => {
  test('are those of the newest bars, and the unknown are named', async () => {
    const { data, meta } = await read.get(
      '/v1/indicators/latest?ids=INDEX:J203,XJSE:NOBODY,XJSE:LONG&indicators=rsi(14),atr&source=yahoo',
      'getLatestIndicators',
    );
    expect(data.map(({ instrument_id }: BarRow) => instrument_id)).toEqual(['INDEX:J203', 'XJSE:LONG']);
    const [last] = await rowsOf('indicators=rsi(14),atr&source=yahoo&limit=1');
    expect(data[1]).toEqual(last);
    expect(meta).toMatchObject({ missing: ['XJSE:NOBODY'], is_sample: true, source: 'yahoo' });
  });
});

test('values that rest on long histories are computed of few at a time', async () => {
  const ids = Array.from({ length: 20 }, (_, at) => `XJSE:S${at}`).join(',');
  const ask = (indicators: string) =>
    read.api.request(`/v1/indicators/latest?ids=${ids}&indicators=${indicators}`, { key: 'admin' });
  const refused = await ask('obv');
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('ask for 10')]);
  expect((await ask('rsi')).status).toBe(200);
});

test('what was known at a moment is what the values rest on', async () => {
  const query = 'indicators=sma(2),obv&from=2012-01-09&to=2012-01-10';
  const before = await rowsOf(query);
  await read.owner.query(
    `UPDATE bar SET close = close + 1000, fetch_id = $1, recorded_at = $2, rev = 2
     WHERE instrument_id = 'XJSE:LONG' AND source = 'yahoo' AND time = '2012-01-08'`,
    [second, knownAt[1]],
  );
  const after = await rowsOf(`${query}&source=yahoo`);
  expect(after[0]?.values['sma(2)']).toBe(toDecimal12(Number(before[0]?.values['sma(2)']) + 500));
  expect(figures(await rowsOf(`${query}&as_of=${knownAt[0]}`))).toEqual(figures(before));
});

describe('a screen of a past day', () => {
  const fields = commonIndicators.flatMap((name) => valueNames({ name, ...parseIndicatorName(name) }));

  async function screened(query: string, ids: readonly string[], shown: readonly string[]) {
    const response = await read.api.request(`/v1/screener?${query}`, {
      ...{ method: 'POST', key: 'admin', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ universe: { ids }, fields: shown }),
    });
    return { status: response.status, answer: (await response.json()) as Screened };
  }
  const figuresAt = async (query: string, shown = fields) =>
    (await screened(query, ['XJSE:LONG'], shown)).answer.data[0]?.figures ?? [];

  test('sees the values that the indicators have, and says on which bars they rest', async () => {
    for (const day of ['2015-06-01', '2012-01-25']) {
      const told = await figuresAt(`on=${day}`);
      expect(told).toHaveLength(fields.length);
      for (const { field, value, reason, evidence } of told) {
        const name = field.replace(/\.\w+$/, '');
        const [row] = await rowsOf(`indicators=${name}&from=${day}&to=${day}`);
        const expected = row?.values[field] ?? null;
        expect([field, value, reason]).toEqual([field, expected, expected === null ? 'too_few_bars' : null]);
        expect([null, row?.inputs]).toContain(evidence);
      }
    }
    expect((await figuresAt('on=2012-01-25')).filter(({ value }) => value === null)).not.toHaveLength(0);
  });

  test('knows what was known at the moment', async () => {
    const value = async (query: string) => (await figuresAt(query, ['ema(12)']))[0]?.value;
    const now = await value('on=2012-02-01');
    const then = await value(`on=2012-02-01&as_of=${knownAt[0]}`);
    expect(then).not.toBe(now);
    const [row] = await rowsOf(`indicators=ema(12)&from=2012-02-01&to=2012-02-01&as_of=${knownAt[0]}`);
    expect(then).toBe(row?.values['ema(12)']);
  });

  test('of more than can be computed is refused with how many can', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `XJSE:M${at}`);
    for (const id of ids) await insertBars(id, '1d', 'yahoo', '2015-06-01T00:00:00Z', dayMs, 1);
    await listSeries(read.owner);
    const { status, answer } = await screened('on=2015-06-01', ids, ['macd(12,26,9).macd']);
    expect([status, answer.detail]).toEqual([
      400,
      expect.stringContaining('of 59 instruments at most and these are 60'),
    ]);
    expect((await screened('on=2015-06-01', ids.slice(1), ['macd(12,26,9).macd'])).status).toBe(200);
    expect((await screened('', ids, ['macd(12,26,9).macd'])).answer.meta?.looked_at).toBe(60);
  });
});

interface Screened {
  readonly detail?: string;
  readonly meta?: { readonly looked_at: number };
  readonly data: readonly {
    readonly figures: readonly {
      readonly field: string;
      readonly value: string | null;
      readonly reason: string | null;
      readonly evidence: string | null;
    }[];
  }[];
}
