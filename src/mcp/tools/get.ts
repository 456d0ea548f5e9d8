import { z } from 'zod';
import { pathOf, segment, tool } from '../tool.ts';

const kinds = [
  ...(['quote', 'bars', 'indicators', 'rate', 'observations'] as const),
  ...(['instrument', 'actions', 'news', 'region', 'esg_score'] as const),
];
const moment = z.string();

export const get = tool({
  name: 'get',
  description:
    'Read figures of one id: quote, bars (prices), indicators (of bars), rate (id USD-ZAR), observations (of a series), instrument, actions (dividends, splits), news, region, esg_score (ISO-3 country). Moments are UTC days or instants. as_of: what was known then.',
  input: z.strictObject({
    what: z.enum(kinds),
    id: z.string(),
    from: moment.optional(),
    to: moment.optional(),
    as_of: moment.optional(),
    interval: z.enum(['1m', '5m', '15m', '1h', '4h', '1d', '1w', '1M', '1q', '1y']).optional(),
    indicators: z.string().optional().describe('e.g. rsi(14),sma(50)'),
    unit: z.string().optional().describe('e.g. ZAR instead of ZAc'),
    limit: z.int().max(500).default(50),
  }),
  request({ what, id, indicators, interval, unit, limit, as_of, from, to }) {
    const at = segment(id);
    const span = { from, to, as_of, limit };
    switch (what) {
      case 'quote':
        return { path: pathOf('/v1/quotes/latest', { ids: id, as_of }) };
      case 'bars':
        return { path: pathOf(`/v1/bars/${at}`, { ...span, interval, unit }) };
      case 'indicators':
        return {
          path: pathOf(`/v1/bars/${at}/indicators`, { ...span, interval, indicators: indicators ?? 'rsi(14)' }),
        };
      case 'rate':
        return { path: pathOf(`/v1/rates/${at}`, from === undefined && to === undefined ? { as_of } : span) };
      case 'observations':
        return { path: pathOf(`/v1/series/${at}/observations`, { ...span, unit }) };
      case 'instrument':
        return { path: pathOf(`/v1/instruments/${at}`, { as_of }) };
      case 'actions':
        return { path: pathOf(`/v1/corporate-actions/${at}`, span) };
      case 'news':
        return { path: pathOf('/v1/news', { ...span, instrument: id }) };
      case 'region':
        return { path: pathOf(`/v1/regions/${at}`, { as_of, limit }) };
      default:
        return { path: pathOf(`/v1/esg/scores/${at}`, { as_of }) };
    }
  },
});
