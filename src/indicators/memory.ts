import { WizError } from '../core/errors.ts';
import { type Interval, intervals } from '../model/symbol.ts';
import { blocks } from './blocks.ts';
import type { Indicator, Params } from './indicator.ts';

/** What a read of minutes or hours can fetch before its first bar. */
const mostMemory = 10_000;

/**
 * How many bars before a block its run begins. What never forgets begins with the first stored bar, and on intervals
 * shorter than a day anew with each block.
 */
export function memoryOf(
  { indicator, params }: { readonly indicator: Indicator; readonly params: Params },
  interval: Interval,
): number {
  const memory = indicator.memory?.(params) ?? indicator.warmup(params);
  if (blocks[interval].most === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (intervals.indexOf(interval) >= intervals.indexOf('1d')) return memory;
  if (memory === Number.POSITIVE_INFINITY) return 0;
  if (memory <= mostMemory) return memory;
  throw new WizError(
    'invalid_request',
    `${indicator.id}: with these parameters a value rests on ${memory} bars, and on ${interval} at most ${mostMemory} are read; ask for a longer interval or a shorter window`,
  );
}
