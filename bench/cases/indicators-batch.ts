import { runBatch } from '../../src/indicators/batch.ts';
import { indicatorOf } from '../../src/indicators/index.ts';
import { readParams } from '../../src/indicators/read-params.ts';
import { startRun } from '../../src/indicators/run.ts';
import { libraries, sharedIds } from '../bare/indicator-libraries.ts';
import type { Benchmark } from '../benchmark.ts';
import { candlesOf, columnsOf, perSecond } from '../indicator-bars.ts';
import { compare, takeTurns } from '../rounds.ts';

const length = 20_000;

/** All values over bars that lie in memory, by the engine and by the libraries that people use. */
export const indicatorsBatch: Benchmark = {
  cases: sharedIds.map((id) => `indicators.batch.${id}`),
  compares: `bars a second over ${length.toLocaleString('en')} bars in memory, against the faster of trading-signals and technicalindicators that has the indicator`,
  async run() {
    const candles = candlesOf(length);
    const columns = columnsOf(candles);
    const results = [];
    for (const id of sharedIds) {
      const indicator = indicatorOf(id);
      const params = readParams(indicator);
      const walks = libraries.flatMap((library) => library.get(id) ?? []);
      const ours = async () => perSecond(() => runBatch([startRun(indicator, params)], columns)) * length;
      const others = async () => Math.max(...walks.map((walk) => perSecond(() => walk(candles)) * length));
      const rounds = await takeTurns({ warmUp: 1, rounds: 5 }, ours, others);
      results.push({
        case: `indicators.batch.${id}`,
        ...compare(rounds, 'higher', (rate) => rate),
        unit: 'bars/s',
        aim: 1,
      });
    }
    return results;
  },
};
