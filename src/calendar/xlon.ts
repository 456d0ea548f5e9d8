import { easterMonday, goodFriday, nth, on } from './day-rule.ts';
import { type CalendarFacts, type DatedException, holidaysOf, mondayToFriday } from './facts.ts';

const bankHolidays = 'https://www.gov.uk/bank-holidays';
const businessDays = 'https://www.londonstockexchange.com/equities-trading/business-days';
/** Stock Exchange Notice N47/99: order book from 07:50, trading from 08:00 to 16:30, as of 20 September 1999. */
const harmonisedHours =
  'http://investegate.co.uk/announcement/rns/london-stock-exchange-group--lseg/notice-n47-99-/105385';
const auctions = 'https://www.hl.co.uk/help/funds-shares-and-other-investments/shares/share-prices/what-is-an-auction';
const intradayAuction =
  'https://www.lseg.com/resources/media-centre/press-releases/london-stock-exchange-intra-day-auction-go-live-monday-21-march';

const goldenJubilee = {
  announced_at: null,
  source: 'https://en.wikipedia.org/wiki/Public_holidays_in_the_United_Kingdom',
};
const diamondJubilee = {
  announced_at: '2010-01-05',
  source: 'https://en.wikipedia.org/wiki/Diamond_Jubilee_of_Elizabeth_II',
};
const victoryInEurope = {
  announced_at: '2019-06-07',
  source: 'https://www.aol.co.uk/news/2019/06/07/may-day-bank-holiday-to-move-to-a-friday-to-mark-75th-anniversar/',
};
const platinumJubilee = {
  announced_at: '2020-11-12',
  source: 'http://www.deeside.com/extra-bank-holiday-to-mark-the-queens-platinum-jubilee-in-2022/',
};

/** Bank holidays that were moved or added, and days on which the market opened late. */
const exceptions: readonly DatedException[] = [
  {
    date: '2000-04-05',
    kind: 'late_open',
    open: '15:45',
    close: '18:30',
    name: 'Failure of the price feed; trading was extended',
    announced_at: '2000-04-05',
    source: 'http://www.independent.co.uk/news/business/news/the-day-londons-stock-exchange-died-280173.html',
  },
  { date: '2002-05-27', kind: 'open', name: 'Spring bank holiday moved to June 4', ...goldenJubilee },
  { date: '2002-06-03', kind: 'closed', name: 'Golden Jubilee', ...goldenJubilee },
  { date: '2002-06-04', kind: 'closed', name: 'Spring bank holiday', ...goldenJubilee },
  {
    date: '2011-04-29',
    kind: 'closed',
    name: 'Royal wedding',
    announced_at: '2010-11-23',
    source: 'https://www.muddymatches.co.uk/muddy-news/2010/11/23/public-holiday-announced-to-mark-the-royal-wedding',
  },
  { date: '2012-05-28', kind: 'open', name: 'Spring bank holiday moved to June 4', ...diamondJubilee },
  { date: '2012-06-04', kind: 'closed', name: 'Spring bank holiday', ...diamondJubilee },
  { date: '2012-06-05', kind: 'closed', name: 'Diamond Jubilee', ...diamondJubilee },
  {
    date: '2018-06-07',
    kind: 'late_open',
    open: '09:00',
    name: 'Issue with pricing data',
    announced_at: '2018-06-07',
    source: 'https://www.bbc.com/news/business-44395093',
  },
  {
    date: '2019-08-16',
    kind: 'late_open',
    open: '09:40',
    name: 'Trading services issue in the shares of FTSE 100 and FTSE 250',
    announced_at: '2019-08-16',
    source:
      'https://www.irishtimes.com/business/markets/london-stock-exchange-opens-after-trading-issue-delay-1.3988111?localLinksEnabled=false',
  },
  { date: '2020-05-04', kind: 'open', name: 'Early May bank holiday moved to May 8', ...victoryInEurope },
  { date: '2020-05-08', kind: 'closed', name: 'Early May bank holiday (VE Day)', ...victoryInEurope },
  { date: '2022-05-30', kind: 'open', name: 'Spring bank holiday moved to June 2', ...platinumJubilee },
  { date: '2022-06-02', kind: 'closed', name: 'Spring bank holiday', ...platinumJubilee },
  { date: '2022-06-03', kind: 'closed', name: 'Platinum Jubilee', ...platinumJubilee },
  {
    date: '2022-09-19',
    kind: 'closed',
    name: 'State funeral of Queen Elizabeth II',
    announced_at: '2022-09-10',
    source:
      'https://www.gov.uk/government/news/bank-holiday-announced-for-her-majesty-queen-elizabeth-iis-state-funeral-on-monday-19-september',
  },
  {
    date: '2023-05-08',
    kind: 'closed',
    name: 'Coronation of King Charles III',
    announced_at: '2022-11-06',
    source:
      'https://www.wired-gov.net/wg/news.nsf/articles/bank+holiday+proclaimed+in+honour+of+the+coronation+of+his+majesty+king+charles+iii+08112022092000?open',
  },
];

/** London Stock Exchange, order book of SETS. It is closed on the bank holidays of England and Wales. */
export const xlon: CalendarFacts = {
  calendar_id: 'XLON',
  name: 'London Stock Exchange',
  mic: 'XLON',
  timezone: 'Europe/London',
  coverage: { from: '2000-01-01', to: '2027-12-31' },
  verified_on: '2026-11-24',
  notes: [
    'The close is the end of continuous trading; the closing auction that makes the closing price comes after it, and auctions end at a random moment. Its hours are stated from 2007 on; when it was introduced is not known here.',
    'Halts within a session are not listed.',
  ],
  weekdays: mondayToFriday,
  hours: [{ open: '08:00', close: '16:30', source: harmonisedHours }],
  phases: [
    { phase: 'opening_auction', from: { open: -10 }, to: { open: 0 }, source: harmonisedHours },
    {
      phase: 'intraday_auction',
      from: { at: '12:00' },
      to: { at: '12:02' },
      valid_from: '2016-03-21',
      source: intradayAuction,
    },
    { phase: 'continuous', from: { open: 0 }, to: { close: 0 }, source: harmonisedHours },
    {
      phase: 'closing_auction',
      from: { close: 0 },
      to: { close: 5 },
      valid_from: '2007-12-24',
      source: auctions,
    },
  ],
  holidays: holidaysOf({ observed: 'next_free_weekday', source: bankHolidays }, [
    ["New Year's Day", on(1, 1)],
    ['Good Friday', goodFriday],
    ['Easter Monday', easterMonday],
    ['Early May bank holiday', nth(1, 1, 5)],
    ['Spring bank holiday', nth('last', 1, 5)],
    ['Summer bank holiday', nth('last', 1, 8)],
    ['Christmas Day', on(12, 25)],
    ['Boxing Day', on(12, 26)],
  ]),
  half_days: [
    { name: 'Christmas Eve', on: on(12, 24), observed: 'previous_weekday', close: '12:30', source: businessDays },
    { name: "New Year's Eve", on: on(12, 31), observed: 'previous_weekday', close: '12:30', source: businessDays },
  ],
  exceptions,
};
