import { feedSource } from './feeds/feed-source.ts';

/** Fin24 is the business section of News24. The addresses that News24 lists (feeds.24.com) redirect to these. */
export const news24 = feedSource({
  source_id: 'news24',
  name: 'News24 and Fin24: articles',
  url: 'https://www.news24.com/news24-rss-feeds-20111202',
  terms_url: 'https://www.24.com/terms-and-conditions/',
  attribution: 'Source: News24',
  country: 'ZA',
  oddities: [
    'Headlines begin with the name of the section: "News24 | " or "News24 Business | ".',
    'Items have no guid and their feed no language; the same article may stand in several feeds.',
  ],
  base_url: 'https://feeds.capi24.com/v1/Search/articles',
  publisher: 'News24',
  localZone: '+02:00',
  feeds: [
    { feed_id: 'NEWS:FIN24.COMPANIES', path: '/fin24/companies/rss' },
    { feed_id: 'NEWS:FIN24', path: '/fin24/news/rss' },
    { feed_id: 'NEWS:NEWS24', path: '/news24/TopStories/rss' },
  ],
});
