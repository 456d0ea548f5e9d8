import { z } from 'zod';
import { systemClock, toInstant } from '../../core/clock.ts';
import type { Bar } from '../../model/records.ts';
import type { Interval } from '../../model/symbol.ts';
import { classOf, type IntervalClass, periodOf, spanOfPeriod, timeClasses } from '../../model/time-classes.ts';
import { isRefusedBy, type Statement } from '../client.ts';

const coldLine = z.object({
  interval_class: z.enum(Object.keys(timeClasses) as IntervalClass[]),
  period: z.string(),
  instrument_id: z.string(),
});

/** An instrument's bars of one class and period: what lies in one store or the other as a whole. */
export type ColdLine = z.infer<typeof coldLine>;

/** No period turns cold before it has been over for two months, and none is longer than what this leaves of them. */
const alwaysWarmMs = 45 * 86_400_000;
const warmSince = (): string => toInstant(systemClock.now() - alwaysWarmMs);

/**
 * First in a transaction that writes bars: it fails where they lie in cold storage, and keeps them out of it until the
 * transaction ends. Nothing is asked where all are young.
 */
export const guardBars = (bars: Iterable<BarKey>): Statement[] => guardLines(oldLinesOf(bars));

type BarKey = Pick<Bar, 'instrument_id' | 'interval' | 'time'>;

/** What the bars belong to, as far as it may lie in cold storage. */
export function oldLinesOf(bars: Iterable<BarKey>): ColdLine[] {
  const before = warmSince();
  const lines = new Map<string, ColdLine>();
  for (const { instrument_id, interval, time } of bars) {
    if (time >= before) continue;
    const interval_class = classOf(interval);
    const period = periodOf(interval_class, time);
    const name = `${interval_class} ${period} ${instrument_id}`;
    if (!lines.has(name)) lines.set(name, { interval_class, period, instrument_id });
  }
  return [...lines.values()];
}

/** The same for a transaction that reads the bars of an instrument in [from, to) in order to compute with them. */
export function guardSpan(instrument_id: string, interval: Interval, from: string, to: string): Statement[] {
  const end = [to, warmSince()].sort()[0] as string;
  const interval_class = classOf(interval);
  const lines: ColdLine[] = [];
  for (let at = from; at < end; ) {
    const period = periodOf(interval_class, at);
    lines.push({ interval_class, period, instrument_id });
    at = spanOfPeriod(period).to;
  }
  return guardLines(lines);
}

function guardLines(lines: readonly ColdLine[]): Statement[] {
  if (lines.length === 0) return [];
  const names = ['interval_class', 'period', 'instrument_id'] as const;
  return [
    {
      text: 'SELECT forbid_cold($1::text[], $2::text[], $3::text[])',
      params: names.map((name) => lines.map((line) => line[name])),
    },
  ];
}

const refusal = z.object({ cause: z.object({ detail: z.string() }) });

/** What a guard has found in cold storage; null where something else went wrong. */
export function coldLinesOf(error: unknown): ColdLine[] | null {
  if (!isRefusedBy('WZ001', error)) return null;
  return z.array(coldLine).parse(JSON.parse(refusal.parse(error).cause.detail));
}
