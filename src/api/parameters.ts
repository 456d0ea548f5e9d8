import { z } from '@hono/zod-openapi';
import { planOf } from '../model/plan.ts';
import type { Principal } from '../model/principal.ts';

const dayMs = 86_400_000;
const day = /^\d{4}-\d\d-\d\d$/;
const sayMoment =
  'must be a day such as 2021-01-13 or an instant such as 2021-01-13T07:00:00Z, between the years 1000 and 9998';

/** A shape as a part of another one. */
export const unanchored = (shape: RegExp): string => shape.source.replace(/^\^/, '').replace(/\$$/, '');

/** Within what both Postgres and RFC 3339 can say. */
const inRange = (ms: number): boolean => ms >= Date.UTC(1000, 0, 1) && ms < Date.UTC(9999, 0, 1);

// Made once: making a schema costs many times what using it does.
const dayText = z.iso.date();
const instantText = z.iso.datetime({ offset: true });

/** Of a day its start; null for what is no moment. */
export function momentMs(text: string): number | null {
  // A plus in a query string is a blank; before an offset it was meant as a plus.
  const spelled = text.replace(/ (?=\d\d:\d\d$)/, '+');
  const valid = (day.test(spelled) ? dayText : instantText).safeParse(spelled);
  if (!valid.success) return null;
  const ms = Date.parse(spelled);
  return inRange(ms) ? ms : null;
}

function moment(dayMeans: 'its start' | 'its end', exclusive: boolean) {
  const end = dayMeans === 'its end' ? dayMs - (exclusive ? 0 : 1) : 0;
  return z.string().transform((text, context) => {
    const ms = momentMs(text);
    if (ms !== null) return new Date(ms + (day.test(text) ? end : 0)).toISOString();
    context.addIssue({ code: 'custom', message: sayMoment });
    return z.NEVER;
  });
}

const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d';
/** The years that have a moment here. */
const yearPattern = '^(?!9999)[1-9]\\d{3}-';
const documented = {
  type: 'string' as const,
  pattern: `^(?!9999)(?=[1-9])${unanchored(z.regexes.date)}(?:T${clock}:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-]${clock}))?$`,
};

/** One moment, a day meaning its start. */
export const atMoment = moment('its start', false).openapi({
  ...documented,
  description: 'An instant, or a day, which means its start in UTC',
  example: '2021-01-11',
});

/** The first moment of a span, inclusive. */
export const fromMoment = moment('its start', false)
  .openapi(documented)
  .optional()
  .openapi({
    ...documented,
    description: 'First day or instant, inclusive (RFC 3339, UTC where no offset is given)',
    example: '2021-01-01',
  });

/** The end of a span, exclusive as an instant; a day is inside whole. */
export const toMoment = moment('its end', true)
  .openapi(documented)
  .optional()
  .openapi({
    ...documented,
    description: 'A day, which is included whole, or an instant, which is not',
    example: '2021-01-13',
  });

export const asOf = moment('its end', false)
  .optional()
  .openapi({
    ...documented,
    description: 'Answer what was known at this moment: corrections that came later are left out. A day means its end.',
    example: '2026-11-24T12:00:00Z',
  });

export function dayParameter(description: string, example: string) {
  return z
    .string()
    .refine((text) => day.test(text) && momentMs(text) !== null, 'must be a day such as 2021-01-13')
    .optional()
    .openapi({ type: 'string', format: 'date', pattern: yearPattern, description, example });
}

export function limitParameter(max: number, fallback: number) {
  const say = `must be a whole number from 1 to ${max}`;
  return z
    .string()
    .regex(/^[1-9]\d{0,5}$/, say)
    .transform(Number)
    .refine((count) => count <= max, say)
    .optional()
    .transform((count) => count ?? fallback)
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: max,
      default: fallback,
      description: 'Rows in a page, at most; the plan may cap it lower, which `meta.limit` says',
    });
}

