import { z } from '@hono/zod-openapi';
import type { Interval } from '../../model/symbol.ts';

/** Bars of our intervals as the protocol calls them: minutes are bare numbers, and a single day may go without its 1. */
const resolutions = {
  '1m': '1',
  '5m': '5',
  '15m': '15',
  '1h': '60',
  '4h': '240',
  '1d': '1D',
  '1w': '1W',
  '1M': '1M',
  '1q': '3M',
  '1y': '12M',
} as const satisfies Record<Interval, string>;
const short: Readonly<Record<string, string>> = { D: '1D', W: '1W', M: '1M' };

const known = Object.entries(resolutions) as [Interval, string][];

export const resolutionOf = (interval: Interval): string => resolutions[interval];

export const allResolutions: readonly string[] = Object.values(resolutions);

/** The interval of the bars that are asked for. */
export const resolutionParameter = z
  .string()
  .transform((text, context) => {
    const found = known.find(([, resolution]) => resolution === (short[text] ?? text));
    if (found !== undefined) return found[0];
    context.addIssue({ code: 'custom', message: `must be one of ${allResolutions.join(', ')}, D, W, M` });
    return z.NEVER;
  })
  .openapi({ type: 'string', enum: [...allResolutions, ...Object.keys(short)], example: '1D' });

const minuteSeconds = 60;
const daySeconds = 24 * 60 * minuteSeconds;

/** No bar of the interval lasts less: so many fit into a span at most. */
export const shortestSeconds: Readonly<Record<Interval, number>> = {
  '1m': minuteSeconds,
  '5m': 5 * minuteSeconds,
  '15m': 15 * minuteSeconds,
  '1h': 60 * minuteSeconds,
  '4h': 240 * minuteSeconds,
  '1d': daySeconds,
  '1w': 7 * daySeconds,
  '1M': 28 * daySeconds,
  '1q': 90 * daySeconds,
  '1y': 365 * daySeconds,
};
