import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { listSeries } from './migrated-database.ts';
import { type ReadApi, startReadApi } from './read-api.ts';

const clock = fixedClock(Date.UTC(2026, 10, 20, 6));
const dayMs = 86_400_000;
let read: ReadApi;

/** Naspers in rands, by a source that is believed first. */
const inRands = ['2021-01-11', '2021-01-12', '2021-01-13'].map((day, at) => [
  day,
  ['3175.00', '3194.41', '3300.00'][at],
]);

beforeAll(async () => {
  read = await startReadApi();
  const { owner: db } = read;
  await db.query(
    `INSERT INTO source (source_id, name, url, terms_url, redistribution, attribution, country, datasets,
       cadence_seconds, coverage_start, verified_on, rank, price_basis)
     VALUES ('exchange', 'E', 'u', 'u', 'open', 'a', 'ZA', '["bar"]', 3600, '2000-01-01', '2026-11-24', 1, 'as_traded')`,
  );
  for (const [day, close] of inRands) {
    await db.query(
      `INSERT INTO bar VALUES ('XJSE:NPN', '1d', 'exchange', $1::timestamptz, $2, NULL, NULL, NULL, $3, NULL, NULL, NULL,
         'ZAR', true, false, 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e53', '2023-01-05T00:00:00Z')`,
      [`${day}T06:30:00Z`, day, close],
    );
  }
  await listSeries(db);
  const channels = ['bar.1d:XJSE:NPN', 'rate.1d:FX:EUR-ZAR', 'observation:WB:FP.CPI.TOTL.ZG.ZAF'];
  await db.query('INSERT INTO audited_channel (channel, changed_id) SELECT unnest($1::text[]), 1', [channels]);
  expect(await audit({ db, clock })).toMatchObject({ waited: false, channels: 3 });
  // On the next day the source in cents is right again.
  await db.query("UPDATE bar SET close = '330000' WHERE source = 'yahoo' AND session_date = '2021-01-13'");
  clock.advance(dayMs);
  await audit({ db, clock });
});
afterAll(() => read.stop());

describe('GET /v1/quality', () => {
  test('shows the last audit of each series, with the counts that its shares come from', async () => {
    const { data, meta } = await read.get('/v1/quality', 'listQuality');
    expect(data.map(({ channel, source, day }: Row) => `${channel} ${source} ${day}`)).toEqual([
      'bar.1d:XJSE:NPN exchange 2026-11-21',
      'bar.1d:XJSE:NPN yahoo 2026-11-21',
      'observation:WB:FP.CPI.TOTL.ZG.ZAF worldbank 2026-11-21',
      'rate.1d:FX:EUR-ZAR ecb 2026-11-21',
    ]);
    expect(data[1].metrics.accuracy).toEqual({ share: '1.0000', numerator: 2, denominator: 2 });
    expect(meta.is_sample).toBe(true);
  });

  test('chooses by dataset, id, source and score', async () => {
    const sources = async (query: string) =>
      (await read.get(`/v1/quality?${query}`, 'listQuality')).data.map(({ source }: Row) => source);
    expect(await sources('dataset=rate')).toEqual(['ecb']);
    expect(await sources('id=XJSE:NPN&source=yahoo')).toEqual(['yahoo']);
    const [{ score }] = (await read.get('/v1/quality?dataset=rate', 'listQuality')).data;
    expect(await sources(`dataset=rate&min_score=${score}&max_score=${score}`)).toEqual(['ecb']);
    expect(await sources(`dataset=rate&max_score=${(Number(score) - 0.0001).toFixed(4)}`)).toEqual([]);
  });

  test('comes in pages', async () => {
    const first = await read.get('/v1/quality?limit=3', 'listQuality');
    const rest = await read.get(`/v1/quality?limit=3&cursor=${first.meta.next_cursor}`, 'listQuality');
    expect([first.data.length, rest.data.map(({ source }: Row) => source), rest.meta.next_cursor]).toEqual([
      3,
      ['ecb'],
      null,
    ]);
  });
});

