import type { NamedInstrument, NamedSeries } from '../model/named.ts';
import { distance, forgiven } from './typos.ts';

export interface Names {
  readonly instruments: readonly NamedInstrument[];
  readonly series: readonly NamedSeries[];
}

export type Meant =
  | { readonly phrase: string; readonly one: NamedInstrument }
  | { readonly phrase: string; readonly several: readonly NamedInstrument[] };

const most = 14;

/** A phrase and the runs of words in it, the longest first: a name may stand among words that nobody knows. */
function runsOf(phrase: string): string[] {
  const words = phrase.split(' ');
  const runs: string[] = [];
  for (let length = Math.min(words.length, 6); length >= 1; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) runs.push(words.slice(at, at + length).join(' '));
  }
  return runs.filter((run) => run.length >= 2);
}

/** A short word may be a code that no source describes: it is looked for at each exchange. */
const asCodes = (phrase: string): string[] =>
  /^[a-z0-9]{2,5}$/.test(phrase) ? ['XNAS', 'XNYS', 'XJSE'].map((mic) => `${mic}:${phrase.toUpperCase()}`) : [];

export const lookedUp = (phrases: readonly string[]): string[] => {
  const whole = phrases.flatMap((phrase) => runsOf(phrase).slice(0, 1));
  const parts = phrases.flatMap((phrase) => runsOf(phrase).slice(1));
  return [...new Set([...[...whole, ...parts].slice(0, most), ...phrases.flatMap(asCodes)])];
};

const forms =
  /\b(?:limited|ltd|plc|p\.l\.c|n\.?v|s\.?a|inc|corp|corporation|group|holdings?|company|co|index|the|of|and)\b\.?/g;
const bare = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const coreOf = (name: string): string =>
  bare(name)
    .replace(forms, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** How surely the phrase is this one's name: 4 a code, 3 the whole name, 2 words of it, 1 with wrong letters; 0 not at all. */
function certainty(phrase: string, { name, matched_by, id }: NamedInstrument): number {
  if (matched_by !== 'name_like' && matched_by !== 'name') return 4;
  const said = coreOf(phrase);
  const core = coreOf(name);
  // Another name, or one that was its own before.
  if (matched_by === 'name' || said === core || bare(id.split(':')[1] ?? '') === bare(phrase)) return 3;
  if (said === '') return 0;
  const own = core.split(' ');
  const asked = said.split(' ');
  const isWord = (word: string): boolean =>
    own.includes(word) || (word.length >= 4 && own.some((one) => one.startsWith(word)));
  if (asked.every(isWord) && own[0]?.startsWith(asked[0] ?? ' ')) return 2.5;
  // One word from the middle of a name is one only where it is long enough to be no other.
  if (asked.every(isWord) && (asked.length > 1 || said.length >= 7)) return 2;
  if (said.replaceAll(' ', '') === core.replaceAll(' ', '')) return 3;
  const near = (word: string): boolean =>
    own.some((one) => distance(word, one, forgiven(one.length)) <= forgiven(one.length));
  if (soundOf(said) === soundOf(own[0] ?? '') && said.length >= 6) return 1;
  return asked.every((word) => isWord(word) || near(word)) &&
    (asked.some((word) => word.length >= 5) || own.length === asked.length)
    ? 1
    : 0;
}

/** Words that are written as they are heard: "shopright". */
const soundOf = (word: string): string =>
  word.replaceAll('gh', '').replaceAll('ph', 'f').replaceAll('ck', 'k').replace(/(.)\1/g, '$1').replace(/e$/, '');

const rowsIn = ({ bars }: NamedInstrument): number => Math.max(0, ...bars.map(({ rows }) => rows));

/** What the phrases of a question name, in their order; a phrase that names nothing is left out. */
export function meantBy(phrases: readonly string[], names: Names, venue: string | null): Meant[] {
  return phrases.flatMap((phrase) => {
    const taken = new Set<number>();
    const words = phrase.split(' ');
    const found: (Meant & { at: number })[] = [];
    for (const run of runsOf(phrase)) {
      const at = placeOf(words, run.split(' '), taken);
      if (at === null) continue;
      const meant = meantByRun(run, run === phrase, names, venue);
      if (meant === null) continue;
      for (const offset of run.split(' ').keys()) taken.add(at + offset);
      found.push({ ...meant, at });
    }
    return found.sort((a, b) => a.at - b.at);
  });
}

function placeOf(words: readonly string[], run: readonly string[], taken: ReadonlySet<number>): number | null {
  const at = words.findIndex((_, start) =>
    run.every((word, offset) => words[start + offset] === word && !taken.has(start + offset)),
  );
  return at < 0 ? null : at;
}

function meantByRun(run: string, isWhole: boolean, { instruments }: Names, venue: string | null): Meant | null {
  const own = instruments.filter(({ phrase }) => phrase === run).map((one) => ({ one, sure: certainty(run, one) }));
  const codes = asCodes(run);
  const coded = instruments.flatMap((one) =>
    codes.includes(one.phrase) && one.id === one.phrase ? [{ one, sure: 3 }] : [],
  );
  const rated = own.some(({ sure }) => sure >= 3) ? own : [...own, ...coded];
  // Part of a phrase is a name only where it cannot be a word of another.
  const best = Math.max(0, ...rated.map(({ sure }) => sure));
  if (best === 0 || (!isWhole && best < 2.5)) return null;
  let left = rated.filter(({ sure }) => sure === best).map(({ one }) => one);
  const atVenue = left.filter(({ mic }) => mic === venue);
  if (atVenue.length > 0) left = atVenue;
  const shares = left.filter(({ kind }) => kind !== 'index');
  if (shares.length > 0 && best < 3) left = shares;
  const withFigures = left.filter((one) => rowsIn(one) > 0);
  if (withFigures.length > 0) left = withFigures;
  const [first] = left.toSorted((a, b) => a.id.length - b.id.length);
  if (first === undefined) return null;
  const cores = new Set(left.map(({ name, id }) => `${coreOf(name)} ${id.split(':')[0]}`));
  // Classes of shares of one company: the ordinary one has the shortest code.
  const lengths = new Set(left.map(({ id }) => id.length));
  if (left.length > 1 && (cores.size > 1 || lengths.size === 1)) return { phrase: run, several: left };
  return { phrase: run, one: first };
}

/** The source that has most of the figures that are wanted, among equals the one that is believed most. */
export function sourceOf({ bars }: NamedInstrument): string | null {
  const [best] = [...bars]
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rows - a.rows || a.rank - b.rank || (a.source < b.source ? -1 : 1));
  return best?.source ?? null;
}
