import type { CorpusFolders } from './folders.ts';

/** Beside Moneyweb's own feed, those of others that show what formats there are: all feeds have one parser. */
export const moneyweb: CorpusFolders = {
  news: {
    source: 'moneyweb',
    subject: 'NEWS:MONEYWEB',
    files: {
      'moneyweb_2026-02-05.xml': { records: 10, flagged: {} },
      'rss_encoding.rss': { records: 40, flagged: {} },
      'rss_feedburner.atom': { records: 25, flagged: {} },
      'rss_guardian.rss.gz': { records: 55, flagged: {} },
      'rss_reddit-atom.rss': { records: 24, flagged: {} },
      'rss_rss-1.rss': { records: 69, flagged: {} },
      'alphavantage_NEWS_SENTIMENT.json': 'otherKind',
    },
  },
};
