import { feedSource } from './feeds/feed-source.ts';

export const coindesk = feedSource({
  source_id: 'coindesk',
  name: 'CoinDesk: articles',
  url: 'https://www.coindesk.com',
  terms_url: 'https://www.coindesk.com/terms',
  attribution: 'Source: CoinDesk',
  country: 'US',
  oddities: [
    'Links carry utm parameters, which are kept in the link and left out of the identity.',
    'The guid is a name of 26 letters and digits and no address; the first category is the section, the others are tags.',
  ],
  base_url: 'https://www.coindesk.com',
  publisher: 'CoinDesk',
  localZone: null,
  feeds: [{ feed_id: 'NEWS:COINDESK', path: '/arc/outboundfeeds/rss/' }],
});
