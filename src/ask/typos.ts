import type { Text } from './text.ts';

/** How many letters are wrong, left out, put in or changed places with their neighbour; `most` + 1 where it is more. */
export function distance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + same,
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, row];
  }
  return last[right.length] ?? most + 1;
}

/** How many wrong letters a word of this length may have and still be meant. */
export const forgiven = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2);

/** Words that questions are made of, which people mistype. */
const vocabulary: readonly string[] = `price prices close closing closed opening open trading volume volatility drawdown
  dividend dividends split splits average highest lowest maximum minimum gainers losers movers sector sectors exchange
  convert correlation correlated indicator moving return returns performance inflation unemployment population emissions
  electricity holiday holidays session sessions calendar sentiment provenance sources compare compared versus market
  january february march april june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday yesterday today tomorrow quarter month year between during shares stocks dollar dollars pound
  bitcoin ethereum latest current percent company country growth traded change changed news score ranking rand euro
  headlines forecast predict should trend`.split(/\s+/);
const known = new Set(vocabulary);

/** Puts right what is nearly a word of questions, where no company is likely to be called so. Lengths stay as they are. */
export function mend(text: Text): void {
  let [rest, raw, last] = ['', '', 0];
  for (const match of text.rest.matchAll(/\p{L}{4,}/gu)) {
    const [word] = match;
    const written = text.raw.slice(match.index, match.index + word.length);
    const meant = meantWord(word, written);
    if (meant === null) continue;
    const length = Math.max(word.length, meant.length);
    rest += text.rest.slice(last, match.index) + meant.padEnd(length);
    raw += text.raw.slice(last, match.index) + written.padEnd(length);
    last = match.index + word.length;
  }
  text.rest = rest + text.rest.slice(last);
  text.raw = raw + text.raw.slice(last);
}

/** A name of a company or of a country may be one letter away: what is written in capitals or is a word of its own stays. */
function meantWord(word: string, written: string): string | null {
  if (known.has(word) || mistaken.has(word) || /^\p{Lu}{2,}$/u.test(written)) return null;
  const targets = word.length > 4 ? vocabulary : short;
  const near = targets.filter((one) => one.length >= 5 && one[0] === word[0] && distance(word, one, 1) === 1);
  return near.length === 1 ? (near[0] ?? null) : null;
}

/** Words of which four letters are enough to be known. */
const short: readonly string[] = ['price', 'close', 'share', 'stock'];

/** Words that are right as they are, though another is one letter away. */
const mistaken = new Set(
  'share stock care sock shore store core clue lose prime years weeks opens closes trade stand price score return change gain lose split index value where there which company companies prince rating rated traders trader closer opened closest marked markets months years quarters splitting changes percents scores trends dividing county marsh august scope scopes headline sentence sundays mondays tuesdays wednesdays thursdays fridays saturdays januarys compares converts sector returned sessional averages moved loving giving loses volumes'.split(
    ' ',
  ),
);
