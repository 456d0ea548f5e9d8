import { barBlocks } from '../../src/api/both-stores/bar-blocks.ts';
import { readBarsOfBoth } from '../../src/api/both-stores/read-bars.ts';
import { readBarsInBlocks } from '../../src/api/both-stores/read-bars-in-blocks.ts';
import { systemClock as clock } from '../../src/core/clock.ts';
import type { BarsRequest } from '../../src/storage/read/bars.ts';
import type { Benchmark } from '../benchmark.ts';
import { compare, takeTurns } from '../rounds.ts';
import { barColumns, seriesDatabase } from '../series-database.ts';

const instrument = 'BENCH:LONG-USDT';
const days = 5_000;
const rounds = { warmUp: 5, rounds: 51 };

const everything: BarsRequest = {
  key: [instrument, '1d'],
  ...{ from: '2000-01-01T00:00:00.000Z', before: null, position: null, order: 'asc', limit: 10_000, as_of: null },
  ...{ source: null, format: 'rows', unit: null, part: '0' },
};

export const gatewayBlocks: Benchmark = {
  cases: ['gateway.blocks'],
  compares: `${days} days of an instrument of which the years that are over are held as blocks, against the same page read whole; both ask the database once`,
  async run(stage) {
    const { db } = await seriesDatabase(stage, 'gateway_blocks');
    await db.query(
      `INSERT INTO bar (${barColumns})
       SELECT '${instrument}', '1d', 'binance', date_trunc('day', now()) - make_interval(days => d), open, high, low, close,
         volume, turnover, trades, 'USDT', true, true, 'fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e51', now()
       FROM generate_series(1, ${days}) d, figure WHERE minute = d % 1440`,
    );
    await db.query('INSERT INTO bar_series SELECT DISTINCT instrument_id, "interval", source FROM bar');
    await db.query('ANALYZE');
    const nowhere = { get: async () => null, put: async () => undefined, purge: async () => undefined };
    const blocks = barBlocks({
      ...{ clock, maxBytes: 12_000_000, shared: nowhere, defer: () => undefined },
      isOvertaken: () => true,
    });
    const stores = { db, lake: { get: async () => null }, blocks, clock };
    const whole = await readBarsOfBoth(stores, everything);
    const milliseconds = async (read: () => Promise<{ readonly json: string }>): Promise<number> => {
      const start = performance.now();
      if ((await read()).json !== whole.json) throw new Error('the two pages differ');
      return performance.now() - start;
    };
    const taken = await takeTurns(
      rounds,
      () => milliseconds(() => readBarsInBlocks(stores, everything)),
      () => milliseconds(() => readBarsOfBoth(stores, everything)),
    );
    return [{ case: 'gateway.blocks', unit: 'ms', aim: 1, ...compare(taken, 'lower', (time) => time) }];
  },
};
