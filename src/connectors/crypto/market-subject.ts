import { toInstant } from '../../core/clock.ts';
import type { Window } from '../../model/payload.ts';
import type { SourceFacts, SourceSettings } from '../../model/source.ts';
import { type Interval, intervals } from '../../model/symbol.ts';
import { type Cursor, cadenceWindow } from '../connector.ts';
import { intervalMs } from './interval-ms.ts';

/** What a venue is asked for: bars of an interval, the market's state, its trades, or the list of its pairs. */
export type MarketAsked = Interval | 'quote' | 'trade' | 'instrument';

export interface MarketSubject {
  /** As the venue writes it; empty where the whole venue is asked about. */
  readonly pair: string;
  readonly asked: MarketAsked;
}

/**
 * `BTC-USD:1h`, `BTC-USD:quote`, `BTC-USD:trade`, and without a pair `quote` or `instrument`; null where the venue is
 * not asked for such a thing.
 */
export function marketSubject(subject: string, known: readonly MarketAsked[]): MarketSubject | null {
  const border = subject.lastIndexOf(':');
  const asked = known.find((one) => one === subject.slice(border + 1));
  return asked === undefined ? null : { pair: border < 0 ? '' : subject.slice(0, border), asked };
}

interface Rhythm {
  readonly cadenceSeconds: number;
  /** How far the first window reaches back. */
  readonly firstMs: number;
  readonly overlapMs: number;
}

const hourMs = intervalMs['1h'];

/**
 * Minutes are due each minute and days each hour, both two bars back; the state of the market is due as often as the
 * source is looked at, its list of pairs once a day.
 * @param firstBars how many bars are asked for when nothing is known yet
 */
export function marketWindow(
  cursor: Cursor,
  now: string,
  settings: SourceSettings,
  { cadence_seconds, coverage_start }: Pick<SourceFacts, 'cadence_seconds' | 'coverage_start'>,
  asked: MarketAsked,
  firstBars: number,
): Window | null {
  const { cadenceSeconds, firstMs, overlapMs } = rhythmOf(asked, cadence_seconds, firstBars);
  const recent = toInstant(Math.max(Date.parse(coverage_start), Date.parse(now) - firstMs));
  const first = cursor.collected_to === null ? recent : coverage_start;
  return cadenceWindow(cursor, now, cadenceSeconds, settings.from ?? first, overlapMs);
}

function rhythmOf(asked: MarketAsked, cadenceSeconds: number, firstBars: number): Rhythm {
  switch (asked) {
    case 'instrument':
      return { cadenceSeconds: 86_400, firstMs: intervalMs['1d'], overlapMs: 0 };
    case 'quote':
      return { cadenceSeconds, firstMs: hourMs, overlapMs: 0 };
    case 'trade':
      return { cadenceSeconds, firstMs: hourMs, overlapMs: 10_000 };
    default: {
      const stepMs = intervalMs[asked];
      const barSeconds = Math.min(Math.max(stepMs / 1000, cadenceSeconds), 3600);
      return { cadenceSeconds: barSeconds, firstMs: firstBars * stepMs, overlapMs: 2 * stepMs };
    }
  }
}

export function isInterval(asked: MarketAsked): asked is Interval {
  return intervals.some((interval) => interval === asked);
}
