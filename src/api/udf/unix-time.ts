import { z } from '@hono/zod-openapi';
import { toInstant } from '../../core/clock.ts';

/** What Postgres and RFC 3339 can both say; charts ask from far before the first bar. */
const [earliest, latest] = [Date.UTC(1000, 0, 1) / 1000, Date.UTC(9998, 0, 1) / 1000];

/** A moment of the protocol, within what is a moment here. */
export const unixSeconds = z
  .string()
  .regex(/^(?:0|-?[1-9]\d{0,13})$/, 'must be whole seconds since 1970-01-01T00:00:00Z')
  .transform((text) => Math.min(Math.max(Number(text), earliest), latest));

export const instantOf = (seconds: number): string => toInstant(seconds * 1000);

/** Of an instant, or of the start of a day in UTC. */
export const secondsOf = (moment: string): number => Math.floor(Date.parse(moment) / 1000);
