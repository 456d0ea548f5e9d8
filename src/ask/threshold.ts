import { cover, type Text } from './text.ts';

/** A bound that a question sets: "above R200", "more than 5%". */
export interface Threshold {
  readonly isAbove: boolean;
  readonly value: string;
  /** Of its sign or of the word after it. */
  readonly currency: string | null;
  readonly isCents: boolean;
  readonly isPercent: boolean;
}

const above =
  'more than|greater than|higher than|over|above|at least|exceed(?:s|ed|ing)?|past|>=?|reach(?:ed|es)?|hit|cross(?:ed|es)?|break|broke|topped|tops';
const below = 'less than|lower than|under|below|at most|fewer than|<=?';
const shape = new RegExp(
  `(?<![\\p{L}])(${above}|${below}) ?(r|us\\$|\\$|€|£)? ?(-?\\d{1,3}(?:[, ]\\d{3})+(?:\\.\\d{1,8})?|-?\\d{1,15}(?:\\.\\d{1,8})?|one(?= (?:us )?(?:dollar|euro|rand|pound))|parity)(?: ?(k|m|million|bn|billion|thousand)(?!\\p{L}))? ?(%|percent|pct|per cent|cents?|zac|rands?|zar|us dollars?|dollars?|usd|euros?|eur)?(?![\\p{L}\\p{N}]|[- ](?:day|week|month|year|session|period|hour|minute|bar|countr|share|stock))`,
  'u',
);
const signs: Readonly<Record<string, string>> = { r: 'ZAR', $: 'USD', us$: 'USD', '€': 'EUR', '£': 'GBP' };

/** The first bound, as plain decimal; null where there is none. */
export function thresholdIn(text: string): (Threshold & { readonly at: number; readonly length: number }) | null {
  const found = shape.exec(text);
  if (found === null) return null;
  const [whole, word = '', sign = '', number = '', scale, unit = ''] = found;
  const zeros = { k: 3, thousand: 3, m: 6, million: 6, bn: 9, billion: 9 }[scale ?? ''] ?? 0;
  const plain = number === 'one' || number === 'parity' ? '1' : number.replace(/[, ]/g, '');
  const [integer = '', fraction = ''] = plain.split('.');
  const moved = integer + fraction.padEnd(zeros, '0').slice(0, zeros);
  const rest = fraction.slice(zeros);
  const named = /^(?:rand|zar)/.test(unit) ? 'ZAR' : /dollar|usd/.test(unit) ? 'USD' : /^eur/.test(unit) ? 'EUR' : null;
  return {
    isAbove: new RegExp(`^(?:${above})$`, 'u').test(word),
    value: rest === '' ? moved : `${moved}.${rest}`,
    currency: signs[sign] ?? named,
    isCents: /^(?:cent|zac)/.test(unit),
    isPercent: /^(?:%|pct|per ?cent)/.test(unit),
    at: found.index,
    length: whole.length,
  };
}

/** Takes the bound out of the text, so that its number is no amount of money. */
export function takeThreshold(text: Text): Threshold | null {
  const found = thresholdIn(text.rest);
  if (found !== null) cover(text, found.at, found.length);
  return found;
}
