import { toInstant } from '../../core/clock.ts';
import type { Bar, Measurement, News, Quote, Rate, Trade } from '../../model/records.ts';
import { coinBar, coinTrade, randRate, shareBar } from '../examples.ts';
import { rule } from '../rule.ts';

/** Clocks disagree by some minutes at worst. */
const clockToleranceMs = 5 * 60_000;
/** A day is named by its own zone, and the easternmost is fourteen hours ahead of UTC. */
const dayToleranceMs = 24 * 3_600_000;
/** Older quotes than these are misread, not history. */
const earliest = '1900';

const dayLong = new Set<string>(['1d', '1w', '1M', '1q', '1y']);

export const futureTime = rule({
  id: 'future_time',
  datasets: ['bar', 'quote', 'trade', 'rate', 'measurement', 'news'],
  verdict: 'rejected',
  describe: 'A price, a rate, a measurement or an article is of after 1900 and of before its payload was fetched.',
  create({ fetchedAt }) {
    const fetched = Date.parse(fetchedAt);
    const latestInstant = toInstant(fetched + clockToleranceMs);
    const latestDay = toInstant(fetched + dayToleranceMs);
    return {
      check(row: Bar | Quote | Trade | Rate | Measurement | News) {
        const time = 'time' in row ? row.time : 'date' in row ? row.date : row.published_at;
        if (time < earliest) return `It is dated ${time}, before ${earliest}.`;
        const ofDay = 'date' in row || ('interval' in row && dayLong.has(row.interval));
        if (time > (ofDay ? latestDay : latestInstant)) return `It is dated ${time}, after its fetch at ${fetchedAt}.`;
        return null;
      },
    };
  },
  examples: {
    accepts: { bar: [shareBar, coinBar], trade: [coinTrade], rate: [randRate] },
    rejects: {
      bar: [
        { ...coinBar, time: '2999-01-01T00:00:00.000Z' },
        { ...shareBar, time: '0119-11-01T07:00:00.000Z' },
      ],
      rate: [{ ...randRate, date: '2999-01-01' }],
    },
  },
});
