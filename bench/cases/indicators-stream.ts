import { runBatch } from '../../src/indicators/batch.ts';
import { candleOf } from '../../src/indicators/candle.ts';
import { indicators } from '../../src/indicators/index.ts';
import { readParams } from '../../src/indicators/read-params.ts';
import { advance, type Run, startRun } from '../../src/indicators/run.ts';
import type { Benchmark } from '../benchmark.ts';
import { candlesOf, columnsOf, perSecond } from '../indicator-bars.ts';
import { compare, takeTurns } from '../rounds.ts';

const [short, long] = [1000, 300_000];

/** One more bar for every indicator, whose state is taken up again from JSON. */
export const indicatorsStream: Benchmark = {
  cases: ['indicators.stream', 'indicators.stream_growth'],
  compares: `one more bar for all ${indicators.length} indicators after ${long.toLocaleString('en')} bars, against computing all of them anew; and against one more after ${short.toLocaleString('en')} bars`,
  async run() {
    const candles = candlesOf(long);
    const columns = columnsOf(candles);
    const runs = () => indicators.map((indicator) => startRun(indicator, readParams(indicator)));
    const after = (count: number): Run[] => {
      const begun = runs();
      runBatch(begun, Object.fromEntries(Object.entries(columns).map(([field, of]) => [field, of.slice(0, count)])));
      return JSON.parse(JSON.stringify(begun.map(({ state }) => state))).map((state: unknown, at: number) => ({
        ...(begun[at] as Run),
        state,
      }));
    };
    const next = candleOf({
      ...{ time: '2026-01-02T00:00:00.000Z', session_date: null, turnover: null },
      ...{ open: '4000', high: '4010', low: '3990', close: '4001', volume: '1000' },
    });
    const [early, late] = [after(short), after(long)];
    const stepOf = (begun: readonly Run[]) => async () =>
      1e6 / perSecond(() => begun.map((run) => advance(run, next)), 200);
    const anew = async () => 1e6 / perSecond(() => runBatch(runs(), columns), 1);
    const plan = { warmUp: 1, rounds: 5 };
    const against = await takeTurns(plan, stepOf(late), anew);
    const growth = await takeTurns(plan, stepOf(late), stepOf(early));
    const lower = (rounds: typeof against) => compare(rounds, 'lower', (us) => us);
    return [
      { case: 'indicators.stream', ...lower(against), unit: 'us/bar', aim: 1000 },
      { case: 'indicators.stream_growth', ...lower(growth), unit: 'us/bar', aim: 0.8 },
    ];
  },
};
