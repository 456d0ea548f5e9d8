import type { Mention, News } from '../../../model/records.ts';
import { coins } from './coins.ts';
import type { Listing } from './gazetteer.ts';
import { jseCompanies } from './jse-companies.ts';
import { nameFinder } from './names.ts';
import { tickerFinder } from './tickers.ts';
import { usCompanies } from './us-companies.ts';

const listings: readonly Listing[] = [...jseCompanies, ...usCompanies, ...coins];
const findNames = nameFinder(listings);
const findTickers = tickerFinder(listings);

interface Found {
  readonly listing: Listing;
  readonly start: number;
  readonly end: number;
  readonly isCertain: boolean;
}

/**
 * The instruments that a title and its summary name, with the very characters that name them, in the order of the text.
 * The longest name counts (Anglo American Platinum is not Anglo American), and no two spans overlap.
 */
export function tagText(texts: Pick<News, 'title' | 'summary'>): Mention[] {
  const whole = `${texts.title}\n${texts.summary ?? ''}`;
  const found = { title: findIn(texts.title), summary: findIn(texts.summary ?? '') };
  const certain = new Set(
    [...found.title, ...found.summary].flatMap(({ listing, isCertain }) => (isCertain ? [listing.instrument_id] : [])),
  );
  return (['title', 'summary'] as const).flatMap((field) =>
    found[field].flatMap(({ listing, start, end, isCertain }) => {
      const { instrument_id } = listing;
      if (!isCertain && !certain.has(instrument_id) && !isBeside(listing, whole)) return [];
      return [{ instrument_id, field, start, end, text: (texts[field] ?? '').slice(start, end) }];
    }),
  );
}

function findIn(text: string): Found[] {
  const codes = findTickers(text).map((code): Found => ({ ...code, isCertain: true }));
  const names = findNames(text).filter(({ start, end }) => !codes.some((code) => start < code.end && code.start < end));
  return [...codes, ...names].sort((left, right) => left.start - right.start);
}

const patterns = new Map(
  listings.flatMap(({ instrument_id, beside = [] }) =>
    beside.length === 0
      ? []
      : [[instrument_id, new RegExp(`(?<![\\p{L}\\p{N}])(?:${beside.join('|')})(?![\\p{L}\\p{N}])`, 'iu')]],
  ),
);

const isBeside = ({ instrument_id }: Listing, text: string): boolean =>
  patterns.get(instrument_id)?.test(text) ?? false;
