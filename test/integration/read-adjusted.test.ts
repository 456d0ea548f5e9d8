import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSeries } from './migrated-database.ts';
import { type Answer, type ReadApi, startReadApi } from './read-api.ts';

/** Apple as it was traded around its split of four for one on 2020-08-31 (ICE): open, high, low, close, volume. */
const traded = [
  ['2020-08-24', '514.79', '515.14', '495.745', '503.43', '86476442'],
  ['2020-08-25', '498.79', '500.7172', '492.21', '499.3', '52808602'],
  ['2020-08-26', '504.7165', '507.97', '500.33', '506.09', '40618317'],
  ['2020-08-27', '508.57', '509.94', '495.33', '500.04', '38879096'],
  ['2020-08-28', '504.05', '505.77', '498.31', '499.23', '46882479'],
  ['2020-08-31', '127.58', '131.0', '126.0', '129.04', '225631664'],
  ['2020-09-01', '132.76', '134.8', '130.53', '134.18', '152050116'],
  ['2020-09-02', '137.59', '137.98', '127.0', '131.4', '200117202'],
];
const fetched = { before: 'fetch_01740c3f0000', after: 'fetch_0175b5000000' };
const known = { before: '2020-08-29T00:00:00Z', after: '2020-11-10T00:00:00Z' };

let read: ReadApi;

beforeAll(async () => {
  read = await startReadApi();
  const { owner } = read;
  await owner.query(
    `INSERT INTO source (source_id, name, url, terms_url, redistribution, attribution, country, datasets, cadence_seconds,
       coverage_start, verified_on, rank, price_basis) VALUES
     ('traded', 't', 'u', 'u', 'open', 'a', 'US', '[]', 60, '2000-01-01', '2026-11-24', 1, 'as_traded'),
     ('divided', 'd', 'u', 'u', 'open', 'a', 'US', '[]', 60, '2000-01-01', '2026-11-24', 3, 'split_adjusted')`,
  );
  for (const source of ['traded', 'divided']) {
    await owner.query(
      `INSERT INTO instrument VALUES ('XNAS:AAPL', $1, 'equity', 'Apple Inc.', 'XNAS', 'AAPL', 'USD', 'USD', NULL,
         'America/New_York', true, $2, $3)`,
      [source, fetched.after, known.after],
    );
    await owner.query(
      `INSERT INTO corporate_action (instrument_id, source, kind, ex_date, ratio, is_sample, fetch_id, recorded_at)
       VALUES ('XNAS:AAPL', $1, 'split', '2020-08-31', 4, true, $2, $3)`,
      [source, fetched.after, known.after],
    );
  }
  for (const [day = '', open, high, low, close, volume] of traded) {
    await insertBar('traded', day, [open, high, low, close, volume], 'after');
  }
  // The other source was asked before the split, and never again: what it said then is still to be divided.
  for (const [day = '', open, high, low, close, volume] of traded.slice(0, 5)) {
    await insertBar('divided', day, [open, high, low, close, volume], 'before');
  }
  await listSeries(read.owner);
});
afterAll(() => read.stop());

async function insertBar(source: string, day: string, figures: unknown[], when: 'before' | 'after'): Promise<void> {
  await read.owner.query(
    `INSERT INTO bar VALUES ('XNAS:AAPL', '1d', $1, $2::timestamptz, $3, $4, $5, $6, $7, $8, NULL, NULL, 'USD', true, true,
       $9, $10)`,
    [source, `${day}T13:30:00Z`, day, ...figures, fetched[when], known[when]],
  );
}

const bars = (query: string): Promise<Answer> => read.get(`/v1/bars/XNAS:AAPL?${query}`, 'listBars');
const closes = ({ data }: Answer) => data.map(({ close }: { close: string }) => close);

test('raw prices are what they are without asking', async () => {
  expect(closes(await bars('from=2020-08-27&to=2020-08-31'))).toEqual(['500.04', '499.23', '129.04']);
});

test('on the shares of today, prices before the split are a quarter and volumes four times', async () => {
  const { data } = await bars('from=2020-08-28&to=2020-08-31&adjust=splits');
  expect(data).toMatchObject([
    { close: '124.8075', open: '126.0125', volume: '187529916', price_factor: '0.25', volume_factor: '4' },
    { close: '129.04', volume: '225631664', price_factor: '1', volume_factor: '1' },
  ]);
});

