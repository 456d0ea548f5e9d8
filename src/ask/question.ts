import { type Concept, concepts } from './concepts.ts';
import type { Day } from './dates.ts';
import { isIdle } from './idle.ts';
import { takeKnowledge } from './knowledge.ts';
import { type Measure, measures } from './measures.ts';
import { takeAmount, takeCoins, takeCurrencies, takeQuantity } from './money.ts';
import { takeNicknames } from './nicknames.ts';
import { type Period, takeClock, takePeriod } from './periods.ts';
import { type Place, placeLike, takePlaces } from './places.ts';
import { type Refusal, refusal, refusalOf } from './refusals.ts';
import { type Text, take, takeAll, textOf } from './text.ts';
import { type Threshold, takeThreshold } from './threshold.ts';
import { mend } from './typos.ts';
import { coinVenues, venues } from './venues.ts';

/** What the words of a question say, before any name of it is looked up. */
export interface Question {
  /** In small letters and with mended words, for what only one kind of question looks at. */
  readonly text: string;
  readonly today: Day;
  readonly measure: Measure;
  /** All measures that the words name, the one that speaks first. */
  readonly also: readonly Measure[];
  readonly period: Period;
  /** The time of day in UTC, where one is said. */
  readonly clock: string | null;
  readonly as_of: string | null;
  readonly places: readonly Place[];
  readonly concepts: readonly Concept[];
  readonly currencies: readonly string[];
  readonly amount: string | null;
  /** How many shares or coins. */
  readonly quantity: string | null;
  readonly threshold: Threshold | null;
  readonly coins: readonly string[];
  /** Where the coins are traded. */
  readonly coinVenue: string | null;
  readonly fetchIds: readonly string[];
  /** Runs of words that nothing explains: names, in the order in which they stand. */
  readonly phrases: readonly string[];
  /** Those of another sentence, which may say what is no matter of the question. */
  readonly besides: readonly string[];
  readonly compared: boolean;
  readonly venue: string | null;
}

/** What stands before no date that was read, and years that belong to none. */
const unreadCondition =
  /(?<![\p{L}])(?:before|after|until)(?= (?!hours))[^|?.,]{0,30}|(?<![\d.,:\p{L}-])(?:19|20)\d\d(?![\d.,%:\p{L}-])/u;

const comparing =
  /(?<![\p{L}])(?:compare[ds]?|comparison|versus|vs\.?|against|difference between|than|or|both|which of|better|relative to|and|between)(?![\p{L}])/u;
const orders = /^ (?:please )?(?:return|fetch|retrieve|output|print|get) (?=the |an? |closing|opening)/u;
const prefixes =
  /(?<![\p{L}\p{N}])(?:(?:series|instrument|symbol|ticker|id|year|date): ?(?=[a-z0-9])|cross(?=[- ]rates?)|foreign exchange (?=reference|rate)|(?:the )?(?:south african )?reserve bank(?: of south africa)?(?! (?:hike|raise|cut|lower|change))(?![\p{L}]))/gu;

