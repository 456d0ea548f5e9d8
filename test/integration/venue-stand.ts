import { listSeries } from './migrated-database.ts';
import { first, knownAt, type ReadApi, second, startReadApi } from './read-api.ts';

const known = [true, first, knownAt[0]];

/** Daily closes and volumes of the JSE in cents as Yahoo's files have them. */
const jse = {
  SOL: {
    sector: 'Energy',
    days: [
      ['2021-01-12', 16835, 2998971],
      ['2021-01-13', 17034, 3592072],
    ],
  },
  ABG: {
    sector: 'Financials',
    days: [
      ['2021-01-12', 11820, 2771634],
      ['2021-01-13', 11800, 2537168],
    ],
  },
  SBK: {
    sector: 'Financials',
    days: [
      ['2021-01-12', 13000, 4582229],
      ['2021-01-13', 12964, 5294061],
    ],
  },
  FSR: {
    sector: 'Financials',
    days: [
      ['2021-01-12', 5128, 10394139],
      ['2021-01-13', 4990, 16227968],
    ],
  },
  // The day before is left out.
  AGL: {
    sector: 'Basic Materials',
    days: [
      ['2021-01-11', 57860, 1260830],
      ['2021-01-13', 56897, 2064709],
    ],
  },
  // A day in rand among days in cents, as in the file.
  MTN: {
    sector: null,
    days: [
      ['2020-10-29', 5551, 5610737],
      ['2020-10-30', '57.790001', 10161489],
    ],
  },
  S32: { sector: null, days: [['2021-01-05', 2854, 23780]] },
} as const;

const allShare = [
  ['2020-07-30', '55844.9'],
  ['2020-07-31', '55721.8'],
] as const;

/** The API on closes of a few shares, an index and a coin, with what happened to them. */
export async function startVenueStand(): Promise<ReadApi> {
  const read = await startReadApi();
  const { owner } = read;
  const bar = (id: string, day: string, close: unknown, volume: unknown, unit = 'ZAc', source = 'yahoo') =>
    owner.query(
      `INSERT INTO bar VALUES ($4, '1d', $9, $5::date + interval '7 hours', $5, NULL, NULL, NULL, $6, $7, NULL, NULL, $8, true, $1, $2, $3)`,
      [...known, id, day, close, volume, unit, source],
    );
  for (const [code, { sector, days }] of Object.entries(jse)) {
    await owner.query(
      `INSERT INTO instrument (instrument_id, source, kind, name, mic, ticker, currency, unit, timezone, sector, is_sample,
         fetch_id, recorded_at) VALUES ($4, 'yahoo', 'equity', $5, 'XJSE', $5, 'ZAR', 'ZAc', 'Africa/Johannesburg', $6, $1, $2, $3)`,
      [...known, `XJSE:${code}`, code, sector],
    );
    for (const [day, close, volume] of days) await bar(`XJSE:${code}`, day, close, volume);
  }
  // Another source knows a day only: the one that can be compared speaks, although its name comes later.
  await bar('XJSE:SOL', '2021-01-13', 17034, 3592072, 'ZAc', 'aa-vendor');
  // A day in rand, and said to be: no change from cents.
  await bar('XJSE:S32', '2021-01-06', '29.23', 47119, 'ZAR');
  // Nvidia as traded, around its split of four for one, and a coin with its market capitalisation.
  await bar('XNAS:NVDA', '2021-07-19', '751.19', 18726500, 'USD');
  await bar('XNAS:NVDA', '2021-07-20', '186.12', 43468700, 'USD');
  await owner.query(
    `INSERT INTO corporate_action VALUES ('XNAS:NVDA', 'yahoo', 'split', '2021-07-20', NULL, 4, NULL, $1, $2, $3)`,
    known,
  );
  await bar('COINGECKO:BTC-USD', '2021-05-13', '49972.795398372444', null, 'USD', 'coingecko');
  await bar('COINGECKO:BTC-USD', '2021-05-14', '49913.26314398822', null, 'USD', 'coingecko');
  await owner.query(
    `INSERT INTO quote VALUES ('COINGECKO:BTC-USD', 'coingecko', '2021-05-14T00:00:00Z', 49972.795398372444, NULL, NULL, NULL,
       934964766185.9642, 'USD', $1, $2, $3)`,
    known,
  );
  // The sector of Naspers comes from a source that is not the first to speak.
  await owner.query(
    `UPDATE instrument SET sector = 'Technology' WHERE instrument_id = 'XJSE:NPN' AND source = 'zz-other'`,
  );
  await owner.query(
    `INSERT INTO instrument (instrument_id, source, kind, name, mic, ticker, currency, unit, timezone, is_sample,
       fetch_id, recorded_at) VALUES ('INDEX:J203', 'jse-reference', 'index', 'FTSE/JSE All Share Index', 'XJSE', 'J203', 'ZAR',
       'points', 'Africa/Johannesburg', $1, $2, $3)`,
    known,
  );
  await owner.query(
    `INSERT INTO instrument (instrument_id, source, kind, name, mic, ticker, currency, unit, timezone, is_sample,
       fetch_id, recorded_at) VALUES ('INDEX:J150', 'jse-reference', 'index', 'FTSE/JSE Gold Mining Index', 'XJSE', 'J150',
       'ZAR', 'points', 'Africa/Johannesburg', $1, $2, $3)`,
    known,
  );
  for (const [day, level] of allShare) await bar('INDEX:J203', day, level, null, 'points');
  for (const ex of ['2021-02-17', '2021-05-19']) {
    await owner.query(
      `INSERT INTO corporate_action VALUES ('XNAS:MSFT', 'yahoo', 'dividend', $4, 0.56, NULL, 'USD', $1, $2, $3)`,
      [...known, ex],
    );
  }
  // The day in rand is corrected.
  await owner.query(
    `UPDATE bar SET close = 5779.0001, fetch_id = $1, recorded_at = $2, rev = 2 WHERE instrument_id = 'XJSE:MTN' AND session_date = '2020-10-30'`,
    [second, knownAt[1]],
  );
  await listSeries(owner);
  return read;
}
