import type { Parsed, Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { News } from '../../model/records.ts';
import { reject, unlessChanged } from '../reading.ts';
import { articleRow, hostileMarkup, maxSummary, maxTitle, untimely } from './article.ts';
import { plainText } from './text/plain-text.ts';
import { safeUrl } from './text/safe-url.ts';

/** An article as a vendor passes it on. */
export interface VendorArticle {
  readonly news_id: string;
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  /** Null where the vendor's time is none, which `dated` is. */
  readonly published_at: string | null;
  readonly dated: string;
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

export function vendorArticles(payload: RawPayload, feed_id: string): VendorArticles {
  const rows: News[] = [];
  const rejected: Rejection[] = [];
  const flagged: Rejection[] = [];
  return {
    add({ published_at, dated, ...given }, record) {
      const signs = new Set<string>();
      const report = (sign: string) => signs.add(sign);
      const title = plainText(given.title, maxTitle, report);
      const why = title === '' ? untitled : untimely(published_at, dated, payload.fetched_at);
      if (why !== null || published_at === null) {
        rejected.push({ dataset: 'news', record, ...(why ?? untitled) });
        return;
      }
      rows.push(
        articleRow({
          ...given,
          feed_id,
          published_at,
          title,
          summary: plainText(given.summary, maxSummary, report) || null,
          url: safeUrl(given.url, payload.url, report),
          publisher: plainText(given.publisher, 100, report) || 'unknown',
          language: null,
        }),
      );
      flagged.push(...hostileMarkup(signs, record));
    },
    refuse(reason, record) {
      rejected.push(reject('news', 'schema', reason, record));
    },
    parsed: () => unlessChanged(payload, rows.length, { rows: { news: rows }, rejected, flagged }),
  };
}

const untitled = { rule: 'schema', reason: 'has no title' } as const;
