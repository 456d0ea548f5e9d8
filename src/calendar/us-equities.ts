import { goodFriday, nth, on } from './day-rule.ts';
import { type CalendarFacts, type DatedException, holidaysOf, mondayToFriday } from './facts.ts';

/** Holidays and early closings of the New York Stock Exchange since 1885; Nasdaq keeps the same days. */
const nyseClosings =
  'https://web.archive.org/web/20221206064307/https://s3.amazonaws.com/armstrongeconomics-wp/2013/07/NYSE-Closings.pdf';
const hoursAndCalendars = 'https://www.nyse.com/markets/hours-calendars';
const attacks = 'Terrorist attacks of September 11';

/** What the stock exchanges of New York have in common. */
export const usEquities = {
  timezone: 'America/New_York',
  coverage: { from: '2000-01-01', to: '2027-12-31' },
  verified_on: '2026-11-24',
  weekdays: mondayToFriday,
  hours: [{ open: '09:30', close: '16:00', source: hoursAndCalendars }],
  phases: [{ phase: 'continuous', from: { open: 0 }, to: { close: 0 }, source: hoursAndCalendars }],
  holidays: [
    ...holidaysOf({ observed: 'sunday_to_monday', source: hoursAndCalendars }, [["New Year's Day", on(1, 1)]]),
    ...holidaysOf({ observed: 'nearest_weekday', source: hoursAndCalendars }, [
      ['Martin Luther King, Jr. Day', nth(3, 1, 1)],
      ["Washington's Birthday", nth(3, 1, 2)],
      ['Good Friday', goodFriday],
      ['Memorial Day', nth('last', 1, 5)],
      ['Independence Day', on(7, 4)],
      ['Labor Day', nth(1, 1, 9)],
      ['Thanksgiving Day', nth(4, 4, 11)],
      ['Christmas Day', on(12, 25)],
    ]),
    ...holidaysOf({ observed: 'nearest_weekday', valid_from: '2022-01-01', source: hoursAndCalendars }, [
      ['Juneteenth', on(6, 19)],
    ]),
  ],
  half_days: [
    {
      name: 'Day before Independence Day',
      on: on(7, 3),
      observed: 'none',
      weekdays: [1, 2, 4],
      close: '13:00',
      source: nyseClosings,
    },
    {
      name: 'Day before Independence Day',
      on: on(7, 3),
      observed: 'none',
      weekdays: [3],
      close: '13:00',
      valid_from: '2013-01-01',
      source: hoursAndCalendars,
    },
    {
      name: 'Day after Independence Day',
      on: on(7, 5),
      observed: 'none',
      weekdays: [5],
      close: '13:00',
      valid_to: '2012-12-31',
      source: nyseClosings,
    },
    {
      name: 'Day after Thanksgiving',
      on: nth(4, 4, 11, 1),
      observed: 'none',
      close: '13:00',
      source: hoursAndCalendars,
    },
    {
      name: 'Christmas Eve',
      on: on(12, 24),
      observed: 'none',
      weekdays: [1, 2, 3, 4],
      close: '13:00',
      source: hoursAndCalendars,
    },
  ],
} satisfies Partial<CalendarFacts>;

export const usExceptions: readonly DatedException[] = [
  { date: '2001-09-11', kind: 'closed', name: attacks, announced_at: '2001-09-11', source: nyseClosings },
  { date: '2001-09-12', kind: 'closed', name: attacks, announced_at: null, source: nyseClosings },
  {
    date: '2001-09-13',
    kind: 'closed',
    name: attacks,
    announced_at: '2001-09-12',
    source: 'https://money.cnn.com/2001/09/12/markets/reopen/',
  },
  {
    date: '2001-09-14',
    kind: 'closed',
    name: attacks,
    announced_at: '2001-09-13',
    source: 'http://cnnfn.cnn.com/2001/09/13/markets/reopen/',
  },
  {
    date: '2003-12-26',
    kind: 'early_close',
    close: '13:00',
    name: 'Day after Christmas',
    announced_at: null,
    source: nyseClosings,
  },
  {
    date: '2004-06-11',
    kind: 'closed',
    name: 'Funeral of President Reagan',
    announced_at: '2004-06-07',
    source: 'https://money.cnn.com/2004/06/07/markets/nyse_reagan/index.htm',
  },
  {
    date: '2012-10-29',
    kind: 'closed',
    name: 'Hurricane Sandy',
    announced_at: '2012-10-28',
    source: 'http://www.reuters.com/article/markets-nyse-idUSL1E8LT1720121029',
  },
  {
    date: '2012-10-30',
    kind: 'closed',
    name: 'Hurricane Sandy',
    announced_at: '2012-10-29',
    source: 'http://www.wnyc.org/story/246897-blog-nyse-trade-electronically-monday-shut-floor/',
  },
  {
    date: '2018-12-05',
    kind: 'closed',
    name: 'Day of mourning for President George H. W. Bush',
    announced_at: '2018-12-01',
    source: 'https://www.insider.com/nasdaq-new-york-stock-exchange-to-close-in-honor-of-george-hw-bush-2018-12',
  },
  {
    date: '2025-01-09',
    kind: 'closed',
    name: 'Day of mourning for President Carter',
    announced_at: '2024-12-30',
    source:
      'https://www.foxbusiness.com/markets/nyse-nasdaq-close-jan-9-national-day-mourning-following-death-jimmy-carter',
  },
];

/** The exchanges announced this closure on different days. */
export const fordMourning = {
  date: '2007-01-02',
  kind: 'closed',
  name: 'Day of mourning for President Ford',
  source: 'https://money.cnn.com/2006/12/28/markets/ford_nyse/index.htm?postversion=2006122915',
} as const;
