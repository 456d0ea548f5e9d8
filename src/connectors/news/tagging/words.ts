/** A word of a text and where it stands. An ampersand is a word, because companies are called by it. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const word = /[\p{L}\p{N}]+|&/gu;
/** What may stand between the words of one name: Sibanye-Stillwater, Pick ’n Pay, Amazon.com. */
const joint = /^(?:\s?[-‐‑–'’]?\s?|\.)$/;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(word))
    words.push({ text: found, start: index, end: index + found.length });
  return words;
}

export const isJoined = (text: string, left: Word, right: Word): boolean =>
  right.start - left.end <= 3 && joint.test(text.slice(left.end, right.start));
