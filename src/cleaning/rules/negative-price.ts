import type { Bar, Instrument } from '../../model/records.ts';
import { share, shareBar } from '../examples.ts';
import { negativesOf, notPositive, type Priced } from '../positive.ts';
import { rule } from '../rule.ts';

const oil: Instrument = {
  ...share,
  instrument_id: 'XNYM:CL',
  kind: 'future',
  name: 'Crude Oil, West Texas Intermediate',
  mic: 'XNYM',
  ticker: 'CL',
  currency: 'USD',
  unit: 'USD',
  timezone: 'America/New_York',
};

/** NYMEX, the contract for May 2020 on the day before its last. */
const soldForLess: Bar = {
  ...shareBar,
  instrument_id: 'XNYM:CL',
  time: '2020-04-20T13:00:00.000Z',
  session_date: '2020-04-20',
  open: '17.73',
  high: '17.85',
  low: '-40.32',
  close: '-37.63',
  volume: null,
  unit: 'USD',
};

export const negativePrice = rule({
  id: 'negative_price',
  datasets: ['bar', 'trade', 'quote'],
  verdict: 'flagged',
  describe: 'The price of a contract or a good is above zero, as it nearly always is.',
  create({ rows }) {
    const negatives = negativesOf(rows);
    if (negatives.size === 0) return null;
    return { check: (row: Priced) => (negatives.has(row.instrument_id) ? notPositive(row) : null) };
  },
  examples: {
    accepts: { instrument: [oil], bar: [{ ...soldForLess, interval: '1h', low: null, close: '17.73' }] },
    rejects: { instrument: [oil], bar: [soldForLess] },
  },
});
