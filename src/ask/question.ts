import { type Concept, concepts } from './concepts.ts';
import type { Day } from './dates.ts';
import { type Measure, measures } from './measures.ts';
import { takeAmount, takeCoins, takeCurrencies } from './money.ts';
import { takeNicknames } from './nicknames.ts';
import { type Period, takePeriod } from './periods.ts';
import { type Place, placeLike, takePlaces } from './places.ts';
import { type Refusal, refusal, refusalOf } from './refusals.ts';
import { cover, type Text, take, takeAll, textOf, words } from './text.ts';
import { mend } from './typos.ts';

/** What the words of a question say, before any name of it is looked up. */
export interface Question {
  /** In small letters and with mended words, for what only one kind of question looks at. */
  readonly text: string;
  readonly today: Day;
  readonly measure: Measure;
  /** Measures beside it that the words name too. */
  readonly also: readonly Measure[];
  readonly period: Period;
  readonly as_of: string | null;
  readonly places: readonly Place[];
  readonly concept: Concept | null;
  readonly currencies: readonly string[];
  readonly amount: string | null;
  readonly coins: readonly string[];
  readonly fetchIds: readonly string[];
  /** Runs of words that nothing explains: names, in the order in which they stand. */
  readonly phrases: readonly string[];
  readonly compared: boolean;
  readonly venue: string | null;
}

const venues: readonly (readonly [string, string])[] = [
  [
    'XJSE',
    'jse|johannesburg(?: stock)?(?: exchange)?|johannesburg securities exchange|south african (?:stock )?(?:market|exchange)',
  ],
  ['XNYS', 'nyse|new york stock exchange|wall street'],
  ['XNAS', 'nasdaq'],
  ['XLON', 'lse|london stock exchange|london'],
  ['FX', 'forex market|fx market|currency market|foreign exchange market'],
];

/** Words that belong to no name. */
const idle = words(
  `a|an|ex|the|of|in|on|at|for|to|from|by|with|as|is|are|was|were|be|been|being|am|do|does|did|done|has|have|had|having|can|could|would|will|shall|may|might|must|and|or|vs\\.?|v|versus|against|than|between|both|each|either|which|what|what's|whats|who|whom|whose|when|where|why|how|how's|that|this|these|those|there|here|it|its|it's|they|them|their|he|she|i|i'm|i'd|you|your|we|us|our|me|my|one|ones|please|pls|plz|kindly|thanks|thank|hi|hello|hey|dear|ok|okay|so|just|only|also|too|very|really|actually|exactly|roughly|approximately|about|around|tell|show|give|get|find|list|let|know|see|say|said|want|need|like|wonder|wondering|looking|look|check|display|print|fetch|compute|calculate|report|explain|much|many|more|less|most|least|some|any|all|every|no|not|if|then|else|while|per|share|shares|stock|stocks|share's|stock's|equity|equities|company|companies|firm|firms|corp|instrument|instruments|security|securities|ordinary|unit|units|price|prices|figure|figures|number|numbers|data|value|values|level|levels|amount|total|rate|rates|day|days|daily|date|week|weekly|month|monthly|year|yearly|annual|annually|quarter|quarterly|session|sessions|time|times|period|point|points|percent|percentage|%|pct|terms|term|up|down|over|under|above|below|during|since|until|till|within|through|across|into|out|off|per|ago|back|ended|ending|starting|start|end|beginning|latest|last|newest|current|currently|recent|recently|today|now|right|moment|present|go|goes|going|went|gone|come|came|make|made|take|took|put|use|used|using|trade|traded|trading|trades|market|markets|exchange|stock exchange|listed|listing|closing|close|closed|historical|history|compare|compared|comparing|comparison|versus|difference|better|worse|best|worst|higher|lower|bigger|smaller|greater|highest|lowest|country|countries|people|person|capita|nation|economy|economies|currency|currencies|money|cash|coin|coins|token|tokens|crypto|cryptocurrency|index|indices|indexes|score|scores|rank|ranks|ranked|ranking|rating|ratings|big|large|small|high|low|good|bad|happened|happen|happening|there|anything|something|everything|nothing|info|information|details|quick|quickly|question|answer|quote|quotes|say|mean|means|called|named|worth|buy|sell|sold|bought|holding|hold|pay|paid|pays|paying|cost|costs|ever|yet|still|already|again|same|other|others|another|such|kind|sort|type|way|ways|bit|lot|whole|entire|full|overall|across|together|respectively|versus|d|s|t|re|ve|ll|m|lately|performed|performance|result|results|know|known|knew|think|believed|stood|stand|stands|new|old|world|global|based|according|official|officially|reach|reached|hit|set|sens|fixing|fix|reference|spot|average|mean|volume|yesterday|tomorrow|rand|interest|tonight|live|real|real-time|realtime|feel|free|friend|mate|man|sir|madam|guys|quickly|asap|btw|fyi|lol|um|uh|er|well|maybe|perhaps|curious|interested|happy|glad|sure|yes|no|aren't|isn't|wasn't|didn't|doesn't|don't|won't|hasn't|can't|couldn't|convert|conversion|many|long|short|during|amid|own|owned|hey|really|prior|anyone|everyone|someone|tell|near|off|most|ask|asking|asked|inside|outside|far|near|behind|first|second|next|previous|past|instead|because|due|via|move|moved|moves|stay|stayed|keep|kept|become|became|turn|turned|bring|brought|yield|yields|window|span|range|interval|given|knowing|wish|love|help|helps|could|able|available|stored|have|got|gotten|hold|held|lately|trend|picture|story|situation|state|status|against`,
);

