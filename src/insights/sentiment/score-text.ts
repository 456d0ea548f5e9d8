import { classesOf } from './classes.ts';
import type { WordClass } from './lexicon.ts';

/** Characters [start, end) of a text, and what they count: above 0 for good news. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

interface TextScore {
  /** From -1 to 1. */
  readonly score: number;
  readonly label: 'positive' | 'neutral' | 'negative';
  readonly hits: readonly Hit[];
}

interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly is: ReadonlySet<WordClass>;
}

const wordPattern = /[\p{L}][\p{L}\p{N}'’-]*|\p{N}[\p{N}.,]*/gu;
/** How far a word that rises or falls looks for what it is that does: before it, then after it. */
const reachBefore = 16;
const reachAfter = 6;
const negationReach = 3;
/** A direction alone, without a thing that moves, says little; in a headline the thing is who it names. */
const bare = 0.25;
const bareInHeadline = 0.6;
const headlineWords = 14;
const undecided = 0.3;

/**
 * Good and bad words count one each; a direction counts by what moves: profit that rises is good, a loss that rises is
 * bad, costs that fall are good; figures that stand beside those of the year before are compared. A negation within
 * three words before turns a count round.
 */
export function scoreText(text: string): TextScore {
  const tokens = tokensOf(text);
  const hits = [
    ...tokens.flatMap((token, at) => lexicalHit(tokens, token, at)),
    ...directions(tokens),
    ...comparisons(text, tokens),
  ].sort((one, other) => one.start - other.start);
  const sum = hits.reduce((total, { weight }) => total + weight, 0);
  const score = sum / Math.sqrt(sum * sum + 3);
  const label = Math.abs(sum) < undecided ? 'neutral' : sum > 0 ? 'positive' : 'negative';
  return { score, label, hits };
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(wordPattern)].map(({ 0: found, index }) => {
    const word = found.toLowerCase().replaceAll('’', "'");
    return { word, start: index, end: index + found.length, is: classesOf(word) };
  });
}

function turned(tokens: readonly Token[], at: number): number {
  const before = tokens.slice(Math.max(0, at - negationReach), at);
  return before.some(({ is }) => is.has('negation')) ? -1 : 1;
}

function lexicalHit(tokens: readonly Token[], { is, start, end }: Token, at: number): Hit[] {
  if (is.has('up') || is.has('down') || is.has('good') === is.has('bad')) return [];
  return [{ start, end, weight: (is.has('good') ? 1 : -1) * turned(tokens, at) }];
}

function directions(tokens: readonly Token[]): Hit[] {
  const taken = new Set<Token>();
  const alone = tokens.length <= headlineWords ? bareInHeadline : bare;
  return tokens.flatMap((token, at) => {
    const { is } = token;
    const outcome = outcomeAfter(tokens, at);
    if (turning.test(token.word)) return outcome === null ? [] : [outcome];
    if (is.has('up') === is.has('down') || isParticle(tokens, at)) return [];
    const way = (is.has('up') ? 1 : -1) * turned(tokens, at);
    const moves = (one: Token) => (one.is.has('wanted') || one.is.has('unwanted')) && !one.is.has('up');
    const before = tokens.slice(Math.max(0, at - reachBefore), at).findLast(moves);
    const thing = before ?? tokens.slice(at + 1, at + 1 + reachAfter).find(moves);
    if (outcome !== null) return [outcome];
    if (thing === undefined) return [{ start: token.start, end: token.end, weight: alone * way }];
    // "Sales rose 5 %, an increase of": one thing moves once.
    const again = taken.has(thing);
    taken.add(thing);
    const weight = way * (thing.is.has('unwanted') ? -1 : 1) * (again ? bare : 1.5);
    return [{ start: Math.min(token.start, thing.start), end: Math.max(token.end, thing.end), weight }];
  });
}

/** "Set up", "end up", "up to 350": no direction. */
function isParticle(tokens: readonly Token[], at: number): boolean {
  const [before, own, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (own?.word === 'up' && after?.word === 'to' && before !== undefined && !before.is.has('wanted')) return true;
  return (own?.word === 'up' || own?.word === 'down') && particleVerbs.test(before?.word ?? '');
}
const particleVerbs =
  /^(?:set|pick|end|sign|make|break|line|start|back|follow|build|come|take|open|tie|gear|close|shut|write|slow)/;

/** Neither up nor down by themselves. */
const turning = /^(?:sw[iu]ng|turn(?:s|ed|ing)?$|return(?:s|ed|ing)?$|back$)/;

/** "Swings to a net loss", "returned to profit": where it goes says it. */
function outcomeAfter(tokens: readonly Token[], at: number): Hit | null {
  const to = tokens.slice(at + 1, at + 4).findIndex(({ word }) => word === 'to' || word === 'into');
  if (to === -1) return null;
  const end = tokens
    .slice(at + 2 + to, at + 6 + to)
    .find(({ word }) => /^(?:loss|losses|profit|profits|black|red)$/.test(word));
  if (end === undefined) return null;
  return { start: (tokens[at] as Token).start, end: end.end, weight: /^(?:profit|black)/.test(end.word) ? 1.5 : -1.5 };
}

const amount = String.raw`(?:[A-Z]{2,3}\s?|[$€£]\s?)?(\d[\d.,]*)\s?(mn|m|million|bn|billion|%|pct|crore|cr)?\b`;
const compared = new RegExp(
  `${amount}[^.;]{0,60}?\\b(?:from|compared (?:to|with)|versus|vs\\.?|against|in the corresponding period[^\\d]{0,20})\\s(?:a |an |the )?(?:[a-z-]+ ){0,5}?(?:of )?${amount}`,
  'giu',
);
const scales: Readonly<Record<string, number>> = { bn: 1000, billion: 1000 };

/** "EUR 9.4 mn compared to EUR 7.7 mn": the first is more than the second, and whose figure it is tells the rest. */
function comparisons(text: string, tokens: readonly Token[]): Hit[] {
  return [...text.matchAll(compared)].flatMap((match) => {
    const [whole, now = '', unit = '', before = '', other = ''] = match;
    const [one, two] = [read(now, unit), read(before, other)];
    const start = match.index;
    if (!(one > 0) || !(two > 0) || one === two || isYear(before)) return [];
    const moves = ({ is }: Token) => is.has('wanted') || is.has('unwanted');
    const thing = tokens.findLast((token) => token.end <= start && moves(token));
    const told = tokens.some(
      ({ start: at, is }) => at > start - 60 && at < start + whole.length && (is.has('up') || is.has('down')),
    );
    if (thing === undefined || told) return [];
    const isLoss = thing.is.has('unwanted');
    const turns = isLoss ? /\bprofit\b/i.test(whole) : /\bloss\b/i.test(whole);
    const way = (one > two || turns ? 1 : -1) * (isLoss ? -1 : 1);
    return [{ start: thing.start, end: start + whole.length, weight: 1.2 * way }];
  });
}

const read = (digits: string, unit: string): number =>
  Number(digits.replace(/[.,]$/, '').replaceAll(',', '')) * (scales[unit.toLowerCase()] ?? 1);
const isYear = (digits: string): boolean => /^(?:19|20)\d\d$/.test(digits);
