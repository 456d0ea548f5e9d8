import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEsgApi } from './esg-stand.ts';
import { listSeries } from './migrated-database.ts';
import { type Answer, first, knownAt, type ReadApi } from './read-api.ts';

interface Figure {
  readonly value: string | null;
  readonly reason: string | null;
  readonly evidence: string | null;
  readonly fetch_ids: readonly string[];
}

let read: ReadApi;
const known = [true, first, knownAt[0]];
const inputs = '/v1/bars/XJSE:NPN?source=yahoo&to=2021-01-13';

/** Beside the bars of Naspers one share of which nobody says what it is. */
beforeAll(async () => {
  read = await startEsgApi();
  const { owner } = read;
  await owner.query("UPDATE instrument SET country = 'ZA' WHERE instrument_id = 'XJSE:NPN'");
  const bar = `INSERT INTO bar VALUES ($4, '1d', 'yahoo', $5::timestamptz, $6, NULL, NULL, NULL, $7, NULL, NULL, NULL, 'ZAc',
    true, $1, $2, $3)`;
  await owner.query(bar, [...known, 'XJSE:ZZZ', '2021-01-13T07:00:00Z', '2021-01-13', '100']);
  await owner.query(bar, [...known, 'XJSE:NPN', '2020-01-08T07:00:00Z', '2020-01-08', '100000']);
  await listSeries(owner);
  await owner.query(
    `INSERT INTO indicator_state VALUES ('XJSE:NPN', '1d', 'yahoo', 'rsi(14)', 'b', '2021-01-12T07:00:00Z',
       '2021-01-13T07:00:00Z', '{}', $1)`,
    [JSON.stringify({ values: { 'rsi(14)': '61.5' }, inputs, fetch_id: first })],
  );
  for (const [day, score] of [
    ['2021-01-13', '90'],
    ['2021-02-01', '70'],
  ]) {
    await owner.query(
      `INSERT INTO quality (channel, source, dataset, id, "interval", is_sample, day, rows, first_time, last_time, metrics,
         score, open_findings, computed_at)
       VALUES ('bar.1d:XJSE:NPN', 'yahoo', 'bar', 'XJSE:NPN', '1d', true, $1::date, 1, $1::date, $1::date, '{}', $2, 0, $1::date)`,
      [day, score],
    );
  }
});
afterAll(() => read.stop());

async function figuresOf(field: string, query = ''): Promise<Readonly<Record<string, Figure>>> {
  const response = await read.api.request(`/v1/screener?${query}`, {
    ...{ method: 'POST', key: 'admin', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ universe: { venues: ['XJSE'] }, fields: [field] }),
  });
  expect(response.status, await response.clone().text()).toBe(200);
  const { data } = (await response.json()) as Answer;
  const told = data.map((row: { instrument_id: string; figures: Figure[] }) => [row.instrument_id, row.figures[0]]);
  return Object.fromEntries(told);
}

describe('a figure of a screen', () => {
  test('is the ESG score of the country, as its evidence explains it, or says that there is no country', async () => {
    const scores: unknown[] = [];
    for (const query of ['', `as_of=${knownAt[0]}`]) {
      const found = await figuresOf('esg', query);
      const evidence = found['XJSE:NPN']?.evidence ?? '';
      const explained = await read.get(evidence, 'explainEsgScore');
      expect(found['XJSE:NPN']).toMatchObject({ value: explained.data.score, reason: null, fetch_ids: [] });
      expect(explained.meta.as_of).toBe(query === '' ? null : knownAt[0]);
      expect(found['XJSE:ZZZ']).toMatchObject({ value: null, reason: 'no_country', evidence: null });
      scores.push(explained.data.score);
    }
    expect(scores[0]).not.toBe(scores[1]);
  });

  test('is an indicator that is kept of the last close, and elsewhere what the bars give', async () => {
    const found = await figuresOf('rsi(14)');
    expect(found['XJSE:NPN']).toMatchObject({ value: '61.5', reason: null, evidence: inputs, fetch_ids: [first] });
    expect(found['XJSE:ZZZ']).toMatchObject({ value: null, reason: 'too_few_bars' });
    for (const query of ['on=2021-01-12', `as_of=${knownAt[1]}`])
      expect((await figuresOf('rsi(14)', query))['XJSE:NPN']).toMatchObject({ value: null, reason: 'too_few_bars' });
  });

  test('is of no audit after the day', async () => {
    expect((await figuresOf('quality'))['XJSE:NPN']?.value).toBe('70');
    expect((await figuresOf('quality', 'on=2021-01-13'))['XJSE:NPN']?.value).toBe('90');
    expect((await figuresOf('quality', 'on=2021-01-12'))['XJSE:NPN']?.reason).toBe('not_audited');
  });

  test('names where its rows are read as they were known then', async () => {
    const { evidence } = (await figuresOf('close', `as_of=${knownAt[0]}`))['XJSE:NPN'] ?? {};
    const { data, meta } = await read.get(evidence ?? '', 'listBars');
    expect([data.at(-1).close, meta.as_of]).toEqual(['319878', knownAt[0]]);
  });

  test('is none across a split after the close that it begins with, however long before the year', async () => {
    expect((await figuresOf('return_1y'))['XJSE:NPN']?.value).toBe('219.878');
    await read.owner.query(
      `INSERT INTO corporate_action (instrument_id, source, kind, ex_date, ratio, is_sample, fetch_id, recorded_at)
       VALUES ('XJSE:NPN', 'yahoo', 'split', '2020-01-10', 2, $1, $2, $3)`,
      known,
    );
    expect((await figuresOf('return_1y'))['XJSE:NPN']?.reason).toBe('split_between');
    expect((await figuresOf('high_1y'))['XJSE:NPN']?.value).toBe('325585');
  });

  test('counts the dividends of who is believed most, and none of which an amount is not told', async () => {
    const pay = (source: string, amount: string | null) =>
      read.owner.query(
        `INSERT INTO corporate_action (instrument_id, source, kind, ex_date, amount, unit, is_sample, fetch_id, recorded_at)
         VALUES ('XJSE:NPN', $4, 'dividend', '2020-06-05', $5, 'ZAc', $1, $2, $3)`,
        [...known, source, amount],
      );
    const paid = async () => (await figuresOf('dividend_yield_1y'))['XJSE:NPN'];
    await pay('derived', '319878');
    expect((await paid())?.value).toBe('100');
    await pay('yahoo', '31987.8');
    expect((await paid())?.value).toBe('10');
    await read.owner.query(
      "UPDATE corporate_action SET amount = NULL, rev = 2 WHERE source = 'yahoo' AND kind = 'dividend'",
    );
    expect((await paid())?.reason).toBe('not_published');
  });

  test('costs what it costs, whatever is read for it', async () => {
    for (const field of ['esg', 'rsi(14)', 'close']) {
      const response = await read.api.request('/v1/screener?dry_run=cost', {
        ...{ method: 'POST', key: 'admin', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ fields: [field] }),
      });
      expect((await response.json()) as Answer).toMatchObject({ data: { tokens: 10 } });
    }
  });
});
