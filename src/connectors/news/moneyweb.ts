import { feedSource } from './feeds/feed-source.ts';

export const moneyweb = feedSource({
  source_id: 'moneyweb',
  name: 'Moneyweb: articles',
  url: 'https://www.moneyweb.co.za',
  terms_url: 'https://www.moneyweb.co.za',
  attribution: 'Source: Moneyweb',
  country: 'ZA',
  oddities: ['Headlines and teasers only: the articles themselves are behind a subscription.'],
  base_url: 'https://www.moneyweb.co.za',
  publisher: 'Moneyweb',
  localZone: '+02:00',
  feeds: [{ feed_id: 'NEWS:MONEYWEB', path: '/feed/' }],
});
