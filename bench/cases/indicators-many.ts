import { runBatch } from '../../src/indicators/batch.ts';
import { columnsOf } from '../../src/indicators/candle.ts';
import { parseIndicatorName } from '../../src/indicators/name.ts';
import { startRun } from '../../src/indicators/run.ts';
import type { Benchmark } from '../benchmark.ts';
import { barsOf, candlesOf, perSecond } from '../indicator-bars.ts';
import { compare, takeTurns } from '../rounds.ts';

const length = 10_000;
const names = [
  ...['sma(20)', 'sma(50)', 'sma(200)', 'ema(12)', 'ema(26)', 'wma(20)', 'dema(20)', 'hma(20)', 'macd', 'rsi(14)'],
  ...['stoch', 'cci', 'willr', 'roc', 'obv', 'mfi', 'atr(14)', 'bbands', 'donchian', 'adx'],
];

/** Twenty indicators of the same bars. */
export const indicatorsMany: Benchmark = {
  cases: ['indicators.many'],
  compares: `${names.length} indicators over ${length.toLocaleString('en')} stored bars in one pass, against a pass for each`,
  async run() {
    const bars = barsOf(candlesOf(length));
    const runs = () => names.map(parseIndicatorName).map(({ indicator, params }) => startRun(indicator, params));
    const ours = async () => perSecond(() => runBatch(runs(), columnsOf(bars)), 300) * length;
    const each = async () => perSecond(() => runs().map((run) => runBatch([run], columnsOf(bars))), 300) * length;
    const rounds = await takeTurns({ warmUp: 1, rounds: 5 }, ours, each);
    return [{ case: 'indicators.many', ...compare(rounds, 'higher', (rate) => rate), unit: 'bars/s', aim: 1 }];
  },
};
