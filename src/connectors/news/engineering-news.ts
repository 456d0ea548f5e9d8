import { feedSource } from './feeds/feed-source.ts';

export const engineeringNews = feedSource({
  source_id: 'engineering-news',
  name: 'Engineering News (Creamer Media): articles',
  url: 'https://www.engineeringnews.co.za',
  terms_url: 'https://www.engineeringnews.co.za',
  attribution: 'Source: Creamer Media’s Engineering News',
  country: 'ZA',
  oddities: [
    'Items have no guid; elements of the publisher’s own (a_id, updated, published in epoch seconds) have no namespace.',
    'An article of a weekly edition is dated at midnight in Johannesburg.',
  ],
  base_url: 'https://www.engineeringnews.co.za',
  publisher: 'Engineering News',
  localZone: '+02:00',
  feeds: [
    { feed_id: 'NEWS:ENGINEERING-NEWS', path: '/page/latest-news/feed' },
    { feed_id: 'NEWS:ENGINEERING-NEWS.FINANCE', path: '/page/financial/feed' },
    { feed_id: 'NEWS:ENGINEERING-NEWS.ECONOMY', path: '/page/economy/feed' },
  ],
});