describe('how far the audit has come', () => {
  const audit = async (path: string, operationId: string) => (await read.get(path, operationId)).meta.audit;
  const all = [
    ['/v1/quality', 'listQuality'],
    ['/v1/findings', 'listFindings'],
  ] as const;

  test('is said beside whatever was found, or was not', async () => {
    for (const [path, operationId] of all) {
      expect(await audit(path, operationId)).toEqual({ audited_at: '2026-11-21T06:00:00.000Z', pending_channels: 0 });
    }
  });

  test('counts each channel with changes that no audit has seen, noted or not', async () => {
    const change = (channel: string, dataset = 'bar') =>
      read.owner.query('INSERT INTO outbox (dataset, channel, fetch_id, rows) VALUES ($1, $2, $3, $4)', [
        ...[dataset, channel, 'fetch_1', '{}'],
      ]);
    await change('bar.1d:XJSE:SBK');
    await change('bar.1d:XJSE:SBK');
    await change('instrument:XJSE:SBK', 'instrument');
    await read.owner.query("UPDATE audited_channel SET changed_id = 9 WHERE channel = 'rate.1d:FX:EUR-ZAR'");
    try {
      for (const [path, operationId] of all)
        expect(await audit(`${path}?limit=7`, operationId)).toMatchObject({ pending_channels: 2 });
      const one = { audited_at: null, pending_channels: 1 };
      expect(await audit('/v1/quality/bar/XJSE:SBK', 'getQuality')).toEqual(one);
      expect(await audit('/v1/findings?dataset=bar&id=XJSE:SBK', 'listFindings')).toEqual(one);
      expect(await audit('/v1/quality/bar/XJSE:NPN?limit=7', 'getQuality')).toMatchObject({ pending_channels: 0 });
    } finally {
      await read.owner.query('TRUNCATE outbox');
      await read.owner.query('UPDATE audited_channel SET changed_id = audited_id');
    }
  });
});

describe('GET /v1/quality/{dataset}/{id}', () => {
  const path = '/v1/quality/bar/XJSE:NPN';

  test('says the last audit of each source in words', async () => {
    const { data } = await read.get(`${path}?interval=1d`, 'getQuality');
    expect(data.map(({ source, day }: Row) => `${source} ${day}`)).toEqual(['yahoo 2026-11-21', 'exchange 2026-11-21']);
    expect(data[1].explanation).toContain(
      'completeness 1.0000 = 3 / 3: periods with a row, of those that the calendar expects from the first row to the last.',
    );
  });

  test('shows the days before, and what was known on one of them', async () => {
    const history = await read.get(`${path}?from=2026-11-01&source=yahoo`, 'getQuality');
    const accuracies = history.data.map(({ day, metrics }: Row) => `${day} ${(metrics as Metrics).accuracy?.share}`);
    expect(accuracies).toEqual(['2026-11-21 1.0000', '2026-11-20 0.5000']);
    const then = await read.get(`${path}?as_of=2026-11-20&source=yahoo`, 'getQuality');
    expect(then.data.map(({ day }: Row) => day)).toEqual(['2026-11-20']);
    const page = await read.get(`${path}?from=2026-11-01&limit=3`, 'getQuality');
    const rest = await read.get(`${path}?from=2026-11-01&limit=3&cursor=${page.meta.next_cursor}`, 'getQuality');
    expect([page.data.length, rest.data.length, rest.meta.next_cursor]).toEqual([3, 1, null]);
  });

  test('has nothing to say of what was never audited', async () => {
    for (const nothing of ['/v1/quality/bar/XJSE:MTN', `${path}?as_of=2026-11-19`, `${path}?interval=1h`]) {
      expect((await read.get(nothing, 'getQuality')).data).toEqual([]);
    }
  });
});

