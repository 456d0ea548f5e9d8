import type { Rejection } from '../../model/parsed.ts';
import type { News } from '../../model/records.ts';
import { reject } from '../reading.ts';
import { storyOf } from './story.ts';
import { tagText } from './tagging/tag.ts';

export const maxTitle = 500;
export const maxSummary = 2_000;
/** Clocks differ by minutes. */
const toleranceMs = 5 * 60_000;

/** What is said of an article; the rest follows from it, or is of announcements only. */
export type Article = Omit<News, 'story_id' | 'kind' | 'document_url' | 'number' | 'urgent' | 'mentions'>;

export function articleRow(article: Article): News {
  return {
    ...article,
    story_id: storyOf(article.title, article.published_at),
    kind: 'article',
    document_url: null,
    number: null,
    urgent: null,
    mentions: tagText(article),
  };
}

/**
 * Why an article has no place in time: it says none, or one that has not come yet. It is never given the time of its
 * fetch; one of tomorrow is accepted when the feed is read tomorrow.
 */
export function untimely(
  published_at: string | null,
  dated: string,
  fetchedAt: string,
): Pick<Rejection, 'rule' | 'reason'> | null {
  if (published_at === null) {
    const text = dated.trim().slice(0, 60);
    return { rule: 'undated', reason: text === '' ? 'says no date' : `"${text}" is no moment in time` };
  }
  if (Date.parse(published_at) <= Date.parse(fetchedAt) + toleranceMs) return null;
  return { rule: 'future_time', reason: `is dated ${published_at}, after its fetch at ${fetchedAt}` };
}

/** The flag beside a row whose source had more in it than text; none where it had not. */
export function hostileMarkup(signs: ReadonlySet<string>, record: unknown): Rejection[] {
  return signs.size === 0 ? [] : [reject('news', 'hostile_markup', `It came with ${[...signs].join(', ')}.`, record)];
}
