import { z } from 'zod';

/** Parameters come as text, from a query string; what they are is said in the document. */
export function whole(fallback: number, least: number, most: number, description: string) {
  const say = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^(?:0|[1-9]\d{0,5})$/, say)
    .transform(Number)
    .refine((value) => value >= least && value <= most, say)
    .optional()
    .transform((value) => value ?? fallback)
    .meta({ type: 'integer', minimum: least, maximum: most, default: fallback, description });
}

export function real(fallback: number, least: number, most: number, description: string) {
  const say = `must be a number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^(?:0|[1-9]\d{0,5})(?:\.\d+)?(?:[eE][-+]?\d{1,2})?$/, say)
    .transform(Number)
    .refine((value) => value >= least && value <= most, say)
    .optional()
    .transform((value) => value ?? fallback)
    .meta({ type: 'number', minimum: least, maximum: most, default: fallback, description });
}

export function oneOf<const T extends readonly [string, ...string[]]>(options: T, description: string) {
  return z
    .enum(options, `must be one of ${options.join(', ')}`)
    .default(options[0] as T[number] as never)
    .meta({ description });
}

/** How much a test or an interval may be trusted: 0.95 is one error in twenty. */
export const confidence = () => real(0.95, 0.5, 0.999, 'Of intervals and tests: 0.95 errs once in twenty times');

export const sessionsPerYear = () =>
  real(252, 1, 366, 'Days of a year on which there is a price: 252 sessions, 365 where a market never closes');
