import type { NamedInstrument } from '../model/named.ts';
import type { Call, Outcome, Told } from './call.ts';
import { planActions } from './kinds/actions.ts';
import { planCalendar } from './kinds/calendar.ts';
import { planDescription } from './kinds/description.ts';
import { planEsg } from './kinds/esg.ts';
import { planFigures } from './kinds/figures.ts';
import { planIndicator } from './kinds/indicator.ts';
import { planInsight } from './kinds/insight.ts';
import { planMarket, sectorNamed } from './kinds/market.ts';
import { planMoney } from './kinds/money.ts';
import { planNews } from './kinds/news.ts';
import { planProvenance, planSources } from './kinds/provenance.ts';
import { planCoverage, planQuality, planRevisions } from './kinds/quality.ts';
import { planScreen, screenOf } from './kinds/screen.ts';
import { planSeries, seriesNamed } from './kinds/series.ts';
import { type Meant, meantBy, type Names } from './names.ts';
import type { Question } from './question.ts';
import { isRefusal, type Refusal, refusal } from './refusals.ts';

export interface Entity {
  readonly kind: 'instrument' | 'series' | 'country' | 'currency' | 'venue';
  readonly id: string;
  readonly name: string;
}

/** What is to be called, and how the answers are read. */
export interface Plan {
  readonly entities: readonly Entity[];
  readonly calls: readonly Call[];
  tell(outcomes: readonly Outcome[]): Told | Refusal;
}

/** A question whose names are looked up. */
export interface Known extends Question {
  readonly instruments: readonly NamedInstrument[];
  /** Other places where the coins are traded, of which the newest price is wanted. */
  readonly elsewhere: readonly string[];
  readonly names: Names;
}

export type Planner = (question: Known) => Plan | Refusal;

export { isRefusal } from './refusals.ts';

/** What is called to answer all parts of a question; what of it cannot be answered is told beside. */
export function planOf(parts: readonly (Question | Refusal)[], names: Names): Plan | Refusal {
  const plans = parts.map((part) => (isRefusal(part) ? part : planOne(part, names)));
  const made = plans.filter((one): one is Plan => !isRefusal(one));
  const [first] = plans;
  if (first === undefined) return refusal('not_understood', 'No words of the question are understood.');
  if (made.length === 0 || plans.length === 1) return first;
  return {
    entities: made.flatMap(({ entities }) => entities),
    calls: made.flatMap(({ calls }) => calls),
    tell(outcomes) {
      let at = 0;
      const told = plans.map((plan) => {
        if (isRefusal(plan)) return plan;
        at += plan.calls.length;
        return plan.tell(outcomes.slice(at - plan.calls.length, at));
      });
      const answers = told.filter((one): one is Told => !isRefusal(one));
      if (answers.length === 0) return told[0] as Refusal;
      return {
        sentence: told.map((one) => (isRefusal(one) ? `Not answered: ${one.why}` : one.sentence)).join(' '),
        values: answers.flatMap(({ values }) => values),
        links: answers.flatMap(({ links = [] }) => links),
      };
    },
  };
}

function planOne(question: Question, names: Names): Plan | Refusal {
  const meant = meantBy(question.phrases, names, question.venue);
  const instruments = unique([...coinsOf(question, names), ...meant.flatMap((one) => ('one' in one ? [one.one] : []))]);
  const named = instruments.length > 0 || meant.length > 0;
  // "When did Naspers last close above 300000" is no question about hours.
  const also = named && question.venue === null ? question.also.filter((one) => one !== 'calendar') : question.also;
  const known: Known = {
    ...{ ...question, also, measure: also[0] ?? 'price', names, instruments },
    elsewhere: placesOf(question, names).map(({ id }) => id),
  };
  const planner = plannerOf(known);
  const left = leftOf(known, meant);
  if (left.length > 0 && !planner.readsAll) return unread(known, left, meant);
  if (known.threshold !== null && planner.bounds !== true)
    return refusal(
      'not_understood',
      `It is not understood what the bound of ${known.threshold.value} means here, so nothing is answered.`,
    );
  const doubtful = meant.find((one) => 'several' in one);
  if (planner.named && doubtful !== undefined && 'several' in doubtful) return ambiguous(doubtful);
  return planner.plan(known);
}

/** Words of names that nothing goes by: what they would have said is not answered for. */
function leftOf({ phrases, besides, names, concepts, measure }: Known, meant: readonly Meant[]): string[] {
  const explained = meant.map(({ phrase }) => phrase);
  return phrases.flatMap((phrase) => {
    if (phrase.includes(':') || (besides.includes(phrase) && (meant.length > 0 || concepts.length > 0))) return [];
    const rest = explained.reduce((left, one) => ` ${left} `.replace(` ${one} `, ' ').trim(), phrase);
    if (rest === '') return [];
    const isOfConcept = concepts.length > 0 || measure === 'esg';
    const ofSeries = isOfConcept || explained.length === 0;
    const words = rest
      .split(' ')
      .filter(
        (word) =>
          !(ofSeries && names.series.some((one) => seriesNamed(isOfConcept ? { ...one, name: '' } : one, word))),
      );
    return words.length === 0 ? [] : [words.join(' ')];
  });
}