test('the chain names the action behind each step, with the bytes it came from', async () => {
  const { data } = await bars('from=2020-08-27&adjust=all&explain=true');
  expect(data.steps).toMatchObject([
    {
      ex_date: '2020-08-31',
      kind: 'split',
      verdict: 'applied',
      price_factor: '0.25',
      reference_close: { session_date: '2020-08-28', close: '499.23' },
      action: { source: 'traded', ratio: '4', fetch_id: fetched.after },
    },
  ]);
});

test('a source that divides its prices is divided by what it did not know of when it was asked', async () => {
  expect(closes(await bars('source=divided&from=2020-08-28&adjust=splits'))).toEqual(['124.8075']);
});

test('as of a day before the split was known, nothing is divided', async () => {
  const { data } = await bars('source=divided&from=2020-08-28&adjust=splits&as_of=2020-08-30');
  expect(data).toMatchObject([{ close: '499.23', price_factor: '1' }]);
});

test('a month in which shares were split is of its adjusted days, and a week before the split is too', async () => {
  const { data, meta } = await bars('interval=1M&adjust=splits');
  expect(data).toMatchObject([
    {
      ...{
        interval: '1M',
        time: '2020-08-01T00:00:00.000Z',
        session_date: '2020-08-24',
        source: 'traded',
        final: false,
      },
      ...{ open: '128.6975', high: '131.0', low: '123.0525', close: '129.04', volume: '1288291408' },
      ...{ price_factor: null, volume_factor: null, fetch_id: fetched.after },
    },
    { time: '2020-09-01T00:00:00.000Z', close: '131.4', price_factor: '1' },
  ]);
  expect(meta).toMatchObject({ source: 'traded', next_cursor: null, limit: 500 });
  const weeks = await bars('interval=1w&adjust=splits&explain=true&to=2020-08-30');
  expect(weeks.data.bars).toMatchObject([{ time: '2020-08-24T00:00:00.000Z', final: true, price_factor: '0.25' }]);
  expect(weeks.data.steps).toMatchObject([{ ex_date: '2020-08-31', verdict: 'applied' }]);
});

test('adjusted weeks come in pages of weeks', async () => {
  const newest = await bars('interval=1w&adjust=splits&limit=1');
  const older = await bars(`interval=1w&adjust=splits&limit=1&cursor=${newest.meta.next_cursor}`);
  const times = [newest, older].map(({ data }) => data.map(({ time }: { time: string }) => time.slice(0, 10)));
  expect([times, older.meta.next_cursor]).toEqual([[['2020-08-31'], ['2020-08-24']], null]);
});

test('indicators are of adjusted bars, whose split is no fall', async () => {
  const path = '/v1/bars/XNAS:AAPL/indicators?indicators=roc(1)&from=2020-08-31&to=2020-08-31&source=traded';
  const changes = async (adjust: string): Promise<string[]> =>
    (await read.get(`${path}&adjust=${adjust}`, 'listIndicatorValues')).data.map(
      ({ values }: { values: Record<string, string> }) => values['roc(1)'],
    );
  expect(await changes('none')).toEqual(['-74.1521943793']);
  // 129.04 after a quarter of 499.23.
  expect(await changes('splits')).toEqual(['3.39122248262']);
});

test('a split that prices contradict is refused, and says so', async () => {
  await read.owner.query(
    `INSERT INTO corporate_action (instrument_id, source, kind, ex_date, ratio, is_sample, fetch_id, recorded_at)
     VALUES ('XNAS:AAPL', 'traded', 'split', '2020-08-27', 2, true, $1, $2)`,
    [fetched.after, known.after],
  );
  const { data } = await bars('from=2020-08-25&to=2020-08-26&adjust=splits&explain=true');
  expect(data.steps.map(({ ex_date, verdict }: Record<string, string>) => [ex_date, verdict])).toEqual([
    ['2020-08-27', 'refused'],
    ['2020-08-31', 'applied'],
  ]);
  expect(data.bars[0]).toMatchObject({ close: '124.825', price_factor: '0.25' });
});

test.each([
  ['interval=1y&adjust=all', /ask for 1M/],
  ['explain=true', /adjust=splits or adjust=all/],
  ['adjust=all&format=columns', /come as rows/],
])('%s is refused with what to do', async (query, said) => {
  const response = await read.api.request(`/v1/bars/XNAS:AAPL?${query}`, { key: 'admin' });
  expect(response.status).toBe(400);
  expect(JSON.stringify(await response.json())).toMatch(said);
});
