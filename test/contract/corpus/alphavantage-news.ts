import type { CorpusFolders } from './folders.ts';

export const alphavantageNews: CorpusFolders = {
  news: {
    source: 'alphavantage-news',
    subject: 'financial_markets',
    files: { 'alphavantage_NEWS_SENTIMENT.json': { records: 25, flagged: {} }, 'moneyweb_2026-02-05.xml': 'otherKind' },
  },
  polygon: {
    source: 'alphavantage-news',
    subject: 'financial_markets',
    files: { 'v2__reference__news_ticker_NFLX.json': 'otherKind' },
  },
};
