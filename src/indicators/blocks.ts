import type { Interval } from '../model/symbol.ts';

/**
 * All values of one stretch of time come from one run, which begins with the bars that decide the first of them: so a
 * value is the same to the last digit whatever page it is on, and nobody walks over decades of minutes for an hour.
 */
export interface Block {
  readonly of: 'session day' | 'month' | 'year' | 'whole history';
  /** How much of a session's day names the block. */
  readonly nameLength: number;
  /** Bars that a block has at most. */
  readonly most: number;
}

const day = (most: number): Block => ({ of: 'session day', nameLength: 10, most });
const month = (most: number): Block => ({ of: 'month', nameLength: 7, most });
const history: Block = { of: 'whole history', nameLength: 0, most: Number.POSITIVE_INFINITY };

export const blocks: Readonly<Record<Interval, Block>> = {
  '1m': day(1440),
  '5m': day(288),
  '15m': day(96),
  '1h': month(744),
  '4h': month(186),
  '1d': { of: 'year', nameLength: 4, most: 366 },
  '1w': history,
  '1M': history,
  '1q': history,
  '1y': history,
};

/** The day that a bar counts for: of its session, or of UTC where the market has none. */
export function sessionDay(bar: { readonly session_date: string | null; readonly time: string }): string {
  return bar.session_date ?? bar.time.slice(0, 10);
}
