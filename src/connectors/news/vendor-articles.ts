import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { News } from '../../model/records.ts';
import { reject, unlessChanged } from '../reading.ts';
import { storyOf } from './story.ts';
import { tagText } from './tagging/tag.ts';
import { plainText } from './text/plain-text.ts';
import { safeUrl } from './text/safe-url.ts';

/** An article as a vendor passes it on. */
export interface VendorArticle {
  readonly news_id: string;
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  /** Null where the vendor's time is none. */
  readonly published_at: string | null;
  readonly publisher: string;
  readonly category: string | null;
  readonly sentiment: string | null;
}

/** Articles of one answer. Texts of others are read like those of a feed: vendors pass on what they were given. */
export interface VendorArticles {
  add(article: VendorArticle, record: unknown): void;
  /** A record that has not the known shape. */
  refuse(reason: string, record: unknown): void;
  parsed(): Parsed;
}

const maxTitle = 500;
const maxSummary = 2_000;
const toleranceMs = 5 * 60_000;

export function vendorArticles(payload: RawPayload, feed_id: string): VendorArticles {
  const rows: News[] = [];
  const rejected: Rejection[] = [];
  const flagged: Rejection[] = [];
  const latest = Date.parse(payload.fetched_at) + toleranceMs;
  const refuse = (rule: string, reason: string, record: unknown) => {
    rejected.push(reject('news', rule, reason, record));
  };
  return {
    add(article, record) {
      const signs = new Set<string>();
      const report = (sign: string) => signs.add(sign);
      const title = plainText(article.title, maxTitle, report);
      const summary = plainText(article.summary, maxSummary, report) || null;
      const { published_at } = article;
      if (title === '') refuse('schema', 'has no title', record);
      else if (published_at === null) refuse('undated', 'has no time that is one', record);
      else if (Date.parse(published_at) > latest) refuse('future_time', `is dated ${published_at}`, record);
      else {
        rows.push({
          feed_id,
          news_id: article.news_id,
          story_id: storyOf(title, published_at),
          kind: 'article',
          published_at,
          title,
          summary,
          url: safeUrl(article.url, payload.url, report),
          document_url: null,
          publisher: plainText(article.publisher, 100, report) || 'unknown',
          language: null,
          category: article.category,
          number: null,
          urgent: null,
          sentiment: article.sentiment,
          mentions: tagText({ title, summary }),
        });
        if (signs.size > 0)
          flagged.push(reject('news', 'hostile_markup', `It came with ${[...signs].join(', ')}.`, record));
      }
    },
    refuse: (reason, record) => refuse('schema', reason, record),
    parsed: () => unlessChanged(payload, rows.length, { rows: { news: rows }, rejected, flagged }),
  };
}