const asOfShape =
  /(?<![\p{L}])(?:what (?:did|do|was) (?:we|you|wizdata|anyone|people)? ?(?:know|knew|known|believe[d]?|think|thought)(?: as)?|(?:as|was) known|as it was known|as of what was known|known)(?: to (?:us|wizdata|you))? (?:on|as of|at|by|back on|back in|in) (?:the )?/u;

export function readQuestion(asked: string, today: Day): Question | Refusal {
  const text = textOf(asked);
  mend(text);
  const whole = text.rest;
  if (!/\p{L}{2,}/u.test(whole)) return notUnderstood();
  const fetchIds = takeAll(text, /fetch_[0-9a-f]{32}/u).map(([id]) => id);
  const nicknames = takeNicknames(text);
  const as_of = takeKnowledge(text, today);
  const period = takePeriod(text, today);
  const refused = refusalOf(whole);
  if (refused !== null) return refused;
  const also = measures.filter(({ phrases, withGaps }) => phrases?.test(text.rest) || withGaps?.test(whole));
  const measure = also[0]?.measure ?? 'price';
  const compared =
    /(?<![\p{L}])(?:compare[ds]?|comparison|versus|vs\.?|against|difference between|than|or|both|which of|better|relative to|and|between)(?![\p{L}])/u.test(
      whole,
    );
  const venue = venues.find(([, shape]) => words(shape).test(text.rest))?.[0] ?? null;
  const concept = conceptOf(
    text,
    also.map((one) => one.measure),
  );
  const places = takePlaces(text);
  const coins = takeCoins(text);
  const currencies = takeCurrencies(text);
  const isMoney = also.some((one) => one.measure === 'convert') || currencies.length > 0;
  const amount = isMoney ? takeAmount(text) : null;
  const own = amount && currencies.find(({ at }) => at >= amount.end && at <= amount.end + 2)?.currency;
  const first = amount?.currency ?? own;
  const money = [...(first ? [first] : []), ...currencies.map(({ currency }) => currency)];
  for (const { phrases } of also) if (phrases !== null) takeAll(text, phrases);
  for (const [, shape] of venues) if (venue !== null) take(text, words(shape));
  const { phrases, meant } = phrasesOf(text);
  return {
    ...{ text: whole, today, measure, also: also.map((one) => one.measure), period, as_of },
    ...{ places: [...places, ...meant], concept, currencies: [...new Set(money)] },
    ...{
      amount: amount?.amount ?? null,
      coins,
      fetchIds,
      phrases: [...nicknames, ...phrases].slice(0, 6),
      compared,
      venue,
    },
  };
}

const notUnderstood = (): Refusal =>
  refusal(
    'not_understood',
    'No words of the question are understood.',
    'What does Naspers cost?',
    'Inflation in South Africa in 2023',
  );

/** The moment of knowledge is no period: it is taken out first, with the date that follows it. */
function takeKnowledge(text: Text, today: Day): string | null {
  const found = asOfShape.exec(text.rest);
  if (found === null) return null;
  const after: Text = { rest: text.rest.slice(found.index + found[0].length - 1), raw: text.raw };
  const before = after.rest;
  const { to } = takePeriod(after, today);
  if (to === null) return null;
  const taken = after.rest.lastIndexOf('|') + 1;
  cover(text, found.index, before.slice(0, taken).length + found[0].length - 1);
  return to;
}

/** Words of prices and moves may be of a series too, but those of shares, of money and of calendars are not. */
const neverSeries: readonly Measure[] = [
  'dividends',
  'splits',
  'esg',
  'calendar',
  'movers',
  'sectors',
  'news',
  'sentiment',
  'indicator',
  'provenance',
  'sources',
];

function conceptOf(text: Text, asked: readonly Measure[]): Concept | null {
  if (asked.some((one) => neverSeries.includes(one) && one !== 'news')) return null;
  for (const concept of concepts) {
    if (take(text, words(concept.shape)) !== null) return concept;
  }
  return null;
}

/** What is left between words that belong to no name. */
function phrasesOf(text: Text): { phrases: string[]; meant: Place[] } {
  // An id says all by itself.
  const ids = takeAll(text, /(?<![\p{L}\p{N}])[a-z][a-z0-9_]{1,11}:[a-z0-9][a-z0-9._-]{0,63}(?![\p{L}\p{N}])/u).map(
    ([id]) => id.toUpperCase(),
  );
  const runs: string[] = [];
  const meant: Place[] = [];
  for (const part of text.rest.split(/[|,;:?!"()[\]{}<>=\\/]+|\.(?=\s|$)|\s-\s/)) {
    let run: string[] = [];
    const end = () => {
      if (run.length > 0) runs.push(run.join(' '));
      run = [];
    };
    for (const word of part.split(' ')) {
      const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/'s$/, '');
      if (bare === '' || isIdle(bare)) {
        end();
        continue;
      }
      run.push(bare);
    }
    end();
  }
  const left = runs.filter((run) => {
    const place = placeLike(run);
    if (place !== null) meant.push(place);
    return place === null && /\p{L}/u.test(run) && run.length >= 2;
  });
  return { phrases: [...ids, ...left].slice(0, 6), meant };
}

const whole = new RegExp(`^(?:${idle.source})$`, 'u');
/** A number alone names nothing. */
const isIdle = (word: string): boolean =>
  whole.test(word) || /^\d+(?:[.,]\d+)*(?:%|-?(?:days?|d|weeks?|months?|years?|bars?|sessions?|periods?))?$/.test(word);
