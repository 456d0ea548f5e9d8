import { identityOf } from './identity.ts';

/** Names that publishers put before or after their headlines. */
const mastheads = [
  'Moneyweb',
  'News24',
  'News24 Business',
  'News24.com',
  'Fin24',
  'CoinDesk',
  'Engineering News',
  'Mining Weekly',
  'Reuters',
  'Bloomberg',
  'BusinessTech',
  'Daily Maverick',
  'Business Day',
  'BusinessLIVE',
].join('|');
const before = new RegExp(`^(?:${mastheads.replaceAll('.', '\\.')})\\s*[|:–—-]\\s+`, 'i');
const after = new RegExp(`\\s+[|–—-]\\s*(?:${mastheads.replaceAll('.', '\\.')})$`, 'i');

/** A headline of fewer words ("Market wrap") names a column that comes every day. */
const wordsOfAStory = 4;
const dayMs = 86_400_000;
/** 1970-01-04 was the first Sunday of the epoch. */
const firstSundayMs = 3 * dayMs;
const spanMs = 28 * dayMs;

/**
 * The same for the same headline within four weeks, whichever feed carries it and however it writes quotes, dashes and
 * capitals. Spans begin on a Sunday at 00:00 UTC, when the fewest stories are passed on; without an end, a headline of
 * last year would hide this year's. A headline too short to be one story's is bound to its day.
 */
export function storyOf(title: string, publishedAt: string): string {
  const words = headline(title);
  const time = Date.parse(publishedAt);
  const span =
    words.split(' ').length < wordsOfAStory
      ? publishedAt.slice(0, 10)
      : String(Math.floor((time - firstSundayMs) / spanMs));
  return identityOf(`${words}\n${span}`);
}

function headline(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').replace(before, '').replace(after, '');
  const words = plain
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? title : words;
}
