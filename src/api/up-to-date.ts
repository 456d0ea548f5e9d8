import type { IndicatorsService } from '../model/services.ts';
import type { TimelinePage } from '../storage/read/timeline.ts';

/**
 * A page of computed bars that rests on all that is stored: where shorter bars came a moment ago and the queue has not
 * come to them, they are derived now. What cannot be caught up with while the caller waits, the page says itself.
 */
export async function upToDate<T extends Pick<TimelinePage, 'behind'>>(
  read: () => Promise<T>,
  instrumentId: string,
  indicators: Pick<IndicatorsService, 'catchUp'>,
): Promise<T> {
  const page = await read();
  if (!page.behind) return page;
  const isCaughtUp = await indicators.catchUp(instrumentId).catch(() => false);
  return isCaughtUp ? await read() : page;
}
