import type { Bar } from '../../model/records.ts';
import { onClosedDay } from '../closed-days.ts';
import { holidayBars } from '../examples.ts';
import { rule } from '../rule.ts';

/** Yahoo Finance, IMP.JO on a holiday, Friday's close being 20500: a price without a trade. */
const holiday: Bar[] = holidayBars
  .filter(({ session_date }) => session_date === '2010-03-22')
  .map((bar) => {
    const price = '20649';
    return { ...bar, instrument_id: 'XJSE:IMP', open: price, high: price, low: price, close: price };
  });

export const offCalendar = rule({
  id: 'off_calendar',
  datasets: ['bar'],
  verdict: 'flagged',
  describe: 'A bar is of a day on which its exchange had a session; otherwise the calendar may be wrong as well.',
  // What only fills the day was rejected before.
  create({ isSession }) {
    if (isSession === undefined) return null;
    return {
      check(bar: Bar) {
        if (!onClosedDay(bar, isSession)) return null;
        return `The calendar knows of no session on ${bar.session_date}, and the bar has ${tradedIn(bar)}.`;
      },
    };
  },
  examples: {
    accepts: { bar: holidayBars.slice(0, 1) },
    rejects: { bar: [...holidayBars.slice(0, 1), ...holiday, ...holidayBars.slice(2)] },
  },
});

function tradedIn({ volume }: Bar): string {
  return Number(volume ?? 0) === 0 ? 'a price of its own' : `a volume of ${volume}`;
}
