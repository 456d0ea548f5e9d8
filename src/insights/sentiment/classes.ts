import { lexicon, type WordClass } from './lexicon.ts';

const exact = new Map<string, Set<WordClass>>();
const begun: [string, WordClass][] = [];
for (const [name, words] of Object.entries(lexicon)) {
  for (const word of words.split(/\s+/)) {
    if (word.endsWith('*')) begun.push([word.slice(0, -1), name as WordClass]);
    else exact.set(word, (exact.get(word) ?? new Set()).add(name as WordClass));
  }
}

const known = new Map<string, ReadonlySet<WordClass>>();
const mostKnown = 20_000;

/** What a word in lower case counts as. */
export function classesOf(word: string): ReadonlySet<WordClass> {
  const found = known.get(word);
  if (found !== undefined) return found;
  const classes = new Set(exact.get(word));
  for (const [begin, name] of begun) if (word.startsWith(begin)) classes.add(name);
  if (known.size < mostKnown) known.set(word, classes);
  return classes;
}
