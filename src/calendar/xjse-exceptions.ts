import type { DatedException } from './facts.ts';

const noon = { kind: 'early_close', close: '12:00' } as const;

/** Days proclaimed under section 2A of the Public Holidays Act, and what befell the exchange itself. */
export const xjseExceptions: readonly DatedException[] = [
  {
    date: '1994-04-27',
    kind: 'closed',
    name: 'National elections',
    announced_at: null,
    source: 'https://en.wikipedia.org/wiki/Public_holidays_in_South_Africa',
  },
  {
    date: '1999-06-02',
    kind: 'closed',
    name: 'National and provincial elections',
    announced_at: '1999-04-28',
    source:
      'https://www.qppstudio.net/public-holidays-news/2011/south-african-electoral-public-holiday-on-may-18-004399.htm',
  },
  {
    date: '1999-12-31',
    kind: 'closed',
    name: 'Year 2000 changeover',
    announced_at: '1999-10-28',
    source: 'https://web.archive.org/web/20120328122217/http://www.info.gov.za/speeches/1999/991028409p1002.htm',
  },
  {
    date: '2000-01-03',
    kind: 'closed',
    name: 'Year 2000 changeover (observed)',
    announced_at: '1999-10-28',
    source: 'https://web.archive.org/web/20120328122217/http://www.info.gov.za/speeches/1999/991028409p1002.htm',
  },
  /** Lists of public holidays leave this day out, but no share was traded on it. */
  {
    date: '2000-12-05',
    kind: 'closed',
    name: 'Local government elections',
    announced_at: null,
    source: 'https://en.wikipedia.org/wiki/2000_South_African_municipal_elections',
  },
  {
    date: '2004-04-14',
    kind: 'closed',
    name: 'National and provincial elections',
    announced_at: '2004-02-24',
    source:
      'https://www.qppstudio.net/public-holidays-news/2011/south-african-electoral-public-holiday-on-may-18-004399.htm',
  },
  {
    date: '2006-03-01',
    kind: 'closed',
    name: 'Local government elections',
    announced_at: null,
    source: 'https://en.wikipedia.org/wiki/Public_holidays_in_South_Africa',
  },
  {
    date: '2008-05-02',
    kind: 'closed',
    name: 'Public holiday for Human Rights Day on Good Friday',
    announced_at: null,
    source: 'https://en.wikipedia.org/wiki/Public_holidays_in_South_Africa',
  },
  {
    date: '2009-04-22',
    kind: 'closed',
    name: 'National and provincial elections',
    announced_at: '2009-03-19',
    source: 'http://www.acts.co.za/public-holidays-act-1994/public_holidays_act_1994_act_no_36_of_1994_',
  },
  {
    date: '2011-05-18',
    kind: 'closed',
    name: 'Local government elections',
    announced_at: '2011-03-16',
    source: 'https://www.news24.com/SouthAfrica/Politics/Zuma-declares-Election-Day-holiday-20110316-4',
  },
  {
    date: '2011-12-27',
    kind: 'closed',
    name: 'Public holiday for Christmas Day on a Sunday',
    announced_at: '2011-12-14',
    source: 'https://www.news24.com/SouthAfrica/Politics/Another-public-holiday-20111214',
  },
  {
    date: '2014-05-07',
    kind: 'closed',
    name: 'National and provincial elections',
    announced_at: '2014-02-25',
    source: 'http://meibc.co.za/index.php/news-info/176-auto-generate-from-title/451-declaration-of-public-holiday',
  },
  {
    date: '2016-08-03',
    kind: 'closed',
    name: 'Local government elections',
    announced_at: '2016-06-24',
    source: 'https://www.sanews.gov.za/south-africa/president-declares-3-august-holiday',
  },
  {
    date: '2016-12-23',
    ...noon,
    name: 'Last session before Christmas',
    announced_at: null,
    source:
      'https://www.businesslive.co.za/bd/markets/2016-12-23-market-wrap-jse-closes-in-the-red-in-thin-pre-christmas-trade/',
  },
  {
    date: '2016-12-27',
    kind: 'closed',
    name: 'Public holiday for Christmas Day on a Sunday',
    announced_at: '2016-09-19',
    source: 'https://www.iol.co.za/news/south-africa/zuma-declares-december-27-a-public-holiday-2069968',
  },
  {
    date: '2016-12-30',
    ...noon,
    name: 'Last session of the year',
    announced_at: null,
    source: 'http://www.fin24.com/Markets/Equities/share-prices-on-jse-drift-lower-20161230',
  },
  {
    date: '2017-12-22',
    ...noon,
    name: 'Last session before Christmas',
    announced_at: null,
    source: 'https://www.businesslive.co.za/bd/markets/2017-12-22-jse-closes-little-changed-ahead-of-long-weekend/',
  },
  {
    date: '2017-12-29',
    ...noon,
    name: 'Last session of the year',
    announced_at: null,
    source:
      'https://www.businesslive.co.za/bd/markets/2017-12-29-jse-close-to-60000-points-as-the-road-for-zumas-impeachment-is-paved/',
  },
  {
    date: '2019-05-08',
    kind: 'closed',
    name: 'National and provincial elections',
    announced_at: '2019-02-26',
    source: 'https://www.iol.co.za/news/politics/ramaphosa-signs-proclamation-declaring-may-8-election-date-19522263',
  },
  {
    date: '2021-08-18',
    kind: 'late_open',
    open: '14:30',
    name: 'Trades of the day before, a record, were still being processed',
    announced_at: '2021-08-18',
    source: 'https://techcentral.co.za/frustrations-mount-as-jse-fails-to-open-for-trading/110307/',
  },
  {
    date: '2021-11-01',
    kind: 'closed',
    name: 'Local government elections',
    announced_at: '2021-10-11',
    source:
      'https://www.capetalk.co.za/articles/429482/breaking-new-president-cyril-ramaphosa-declares-1-november-a-public-holiday',
  },
  {
    date: '2022-12-27',
    kind: 'closed',
    name: 'Public holiday for Christmas Day on a Sunday',
    announced_at: '2022-12-08',
    source: 'https://allafrica.com/stories/202212080456.html',
  },
  {
    date: '2023-12-15',
    kind: 'closed',
    name: 'Public holiday for the Rugby World Cup',
    announced_at: '2023-10-30',
    source: 'https://www.gov.za/speeches/president-cyril-ramaphosa-progress-economic-recovery-30-oct-2023-0000',
  },
  {
    date: '2024-05-29',
    kind: 'closed',
    name: 'National and provincial elections',
    announced_at: '2024-02-23',
    source:
      'https://www.gov.za/documents/notices/public-holidays-act-declaration-29-may-2024-public-holiday-23-feb-2024',
  },
  {
    date: '2026-11-04',
    kind: 'closed',
    name: 'Local government elections',
    announced_at: null,
    source:
      'https://www.elections.org.za/content/About-Us/News/Electoral-Commission-welcomes-announcement-of-4-November-2026-as-Local-Government-Elections-date/',
  },
];
