import { describe, expect, test } from 'vitest';
import type { Bar } from '../../model/records.ts';
import { clean } from '../clean.ts';
import { coinBar, holidayBars } from '../examples.ts';
import { closedDay } from './closed-day.ts';
import { offCalendar } from './off-calendar.ts';

const closed = ['2010-03-20', '2010-03-21', '2010-03-22'];
const isSession = (_id: string, day: string) => !closed.includes(day);
const found = (bar: readonly Bar[], asked: typeof isSession | (() => null) | null = isSession) => {
  const context = { fetchedAt: '2026-10-23T08:00:00.000Z', ...(asked && { isSession: asked }) };
  const { rejected, flagged } = clean({ rows: { bar }, rejected: [] }, [closedDay, offCalendar], context);
  return [...rejected, ...flagged].map(({ rule, record }) => `${rule} ${(record as Bar).session_date}`);
};
const [friday, monday, tuesday] = holidayBars as readonly [Bar, Bar, Bar];

describe('a bar of a day without a session', () => {
  test('is rejected where it repeats the close before it without trades, wherever it stands in the payload', () => {
    expect(found([tuesday, monday, friday])).toEqual(['closed_day 2010-03-22']);
    expect(found([friday, { ...monday, volume: null }, tuesday])).toEqual(['closed_day 2010-03-22']);
    expect(found([friday, { ...monday, close: '5710.00' }])).toEqual(['closed_day 2010-03-22']);
  });

  test('is rejected beside others like it', () => {
    const sunday = { ...monday, session_date: '2010-03-21', time: '2010-03-21T07:00:00.000Z' };
    expect(found([friday, sunday, monday])).toEqual(['closed_day 2010-03-21', 'closed_day 2010-03-22']);
  });

  test('stands and is flagged where it has a volume or a price of its own', () => {
    expect(found([friday, { ...monday, volume: '100' }])).toEqual(['off_calendar 2010-03-22']);
    expect(found([friday, { ...monday, close: '5709' }])).toEqual(['off_calendar 2010-03-22']);
  });

  test('is judged by bars of its own instrument and interval only', () => {
    expect(found([{ ...friday, instrument_id: 'XJSE:MTN' }, monday])).toEqual(['off_calendar 2010-03-22']);
    expect(found([{ ...friday, interval: '1h' }, monday])).toEqual(['off_calendar 2010-03-22']);
  });

  test('is no question where no calendar vouches, or where a bar is of a week or of no session', () => {
    expect(found([friday, monday], () => null)).toEqual([]);
    expect(found([friday, monday], null)).toEqual([]);
    expect(
      found([
        { ...monday, interval: '1w' },
        { ...coinBar, time: '2010-03-22T00:00:00.000Z' },
      ]),
    ).toEqual([]);
  });
});
