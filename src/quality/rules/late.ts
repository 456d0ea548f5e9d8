import { type Arrival, arrivalsOf } from '../arrivals.ts';
import { vodacom, vodacomLate } from '../examples.ts';
import type { Found, SeriesRule } from '../rule.ts';
import { stretchesOf } from '../stretches.ts';

/** A run waits for its minute, its payload for the queue, and the exchange's closing prices for the vendor. */
const graceMs = 3_600_000;

export const late: SeriesRule = {
  id: 'late',
  datasets: ['bar'],
  severity: 'notice',
  describe: 'A row is known when its period has ended and the source was due to be asked, within an hour.',
  find({ series, expected }) {
    if (series.cadence_seconds === null) return [];
    const allowedMs = series.cadence_seconds * 1_000 + graceMs;
    const arrivals = arrivalsOf(series, expected).map((one, at) => ({ ...one, at }));
    const late = arrivals.filter(({ afterMs }) => afterMs > allowedMs);
    return stretchesOf(late, (one, last) => one.at === last.at + 1).map((rows) => foundOf(rows));
  },
  examples: { passes: [vodacom], finds: [vodacomLate] },
};

function foundOf(rows: readonly Arrival[]): Found {
  const [first, last] = [rows[0] as Arrival, rows.at(-1) as Arrival];
  const hours = (Math.max(...rows.map(({ afterMs }) => afterMs)) / 3_600_000).toFixed(1);
  const [from, to] = [first.point.period, last.point.period];
  const reason =
    rows.length === 1
      ? `The row of ${from} came ${hours} hours after its period had ended.`
      : `The ${rows.length} rows of ${from} to ${to} came up to ${hours} hours after their periods had ended.`;
  const until = rows.length === 1 ? null : last.point.time;
  return { at: first.point.time, until, reason, fetch_id: last.point.fetch_id };
}
