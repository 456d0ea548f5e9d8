import { z } from '@hono/zod-openapi';
import { methodName } from '../../esg-scoring/method.ts';
import { methodNamed, methods } from '../../esg-scoring/methods.ts';
import { namesOf, namesPattern, unanchored } from '../parameters.ts';

/** A country, a region of countries or a company. */
export const entityPattern = /^(?:[A-Z]{3}|\d{3}|[A-Z][A-Z0-9]{1,11}:[A-Z0-9][A-Z0-9.&-]{0,31})$/;
const sayEntity = 'a country such as ZAF, a region such as 002 or a company such as XJSE:PIK';

export const entityId = z.string().regex(entityPattern, `must be ${sayEntity}`).openapi({ example: 'ZAF' });

const peers = z
  .string()
  .regex(
    /^(?:\d{3}|income:[A-Z]{3}|[A-Z][A-Z0-9]{1,11})$/,
    'must be a region such as 002, an income group such as income:UMC, or the MIC of companies such as XJSE',
  )
  .optional()
  .openapi({
    description:
      'Whom an entity is ranked against: the countries of a region of /v1/regions or of an income group of the World Bank (`income:LIC`, `LMC`, `UMC`, `HIC`); of companies the MIC. Left out, the world (001) or the venue',
    example: '002',
  });

const period = z
  .string()
  .regex(/^(?:19|20)\d\d$/, 'must be a year such as 2018')
  .transform(Number)
  .optional()
  .openapi({
    type: 'integer',
    minimum: 1900,
    maximum: 2099,
    description:
      'The year; left out, the newest of which two peers have a value of one indicator. An older value stands in where its indicator says for how many years',
    example: 2018,
  });

const methodNames = [...new Set([...methods.map(methodName), ...methods.map(({ method_id }) => method_id)])];

const method = z
  .string()
  .transform((name, context) => {
    const found = methodNamed(name);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: `must be one of ${methodNames.join(', ')}` });
    return z.NEVER;
  })
  .optional()
  .openapi({
    type: 'string',
    enum: methodNames,
    description:
      'A version of the method, of /v1/esg/method, or the newest of a method by its name alone; left out, the newest of its kind',
    example: 'countries@1',
  });

const oneWeight = /^(?:[ESGI]|[a-z][a-z0-9_]{1,40}):(?:0|[1-9]\d{0,5})(?:\.\d{1,6})?$/;

const weights = z
  .string()
  .max(3_000, 'is too long')
  .transform(namesOf)
  .pipe(z.array(z.string().regex(oneWeight, 'must be like E:0.5,S:0.3,G:0.2 or co2_per_person:3')))
  .transform((parts) => parts.map((part) => part.split(':') as [string, string]))
  .refine((parts) => new Set(parts.map(([name]) => name)).size === parts.length, 'must name each one once')
  .transform((parts) => new Map(parts))
  .optional()
  .openapi({
    type: 'string',
    maxLength: 3_000,
    pattern: namesPattern(unanchored(oneWeight), undefined, ['[^, :]+', ':']),
    description:
      'Your own weights of pillars (E, S, G, I; one that is not named weighs nothing) or of indicators (those that are not named keep theirs). Only their ratios matter',
    example: 'E:0.5,S:0.3,G:0.2',
  });

export const esgParameters = { peers, period, method, weights };