describe('GET /v1/findings', () => {
  const found = async (query: string) =>
    (await read.get(`/v1/findings?${query}`, 'listFindings')).data.map(
      ({ rule, at, resolved_at }: Row) =>
        `${rule} ${String(at).slice(0, 10)} ${resolved_at === null ? 'open' : 'resolved'}`,
    );

  test('shows what was found, and that it was put right', async () => {
    expect(await found('id=XJSE:NPN')).toEqual(['disagreement 2021-01-13 resolved']);
    expect(await found('id=XJSE:NPN&open=true')).toEqual([]);
    expect(await found('id=XJSE:NPN&open=false')).toHaveLength(1);
  });

  test('as it was known on a day', async () => {
    expect(await found('open=true&as_of=2026-11-20')).toEqual(['disagreement 2021-01-13 open']);
    expect(await found('as_of=2026-11-19')).toEqual([]);
    expect(await found('open=true&as_of=2026-11-21')).toEqual([]);
  });

  test('chooses by rule, severity, dataset, source and time', async () => {
    for (const query of ['rule=disagreement', 'severity=warning', 'dataset=bar', 'source=yahoo', 'from=2021-01-13']) {
      expect(await found(query)).toHaveLength(1);
    }
    for (const query of [
      'rule=gap',
      'severity=error',
      'dataset=rate',
      'source=ecb',
      'from=2021-01-14',
      'to=2021-01-12',
    ]) {
      expect(await found(query)).toEqual([]);
    }
  });

  test('comes in pages', async () => {
    await read.owner.query(
      `INSERT INTO finding SELECT (jsonb_populate_record(f, '{"rule": "gap", "severity": "warning"}')).* FROM finding f`,
    );
    const first = await read.get('/v1/findings?limit=1', 'listFindings');
    const rest = await read.get(`/v1/findings?limit=1&cursor=${first.meta.next_cursor}`, 'listFindings');
    expect([first.data[0].rule, rest.data[0].rule, rest.meta.next_cursor]).toEqual(['gap', 'disagreement', null]);
  });
});

describe('GET /v1/reconciliation/{id}', () => {
  const path = '/v1/reconciliation/XJSE:NPN';

  test('prefers by rank, shows the others beside, and brings both to one unit', async () => {
    const { data, meta } = await read.get(path, 'getReconciliation');
    expect(data.rows.map(summary)).toEqual([
      '2021-01-13 exchange 3300.00 ZAR true | yahoo 330000 ZAc 0.000000 true',
      '2021-01-12 exchange 3194.41 ZAR true | yahoo 319441 ZAc 0.000000 true',
      '2021-01-11 exchange 3175.00 ZAR null | ',
    ]);
    expect([data.tolerance, meta.source]).toEqual(['0.01', 'exchange']);
    expect(data.rule).toMatch(/lowest rank/);
  });

  test('says how far they were apart', async () => {
    await read.owner.query("UPDATE bar SET close = '319878' WHERE source = 'yahoo' AND session_date = '2021-01-13'");
    const { data } = await read.get(`${path}?from=2021-01-13&as_of=2026-11-30`, 'getReconciliation');
    expect(data.rows.map(summary)).toEqual([
      '2021-01-13 exchange 3300.00 ZAR false | yahoo 319878 ZAc -0.030673 false',
    ]);
  });

  test('knows only who had spoken by a day', async () => {
    const { data } = await read.get(`${path}?as_of=2023-01-04`, 'getReconciliation');
    expect(data.rows.map((row: Row) => row.source)).toEqual(['yahoo', 'yahoo']);
  });

  test('comes in pages', async () => {
    const first = await read.get(`${path}?limit=2`, 'getReconciliation');
    const rest = await read.get(`${path}?limit=2&cursor=${first.meta.next_cursor}`, 'getReconciliation');
    expect([first.data.rows.length, rest.data.rows.length, rest.meta.next_cursor]).toEqual([2, 1, null]);
  });

  test('is of rates too', async () => {
    const { data } = await read.get('/v1/reconciliation/FX:EUR-ZAR?dataset=rate&to=2021-12-31', 'getReconciliation');
    expect(data.rows.map(summary)).toEqual(['2021-01-13 ecb 18.6329 ZAR null | ']);
    expect((await read.api.request(`${path}?dataset=rate`, { key: 'admin' })).status).toBe(400);
    expect((await read.api.request('/v1/reconciliation/XJSE:MTN', { key: 'admin' })).status).toBe(404);
  });
});

type Row = Readonly<Record<string, unknown>>;
type Metrics = Readonly<Record<string, { readonly share: string } | null>>;

function summary({ session_date, source, close, unit, agrees, others }: Row): string {
  const rest = (others as readonly Row[]).map((o) => `${o.source} ${o.close} ${o.unit} ${o.deviation} ${o.agrees}`);
  return `${session_date} ${source} ${close} ${unit} ${agrees} | ${rest.join(', ')}`;
}
