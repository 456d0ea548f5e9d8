import { z } from 'zod';
import { decimal } from '../model/records.ts';
import { currencyCode, instrumentId, seriesId } from '../model/symbol.ts';

const mostPositions = 20;

const position = z.strictObject({
  instrument: instrumentId,
  quantity: decimal
    .refine((text) => Number(text) !== 0, 'must not be 0')
    .meta({
      pattern: '^(?!-?0(?:\\.0+)?$)-?(?:0|[1-9]\\d*)(?:\\.\\d+)?$',
      description: 'Units held; below 0 where they are owed',
    }),
  esg_series: seriesId.optional().meta({ description: 'A series that scores what is held: its last value is taken' }),
});

/** What the caller holds. */
export const portfolioShape = z
  .strictObject({
    positions: z
      .array(position)
      .min(1, 'must not be empty')
      .max(mostPositions, `must be at most ${mostPositions}`)
      .refine(
        (held) => new Set(held.map(({ instrument }) => instrument)).size === held.length,
        'must name each instrument once',
      ),
    currency: currencyCode.default('ZAR').meta({ description: 'In which the whole is counted' }),
    currencies: z
      .array(currencyCode)
      .max(8, 'must be at most 8')
      .default(['USD', 'EUR', 'GBP', 'ZAR'])
      .meta({ description: 'Of the prices: their rates are read' }),
    confidence: z.number().min(0.5).max(0.999).default(0.95).meta({ description: 'Of the value at risk' }),
    sessions_per_year: z.number().min(1).max(366).default(252),
  })
  .meta({ id: 'PortfolioRequest' });

export type Portfolio = z.output<typeof portfolioShape>;
