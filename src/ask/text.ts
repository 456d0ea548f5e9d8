/** The words of a question, of which what is understood is taken away, so that names are looked for in the rest. */
export interface Text {
  /** Small letters; what was taken is bars, over which no phrase goes. */
  rest: string;
  /** The same length, as it was written. */
  raw: string;
}

const plain: readonly [RegExp, string][] = [
  [/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'"],
  [/[\u201c\u201d\u00ab\u00bb]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\s+/g, ' '],
];

export function textOf(question: string): Text {
  const composed = plain.reduce((text, [shape, by]) => text.replace(shape, by), question.normalize('NFKC'));
  const raw = ` ${composed.trim()} `;
  // Letter by letter, since some grow when they are made small and the two would come apart.
  const rest = [...raw].map((letter) =>
    letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
  );
  return { rest: rest.join(''), raw };
}

/** The first match, which is then taken away; null where there is none. */
export function take(text: Text, shape: RegExp): RegExpExecArray | null {
  const found = shape.exec(text.rest);
  if (found !== null) cover(text, found.index, found[0].length);
  return found;
}

/** Every match of a shape, taken away. */
export function takeAll(text: Text, shape: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let one = take(text, shape); one !== null && found.length < 20; one = take(text, shape)) found.push(one);
  return found;
}

export function cover(text: Text, at: number, length: number): void {
  text.rest = text.rest.slice(0, at) + '|'.repeat(length) + text.rest.slice(at + length);
}

/** A shape of words that stand alone: no letter or digit before and after. */
export const words = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'u');