export const cursorParameter = z
  .string()
  .max(512)
  .optional()
  .openapi({ description: 'The `meta.next_cursor` of the page before' });

export const orderParameter = z.enum(['asc', 'desc'], 'must be asc or desc').optional();

export const formatParameter = z
  .enum(['rows', 'columns'], 'must be rows or columns')
  .default('rows')
  .openapi({ description: 'An array of rows, or one object of arrays of equal length' });

export const sourceParameter = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be a source_id of /v1/sources')
  .optional()
  .openapi({
    description:
      'Rows of this source only; left out, of the best-ranked source of /v1/sources that has any, computed ones (`derived`) last',
    example: 'yahoo-chart',
  });

/** A unit of `model/measure.ts`. */
export const unitParameter = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_/%]{0,39}$/, 'must be a unit such as percent, basis_points, MtCO2e or thousand_persons')
  .optional()
  .openapi({
    description: 'Another unit of the same dimension, exactly converted; left out, values are as published',
    example: 'basis_points',
  });

export const connectorName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be a connector such as ecb');

/** Text to search for or to compare with. */
export const wordsParameter = text(1, 100);

/** Of characters that are some, so many. */
export function text(fewest: number, most: number) {
  const pattern = `^[^\\u0000-\\u001f\\u007f]{${fewest},${most}}$`;
  const say = `must be ${fewest} to ${most} characters`;
  // The flag would stand in the document's pattern.
  return z.string().regex(new RegExp(pattern, 'u'), say).openapi({ pattern });
}

/** Days are both inside their span, moments have the end outside. */
export const daysAreForward = (from: string | undefined, to: string | undefined): boolean =>
  from === undefined || to === undefined || from <= to;
export const momentsAreForward = (from: string | undefined, to: string | undefined): boolean =>
  from === undefined || to === undefined || from < to;

export const backwards = { message: 'must not be before `from`', path: ['to'] };

/** The part of an instrument's id before the colon. */
export const venueParameter = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,11}$/, 'must be what ids begin with, such as XJSE')
  .openapi({ description: 'What the ids of its instruments begin with: a MIC where there is one', example: 'XJSE' });

/** Several names, separated by commas with or without blanks, each of them once. */
export const namesOf = (text: string): string[] => text.split(',').map((name) => name.replaceAll(/^ +| +$/g, ''));

/** A name begins and ends with what is no blank, so that whoever checks by the pattern passes a run of blanks once. */
const wholeName = ['[^, ](?:[^,]*[^, ])?', ' *(?:,|$)'] as const;

/**
 * The pattern of such a text: none that stands in it comes again.
 * @param own what of each must be its own, and what ends it
 */
export const namesPattern = (name: string, most?: number, [own, end]: readonly [string, string] = wholeName): string =>
  `^(?!(?:.*,)? *(${own})(?=${end}).*, *\\1${end}) *(?:${name}) *(?:, *(?:${name}) *)${most ? `{0,${most - 1}}` : '*'}$`;

const outside = '[^,\\s\\u0000-\\u001f\\u007f]';
/** Whatever something may be called: without commas, and with blanks only inside. */
export const anyName = new RegExp(`^${outside}(?:[^,\\u0000-\\u001f\\u007f]{0,98}${outside})?$`);

export function namesParameter(most: number, shape: RegExp, say: string) {
  return z
    .string()
    .max(most * 110, 'is too long')
    .transform(namesOf)
    .pipe(
      z
        .array(z.string().regex(shape, `must be ${say}, separated by commas`))
        .max(most, `must be at most ${most}`)
        .refine((names) => new Set(names).size === names.length, 'must name each one once'),
    )
    .openapi({ type: 'string', maxLength: most * 110, pattern: namesPattern(unanchored(shape), most) });
}

/** The page that the caller's plan allows. */
export function cappedRows(principal: Principal, asked: number): number {
  return Math.min(asked, rowCap(principal));
}

export function rowCap({ plan }: Pick<Principal, 'plan'>): number {
  return planOf(plan).rows_per_request;
}
