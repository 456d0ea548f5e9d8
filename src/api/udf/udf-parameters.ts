import { z } from '@hono/zod-openapi';
import { instrumentId, instrumentIdPattern } from '../../model/symbol.ts';
import { unixSeconds } from './unix-time.ts';

/** The `ticker` that /udf/symbols gave: charts ask for all that follows by it. */
export const tickerParameter = z
  .string()
  .transform((text) => text.toUpperCase())
  .pipe(instrumentId)
  .openapi({
    type: 'string',
    maxLength: 45,
    pattern: instrumentIdPattern.source.replaceAll('A-Z', 'A-Za-z'),
    description: 'The `ticker` of /udf/symbols',
    example: 'XJSE:NPN',
  });

const documented = { type: 'integer' as const, minimum: -99_999_999_999_999, maximum: 99_999_999_999_999 };

export const fromParameter = unixSeconds.optional().openapi({
  ...documented,
  description: 'Seconds since 1970, inclusive',
  example: 1_609_459_200,
});

export const toParameter = unixSeconds.optional().openapi({
  ...documented,
  description: 'Seconds since 1970, exclusive; left out, now',
  example: 1_610_582_400,
});
