import type { Rejection } from '../../model/parsed.ts';
import type { RawPayload } from '../../model/payload.ts';
import type { Mention, News } from '../../model/records.ts';
import { hostileMarkup, untimely } from '../news/article.ts';
import { identityOf } from '../news/identity.ts';
import { tagText } from '../news/tagging/tag.ts';
import { plainText } from '../news/text/plain-text.ts';
import { safeUrl } from '../news/text/safe-url.ts';
import { sensCategory } from './sens-category.ts';
import { issuerInstrument } from './sens-issuer.ts';

export const sensFeed = 'NEWS:SENS';

/** An announcement as one of SENS's forms gives it. */
export interface SensRecord {
  /** Empty where the form does not name the issuer. */
  readonly issuer: string;
  readonly heading: string;
  /** Null where what it is `dated` is no time. */
  readonly published_at: string | null;
  readonly dated: string;
  /** The exchange's number, S and digits; anything else is a placeholder of whoever made the file. */
  readonly number: string;
  readonly urgent: boolean | null;
  readonly document: string;
}

export interface SensReading {
  readonly rows: News[];
  readonly rejected: Rejection[];
  readonly flagged: Rejection[];
}

/** Adds an announcement as a row: its issuer is part of the title, so that the span that names the share is in it. */
export function addAnnouncement(to: SensReading, given: SensRecord, record: unknown, payload: RawPayload): void {
  const signs = new Set<string>();
  const report = (sign: string) => signs.add(sign);
  const heading = plainText(given.heading, 400, report);
  const issuer = plainText(given.issuer, 100, report);
  const { published_at } = given;
  const why = heading === '' ? unheaded : untimely(published_at, given.dated, payload.fetched_at);
  if (why !== null || published_at === null) to.rejected.push({ dataset: 'news', record, ...(why ?? unheaded) });
  else {
    const title = issuer === '' ? heading : `${issuer}: ${heading}`;
    const number = /^S\d{4,}$/i.test(given.number.trim()) ? given.number.trim().toUpperCase() : null;
    to.rows.push({
      feed_id: sensFeed,
      news_id: number ?? identityOf(`${issuer}\n${heading}\n${published_at}`),
      // The same heading comes every week: only the same issuer's of the same day is the same story.
      story_id: identityOf(number ?? `${issuer}\n${heading.toLowerCase()}\n${published_at.slice(0, 10)}`),
      kind: 'announcement',
      published_at,
      title,
      summary: null,
      url: null,
      document_url: safeUrl(given.document, payload.url, report),
      publisher: issuer || 'JSE SENS',
      language: null,
      category: sensCategory(heading),
      number,
      urgent: given.urgent,
      sentiment: null,
      mentions: mentionsOf(title, issuer),
    });
    to.flagged.push(...hostileMarkup(signs, record));
  }
}

const unheaded = { rule: 'schema', reason: 'has no heading' } as const;

/** The issuer where it is listed, by its whole name, and what the heading names. */
function mentionsOf(title: string, issuer: string): Mention[] {
  const instrument_id = issuerInstrument(issuer);
  const own: Mention[] =
    instrument_id === null ? [] : [{ instrument_id, field: 'title', start: 0, end: issuer.length, text: issuer }];
  return [...own, ...tagText({ title, summary: null }).filter(({ start }) => start >= issuer.length)];
}
