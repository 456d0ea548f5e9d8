import Big from 'big.js';
import { type Figure, isNumber, saidNumber, shownDigits } from './figure.ts';
import type { Said } from './said.ts';

/** Why a sentence does not stand. */
export type Refusal =
  | 'no_figure'
  | 'unknown_number'
  | 'unknown_date'
  | 'unknown_name'
  | 'unknown_word'
  | 'other_judgement'
  | 'foreign_character'
  | 'too_long';

interface Grounded {
  readonly kept: readonly string[];
  readonly removed: readonly Refusal[];
}

const mostCharacters = 400;
const mostSentences = 20;

/**
 * Lets a sentence stand that says what one of ours says: every number, date and name in it is a figure of ours in the
 * order in which ours has them, it judges as ours does, and its other words are ours or carry no meaning. A number
 * stands where it is the figure rounded half to even to three significant digits, its whole part in full, or to more
 * digits than that; percent only where the figure is in percent. Whatever else somebody made the model say does not
 * stand: an instruction, an address, advice, a number of its own.
 */
export function ground(text: string, said: readonly Said[]): Grounded {
  const kept: string[] = [];
  const removed: Refusal[] = [];
  for (const sentence of sentencesOf(text)) {
    const refusals = said.map((ours) => refusalOf(sentence, ours));
    const refused = refusals.length === 0 ? 'no_figure' : refusals.includes(null) ? null : nearest(refusals);
    if (refused !== null || kept.length >= mostSentences) removed.push(refused ?? 'too_long');
    else kept.push(sentence);
  }
  return { kept, removed };
}

const order: readonly Refusal[] = [
  ...(['unknown_number', 'unknown_date', 'unknown_name', 'no_figure', 'other_judgement'] as const),
  ...(['unknown_word', 'foreign_character', 'too_long'] as const),
];

/** What was amiss beside the sentence that it came nearest to. */
const nearest = (refusals: readonly (Refusal | null)[]): Refusal =>
  order.find((one) => refusals.includes(one)) ?? 'no_figure';

function sentencesOf(text: string): string[] {
  const lines = text.normalize('NFKC').split(/[\r\n\u2028\u2029]+|(?<=[.!?])\s+(?=\S)/);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** Letters of plain English, digits and the marks that our own sentences have. */
const foreign = /[^A-Za-z0-9 .,:;%()'’&_+\u2212-]/;
const parts =
  /(?<date>\d{4}-\d{2}-\d{2})(?![\d-])|(?<name>\b(?:[A-Z][A-Z0-9]{1,11}:[A-Z0-9][A-Z0-9.&_-]*[A-Z0-9]|[A-Z0-9]*[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)*)\b)|(?<number>(?<![A-Za-z0-9.,])[\u2212-]?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%)?)|(?<word>[A-Za-z][A-Za-z'’-]*)|(?<rest>[\d%])/g;

function refusalOf(sentence: string, ours: Said): Refusal | null {
  if (sentence.length > mostCharacters) return 'too_long';
  if (foreign.test(sentence)) return 'foreign_character';
  const vocabulary = vocabularyOf(ours);
  const judged = new Set<string>();
  let [next, matched] = [0, 0];
  for (const { groups = {} } of sentence.matchAll(parts)) {
    const { date, name, number, word, rest } = groups;
    if (rest !== undefined) return 'unknown_number';
    if (word !== undefined) {
      const plain = plainWord(word);
      if (isJudging(plain, ours)) judged.add(plain);
      const labelled = ours.figures.findIndex(
        ({ value, unit }, at) => at >= next && unit === 'label' && value === word,
      );
      if (labelled !== -1) next = labelled + 1;
      else if (!vocabulary.has(plain)) return 'unknown_word';
      continue;
    }
    const at = ours.figures.findIndex((figure, place) => {
      if (place < next) return false;
      if (date !== undefined) return figure.unit === 'date' && figure.value === date;
      if (name !== undefined) return figure.unit === 'id' && figure.value === name;
      return matches(number ?? '', figure);
    });
    if (at === -1) return date !== undefined ? 'unknown_date' : name !== undefined ? 'unknown_name' : 'unknown_number';
    next = at + 1;
    matched += 1;
  }
  if (matched === 0) return 'no_figure';
  const own = new Set(wordsOf(ours.text).filter((word) => isJudging(word, ours)));
  return own.size === judged.size && [...own].every((word) => judged.has(word)) ? null : 'other_judgement';
}

/** Whether a number of a text is the figure, rounded no further than figures are. */
export function matches(text: string, figure: Figure): boolean {
  if (!isNumber(figure) || figure.value === null) return false;
  if (text.endsWith('%') !== (figure.unit === 'percent')) return false;
  const digits = text.replace('%', '').trim().replace('\u2212', '-');
  if (!/^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(digits)) return false;
  const stated = new Big(digits.replaceAll(',', ''));
  if (stated.eq(new Big(saidNumber(figure.value)))) return true;
  const decimals = digits.split('.')[1]?.length ?? 0;
  if (decimals < shownDigits(figure.value) || decimals > 12) return false;
  return stated.eq(new Big(new Big(figure.value).toFixed(decimals, Big.roundHalfEven)));
}

/** Words that turn a sentence's meaning: a sentence has those that ours has, and no others. */
const judging = new Set(
  `above against below better beyond calm cannot down downward fall falls fell gain gains high higher highest least less
  loss losses low lower lowest more most negative neither never no none nor not positive rise rises rose stand stands
  told turbulent under up upward without worse worst`.split(/\s+/),
);

const isJudging = (word: string, { figures }: Said): boolean =>
  judging.has(word) || figures.some(({ unit, value }) => unit === 'label' && value?.toLowerCase() === word);

/** Words without a meaning of their own. */
const plain =
  `a an and are as at be been by for from has have in is it its of on or over than that the their these this to
  was were which while with where when whose there between during across about also both each all any only here so since
  sits comes came shows showed amounts`.split(/\s+/);

const plainWord = (word: string): string => word.toLowerCase().replaceAll('’', "'");
const wordsOf = (text: string): string[] => (text.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []).map(plainWord);

function vocabularyOf({ text, figures }: Said): ReadonlySet<string> {
  const meanings = figures.flatMap(({ meaning }) => wordsOf(meaning)).filter((word) => !judging.has(word));
  return new Set([...plain, ...wordsOf(text), ...meanings]);
}