export function readQuestion(asked: string, today: Day): Question | Refusal {
  const text = textOf(asked);
  mend(text);
  take(text, orders);
  text.rest = text.rest.replaceAll(prefixes, (said) => ' '.repeat(said.length));
  const whole = text.rest;
  if (!/\p{L}{2,}/u.test(whole)) return notUnderstood();
  const fetchIds = takeAll(text, /fetch_[0-9a-f]{32}/u).map(([id]) => id);
  const nicknames = takeNicknames(text);
  const as_of = takeKnowledge(text, today);
  const clock = takeClock(text);
  const period = takePeriod(text, today);
  const refused = refusalOf(whole);
  if (refused !== null) return refused;
  if (period.impossible !== null)
    return refusal(
      'not_understood',
      period.impossible === 'several dates'
        ? 'There are several dates, and it is not understood which belongs to what.'
        : `There is no such day as "${period.impossible.replace(/^(?:on|in|at|of|for) /, '')}".`,
    );
  const said = measuresIn(text.rest, whole);
  const asksOf = said.some((one) => neverSeries.includes(one)) ? [] : takeConcepts(text);
  const also = asksOf.length > 0 ? measuresIn(text.rest, text.rest) : said;
  const venue = venues.find(({ shape }) => shape.test(text.rest))?.id ?? null;
  const threshold = takeThreshold(text);
  const quantity = takeQuantity(text);
  const coinVenue = coinVenues.find(({ shape }) => take(text, shape) !== null)?.id ?? null;
  const coins = takeCoins(text);
  const currencies = takeCurrencies(text);
  const places = takePlaces(text, asksOf.length > 0 || also.includes('esg'));
  const isMoney =
    also.includes('convert') || currencies.length > 0 || /(?<![\p{L}\p{N}])(?:r|\$|€|£) ?\d/u.test(text.rest);
  const amount = isMoney ? takeAmount(text) : null;
  const own = amount && currencies.find(({ at }) => at >= amount.end && at <= amount.end + 2)?.currency;
  const first = amount?.currency ?? own;
  const money = [...(first ? [first] : []), ...currencies.map(({ currency }) => currency)];
  for (const { phrases } of measures) if (phrases !== null) takeAll(text, phrases);
  for (const { shape } of venues) take(text, shape);
  const condition = unreadCondition.exec(text.rest)?.[0];
  if (condition !== undefined)
    return refusal(
      'not_understood',
      `It is not understood what "${condition.trim()}" means here, so nothing is answered.`,
    );
  const { phrases, meant } = phrasesOf(text);
  return {
    ...{ text: whole, today, measure: also[0] ?? 'price', also, period, clock, as_of, concepts: asksOf },
    ...{ places: [...places, ...meant], currencies: [...new Set(money)], amount: amount?.amount ?? null, quantity },
    ...{ threshold, coins, coinVenue, fetchIds, phrases: [...nicknames, ...phrases].slice(0, 6), besides: [], venue },
    compared: comparing.test(whole),
  };
}

const measuresIn = (rest: string, whole: string): Measure[] =>
  measures.flatMap(({ measure, phrases, withGaps }) => (phrases?.test(rest) || withGaps?.test(whole) ? [measure] : []));

const notUnderstood = (): Refusal =>
  refusal(
    'not_understood',
    'No words of the question are understood.',
    'What does Naspers cost?',
    'Inflation in South Africa in 2023',
  );

/** Words of prices and moves may be of a series too, but those of shares, of money and of calendars are not. */
const neverSeries: readonly Measure[] = [
  ...(['dividends', 'splits', 'names', 'esg', 'calendar', 'sectors', 'sentiment', 'indicator', 'sources'] as const),
];

/** Several where they are listed: "population and GDP". */
function takeConcepts(text: Text): Concept[] {
  const found: Concept[] = [];
  const longest = (): { readonly concept: Concept; readonly said: string } | null => {
    const all = concepts.flatMap((concept) => {
      const [said] = concept.shape.exec(text.rest) ?? [];
      return said === undefined || found.includes(concept) ? [] : [{ concept, said }];
    });
    return all.toSorted((a, b) => b.said.length - a.said.length)[0] ?? null;
  };
  const isList = /(?<![\p{L}])(?:and|vs|versus|plus|or|to)(?![\p{L}])|,|&/u.test(text.rest);
  for (let one = longest(); one !== null && found.length < 3; one = longest()) {
    if (found.length > 0 && (!isList || /CO2|greenhouse/.test(one.concept.concept))) break;
    takeAll(text, one.concept.shape);
    found.push(one.concept);
  }
  return found;
}

/** What is left between words that belong to no name. */
function phrasesOf(text: Text): { phrases: string[]; meant: Place[] } {
  // An id says all by itself.
  const ids = takeAll(text, /(?<![\p{L}\p{N}])[a-z][a-z0-9_]{1,11}:[a-z0-9][a-z0-9._-]{0,63}(?![\p{L}\p{N}])/u).map(
    ([id]) => id.toUpperCase(),
  );
  const runs: string[] = [];
  const meant: Place[] = [];
  for (const part of text.rest.split(/[|,;:?!"()[\]{}<>=\\/&]+|\.(?=\s|$)|\s-\s/)) {
    let run: string[] = [];
    const end = () => {
      if (run.length > 0) runs.push(run.join(' '));
      run = [];
    };
    const said = part.split(' ');
    for (const [at, word] of said.entries()) {
      const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/'s$/, '');
      // "FTSE 100": a number behind a name is part of it.
      const isNumbered =
        run.length > 0 &&
        /^\d{2,3}$/.test(bare) &&
        !/^(?:day|week|month|year|session|period|share|unit)/.test(said[at + 1] ?? '');
      if (!isNumbered && (bare === '' || isIdle(bare))) {
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
