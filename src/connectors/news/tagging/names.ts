import type { Listing } from './gazetteer.ts';
import { isJoined, type Word, wordsOf } from './words.ts';

export interface NameFound {
  readonly listing: Listing;
  readonly start: number;
  readonly end: number;
  /** False for an ambiguous name by itself, which other words of the text may settle. */
  readonly isCertain: boolean;
}

interface Name {
  readonly listing: Listing;
  readonly words: readonly string[];
  readonly isCertain: boolean;
  readonly anyCase: boolean;
}

/** Words by which a name is a company's; they belong to the span. */
const suffixes = new Set(
  'Ltd Limited plc Plc PLC Group Holdings Inc Incorporated Corp Corporation NV AG SA SE SOC REIT LTD LIMITED GROUP HOLDINGS INC CORP'.split(
    ' ',
  ),
);
const maxSuffixes = 3;

/** Finds names of a gazetteer in one pass over a text's words, the longest first, none overlapping. */
export function nameFinder(listings: readonly Listing[]): (text: string) => NameFound[] {
  const longestFirst = listings.flatMap(namesOf).sort((left, right) => right.words.length - left.words.length);
  const byFirstWord = new Map<string, Name[]>();
  for (const name of longestFirst) {
    for (const spelling of spellings(name)) byFirstWord.set(spelling, [...(byFirstWord.get(spelling) ?? []), name]);
  }

  return (text) => {
    const words = wordsOf(text);
    const found: NameFound[] = [];
    for (let at = 0; at < words.length; ) {
      const first = words[at] as Word;
      const name = byFirstWord.get(first.text)?.find((candidate) => matches(candidate, text, words, at));
      if (name === undefined || (name.words.length === 1 && isAddress(text, first))) {
        at += 1;
        continue;
      }
      const length = name.words.length;
      const suffixed = countSuffixes(text, words, at + length);
      const last = words[at + length + suffixed - 1] as Word;
      const isCertain = name.isCertain || suffixed > 0 || isCalledListed(words, at);
      found.push({ listing: name.listing, start: first.start, end: last.end, isCertain });
      at += length + suffixed;
    }
    return found;
  };
}

function namesOf(listing: Listing): Name[] {
  const { names, ambiguous = [], ticker, bareTicker, anyCase = false } = listing;
  const name = (text: string, isCertain: boolean, inAnyCase: boolean): Name => ({
    listing,
    words: wordsOf(text).map((word) => word.text),
    isCertain,
    anyCase: inAnyCase,
  });
  return [
    ...names.map((text) => name(text, true, anyCase)),
    ...ambiguous.map((text) => name(text, false, false)),
    ...(bareTicker ? [name(ticker, true, false)] : []),
  ];
}

/** How the first word may stand in a text: as the gazetteer has it, in capitals, or without any. */
function spellings({ words: [first = ''], anyCase }: Name): Set<string> {
  const capitals = first.toUpperCase();
  return new Set([first, capitals, ...(anyCase ? [first.toLowerCase(), capitals.charAt(0) + first.slice(1)] : [])]);
}

function matches({ words, anyCase }: Name, text: string, all: readonly Word[], at: number): boolean {
  return words.every((expected, index) => {
    const word = all[at + index];
    const before = all[at + index - 1];
    if (word === undefined || !isSpelled(word.text, expected, anyCase)) return false;
    return index === 0 || (before !== undefined && isJoined(text, before, word));
  });
}

const isSpelled = (word: string, expected: string, anyCase: boolean): boolean =>
  word === expected || word === expected.toUpperCase() || (anyCase && word.toLowerCase() === expected.toLowerCase());

function countSuffixes(text: string, words: readonly Word[], from: number): number {
  let count = 0;
  while (count < maxSuffixes) {
    const before = words[from + count - 1];
    const word = words[from + count];
    if (word === undefined || before === undefined || !suffixes.has(word.text)) break;
    if (text.slice(before.end, word.start) !== ' ') break;
    count += 1;
  }
  return count;
}

/** `JSE-listed Discovery`. */
const isCalledListed = (words: readonly Word[], at: number): boolean =>
  words[at - 2]?.text === 'JSE' && words[at - 1]?.text.toLowerCase() === 'listed';

/** Part of an address, or a code of another exchange: sasol.com, @mtn, $MTN. */
const isAddress = (text: string, { start, end }: Word): boolean =>
  /[@/_$]/.test(text.charAt(start - 1)) || /^\.(?:com|co|org|net|za|io)\b/.test(text.slice(end, end + 6));
