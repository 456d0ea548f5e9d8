import { easter, easterMonday, goodFriday, on } from './day-rule.ts';
import { type CalendarFacts, holidaysOf, mondayToFriday } from './facts.ts';
import { xjseExceptions } from './xjse-exceptions.ts';

const actOf1952 = 'https://en.wikipedia.org/wiki/Public_holidays_in_South_Africa';
const actOf1994 = 'https://www.gov.za/sites/default/files/gcis_document/201409/act36of1994.pdf';
/** JSE Market Notice 380/25, the calendar of all markets for 2026; those of 2019 to 2025 say the same of the half-days. */
const marketsCalendar =
  'https://clientportal.jse.co.za/Content/JSE%20Trading%20Dates%20and%20Calendars%20Items/JSE%20Market%20Notice%2038025%20All%20Markets%20-%20JSE%20Markets%20Calendar%202026.pdf';
const yearEndOf1997 = 'https://mg.co.za/article/1997-12-31-last-minute-rush-adds-to-jse/';
/** JSE Specification Document, Volume 00: Trading and Information Overview 2.06, 8 September 2014. */
const tradingOverview = 'http://docplayer.net/8161824-Johannesburg-stock-exchange.html';

/** Johannesburg Stock Exchange, equity market. It is closed on South Africa's public holidays. */
export const xjse: CalendarFacts = {
  calendar_id: 'XJSE',
  name: 'Johannesburg Stock Exchange',
  mic: 'XJSE',
  timezone: 'Africa/Johannesburg',
  coverage: { from: '1990-01-01', to: '2027-12-31' },
  verified_on: '2026-11-24',
  notes: [
    'Before 1995 the days are those of the law of the time, without lists of the exchange to compare with: 1994-04-28 and 1994-05-10, and Mondays after a holiday on Sunday, may have been closed.',
    'The close moved from 16:00 to 17:00 between 2000 and 2008; 2002-05-13, the first day of the trading system SETS, stands for the unknown day. Hours before the first electronic trading in 1996 are taken to be those of 1997.',
    'Half-days are known since 1997 (December 31) and 2000 (December 24). On a weekend they are lost, except where an exception says otherwise.',
    'Auctions end at a random moment within the last or following seconds. Instruments outside the most liquid segment, and all on days when futures close out, also have an auction call from 12:00 to 12:15.',
  ],
  weekdays: mondayToFriday,
  hours: [
    {
      open: '09:30',
      close: '16:00',
      valid_to: '1999-09-14',
      source:
        'http://www.mondaq.com/southafrica/antitrust-eu-competition-/1458/facts-at-your-fingertips--the-jet-trading-system',
    },
    {
      open: '09:00',
      close: '16:00',
      valid_from: '1999-09-15',
      valid_to: '2002-05-12',
      source:
        'https://mondovisione.com/media-and-resources/news/extension-of-preopen-period-johannesburg-stock-exchange-2011124',
    },
    { open: '09:00', close: '17:00', valid_from: '2002-05-13', source: tradingOverview },
  ],
  phases: [
    ...(
      [
        { phase: 'pre_open', from: { open: -120 }, to: { open: -30 } },
        { phase: 'opening_auction', from: { open: -30 }, to: { open: 0 } },
        { phase: 'continuous', from: { open: 0 }, to: { close: -10 } },
        { phase: 'closing_auction', from: { close: -10 }, to: { close: 0 } },
        { phase: 'closing_price_publication', from: { close: 0 }, to: { close: 5 } },
        { phase: 'closing_price_cross', from: { close: 5 }, to: { close: 10 } },
        { phase: 'post_close', from: { close: 10 }, to: { close: 75 } },
      ] as const
    ).map((phase) => ({ ...phase, valid_from: '2014-09-08', source: tradingOverview })),
    { phase: 'continuous', from: { open: 0 }, to: { close: 0 }, valid_to: '2014-09-07', source: tradingOverview },
  ],
  holidays: [
    ...holidaysOf({ valid_to: '1994-12-31', observed: 'none', source: actOf1952 }, [
      ["New Year's Day", on(1, 1)],
      ["Founder's Day", on(4, 6)],
      ['Good Friday', goodFriday],
      ['Family Day', easterMonday],
      ["Workers' Day", on(5, 1)],
      ['Ascension Day', easter(39)],
      ['Republic Day', on(5, 31)],
      ['Kruger Day', on(10, 10)],
      ['Day of the Vow', on(12, 16)],
      ['Christmas Day', on(12, 25)],
      ['Day of Goodwill', on(12, 26)],
    ]),
    ...holidaysOf({ valid_from: '1995-01-01', observed: 'sunday_to_monday', source: actOf1994 }, [
      ["New Year's Day", on(1, 1)],
      ['Human Rights Day', on(3, 21)],
      ['Good Friday', goodFriday],
      ['Family Day', easterMonday],
      ['Freedom Day', on(4, 27)],
      ["Workers' Day", on(5, 1)],
      ['Youth Day', on(6, 16)],
      ["National Women's Day", on(8, 9)],
      ['Heritage Day', on(9, 24)],
      ['Day of Reconciliation', on(12, 16)],
      ['Christmas Day', on(12, 25)],
      ['Day of Goodwill', on(12, 26)],
    ]),
  ],
  half_days: [
    {
      name: 'Christmas Eve',
      on: on(12, 24),
      observed: 'none',
      close: '12:00',
      valid_from: '2000-12-24',
      source: marketsCalendar,
    },
    {
      name: "New Year's Eve",
      on: on(12, 31),
      observed: 'none',
      close: '12:00',
      valid_from: '1997-12-31',
      source: yearEndOf1997,
    },
  ],
  exceptions: xjseExceptions,
};