function unread(known: Known, left: readonly string[], meant: readonly Meant[]): Refusal {
  const { also, concepts, places, coins, currencies, instruments, venue } = known;
  const what = `"${left.join('" or "')}"`;
  const isNamed =
    instruments.length + meant.length + places.length + coins.length + currencies.length > 0 || venue !== null;
  if (isNamed)
    return refusal('not_understood', `It is not understood what ${what} means here, so nothing is answered.`);
  if (also.length === 0 && concepts.length === 0)
    return refusal('not_understood', `Nothing is called ${what}, and it is not understood what is asked.`);
  return refusal(
    'unknown_name',
    `Nothing that is stored is called ${what}.`,
    `/v1/search?q=${encodeURIComponent(left[0] ?? '')}`,
  );
}

interface Chosen {
  readonly plan: Planner;
  /** It is about instruments, so that their names must be clear. */
  readonly named?: boolean;
  /** It reads a bound: "above R200". */
  readonly bounds?: boolean;
  /** It looks for words that name nothing. */
  readonly readsAll?: boolean;
}

function plannerOf(known: Known): Chosen {
  const { measure, also, fetchIds, instruments, concepts, places, currencies, phrases, coins, venue } = known;
  if (fetchIds.length > 0) return { plan: planProvenance, readsAll: true };
  if (measure === 'provenance') return { plan: planProvenance, named: true };
  if (measure === 'sources') return { plan: planSources, readsAll: true };
  if (measure === 'quality') return { plan: planQuality, named: true };
  if (measure === 'coverage') return { plan: planCoverage, named: true };
  if (also.includes('revisions') && measure !== 'news') return { plan: planRevisions, named: true };
  if (measure === 'calendar') return { plan: planCalendar };
  const ofNothing = instruments.length + coins.length + phrases.length === 0;
  if (
    measure === 'sectors' ||
    (venue !== null && sectorNamed(known) !== null && instruments.every(({ kind }) => kind === 'index'))
  )
    return { plan: planMarket };
  if (ofNothing && concepts.length === 0 && screenOf(known) !== null) return { plan: planScreen, bounds: true };
  if (measure === 'esg') return { plan: planEsg };
  if (measure === 'news') return { plan: planNews, named: true, readsAll: true };
  if (measure === 'sentiment') return { plan: planInsight, named: true };
  if (concepts.length > 0) return { plan: planSeries, bounds: true };
  if (['movers', 'best_day', 'worst_day', 'volatility'].includes(measure) && ofNothing) return { plan: planMarket };
  const aboutMoney =
    currencies.length > 0 || /(?<![\p{L}])(?:exchange rates?|forex|fx|convert|conversion)(?![\p{L}])/u.test(known.text);
  if (phrases.some((phrase) => /^[A-Z0-9]+:.*\./.test(phrase)) && instruments.length === 0) return { plan: planSeries };
  if (ofNothing && aboutMoney) return { plan: planMoney, bounds: true };
  if (instruments.length === 0 && coins.length === 0 && phrases.length > 0 && (places.length > 0 || namesSeries(known)))
    return { plan: planSeries };
  if (ofNothing && venue !== null && (measure === 'change' || (also.length === 0 && /how|market/.test(known.text))))
    return { plan: planMarket };
  if (measure === 'indicator') return { plan: planIndicator, named: true, bounds: true };
  if (['correlation', 'volatility', 'drawdown', 'trend'].includes(measure)) return { plan: planInsight, named: true };
  if (measure === 'dividends' || measure === 'splits') return { plan: planActions, named: true };
  if (['describe', 'index_members', 'names'].includes(measure)) return { plan: planDescription, named: true };
  return { plan: planFigures, named: true, bounds: true };
}

/** All words are of the name of one series or of what it is about. */
const namesSeries = ({ phrases, names }: Known): boolean =>
  names.series.some((one) =>
    phrases
      .filter((phrase) => !phrase.includes(':'))
      .join(' ')
      .split(' ')
      .every((word) => seriesNamed(one, word)),
  );

/** Coins are traded in many places: those of the currency that is asked for, or of the dollar and what stands for it. */
function coinsOf(question: Question, { instruments }: Names): NamedInstrument[] {
  return question.coins.flatMap((coin) => {
    const all = placesOf({ ...question, coins: [coin] }, { instruments });
    const rows = ({ bars }: NamedInstrument): number => Math.max(0, ...bars.map((one) => one.rows));
    const isExact = ({ phrase }: NamedInstrument): number => Number(!phrase.endsWith('-USDT'));
    const [best] = all.toSorted((a, b) => rows(b) - rows(a) || isExact(b) - isExact(a));
    return best === undefined ? [] : [best];
  });
}

const placesOf = (
  { coins, coinVenue }: Pick<Question, 'coins' | 'coinVenue'>,
  { instruments }: Pick<Names, 'instruments'>,
): NamedInstrument[] =>
  instruments.filter(
    ({ id, phrase }) =>
      coins.some((coin) => phrase.startsWith(`${coin}-`)) &&
      id.endsWith(`:${phrase}`) &&
      (coinVenue === null || id.startsWith(`${coinVenue}:`)),
  );

function unique(candidates: readonly NamedInstrument[]): NamedInstrument[] {
  return candidates.filter(({ id }, at) => candidates.findIndex((one) => one.id === id) === at).slice(0, 5);
}

function ambiguous(meant: Meant & { readonly several: readonly NamedInstrument[] }): Refusal {
  const names = meant.several.slice(0, 6).map(({ id, name }) => `${name} (${id})`);
  return refusal(
    'ambiguous_name',
    `"${meant.phrase}" may be ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`,
    ...meant.several.slice(0, 6).map(({ id }) => `price of ${id}`),
  );
}
