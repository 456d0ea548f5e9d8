import type { Bar } from '../../model/records.ts';
import { barBefore, onClosedDay } from '../closed-days.ts';
import { holidayBars } from '../examples.ts';
import { rule } from '../rule.ts';

export const closedDay = rule({
  id: 'closed_day',
  datasets: ['bar'],
  verdict: 'rejected',
  describe: 'A day without a session has no bar that repeats the close before it, without any trade.',
  create({ rows, isSession }) {
    if (isSession === undefined) return null;
    const before = barBefore(rows.bar ?? []);
    return {
      check(bar: Bar) {
        if (!onClosedDay(bar, isSession) || Number(bar.volume ?? 0) !== 0) return null;
        const last = before(bar);
        if (last === undefined || Number(last.close) !== Number(bar.close)) return null;
        return `The exchange had no session on ${bar.session_date}, and the bar repeats the close of ${last.session_date}.`;
      },
    };
  },
  examples: {
    accepts: { bar: holidayBars.filter(({ session_date }) => session_date !== '2010-03-22') },
    rejects: { bar: holidayBars },
  },
});
