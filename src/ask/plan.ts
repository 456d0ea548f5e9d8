import type { NamedInstrument } from '../model/named.ts';
import type { Call, Outcome, Told } from './call.ts';
import { planActions } from './kinds/actions.ts';
import { planCalendar } from './kinds/calendar.ts';
import { planDescription } from './kinds/description.ts';
import { planEsg } from './kinds/esg.ts';
import { planFigures } from './kinds/figures.ts';
import { planIndicator } from './kinds/indicator.ts';
import { planInsight } from './kinds/insight.ts';
import { planMarket } from './kinds/market.ts';
import { planMoney } from './kinds/money.ts';
import { planNews } from './kinds/news.ts';
import { planProvenance, planSources } from './kinds/provenance.ts';
import { planScreen, screenOf } from './kinds/screen.ts';
import { planSeries } from './kinds/series.ts';
import { type Meant, meantBy, type Names } from './names.ts';
import type { Question } from './question.ts';
import { type Refusal, refusal } from './refusals.ts';

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

export const isRefusal = (plan: object): plan is Refusal => 'reason' in plan;

/** What is called to answer a question, or why nothing is. */
export function planOf(question: Question, names: Names): Plan | Refusal {
  const coins = coinsOf(question, names);
  const meant = meantBy(question.phrases, names, question.venue);
  const known: Known = {
    ...question,
    names,
    elsewhere: placesOf(question, names).map(({ id }) => id),
    instruments: unique([...coins, ...meant.flatMap((one) => ('one' in one ? [one.one] : []))]),
  };
  const doubtful = meant.find((one) => 'several' in one);
  const unread = unreadOf(question, meant, coins.length);
  if (unread !== null) return unread;
  const planner = plannerOf(known);
  if (planner.named && doubtful !== undefined && 'several' in doubtful) return ambiguous(doubtful);
  return planner.plan(known);
}

/** Words that name nothing, where no other word says what is asked: "beta of Naspers" is no question for its price. */
function unreadOf(question: Question, meant: readonly Meant[], coins: number): Refusal | null {
  const { also, concept, currencies, phrases, places, fetchIds } = question;
  if (also.length > 0 || concept !== null || currencies.length > 0 || fetchIds.length > 0) return null;
  const explained = (phrase: string): boolean => meant.some((one) => phrase.includes(one.phrase));
  const left = phrases.filter((phrase) => !explained(phrase) && !phrase.includes(':'));
  if (left.length === 0 || (places.length > 0 && meant.length + coins === 0)) return null;
  return refusal(
    'not_understood',
    `Nothing is called "${left.join('" or "')}", and it is not understood what is asked.`,
  );
}

const direct: Partial<Record<Known['measure'], Planner>> = {
  sources: planSources,
  calendar: planCalendar,
  sectors: planMarket,
};

/** `named`: it is about instruments, so that their names must be clear. */
function plannerOf(known: Known): { readonly plan: Planner; readonly named: boolean } {
  const { measure, also, fetchIds, instruments, concept, places, currencies, phrases, coins } = known;
  const of = (plan: Planner, named = false) => ({ plan, named });
  if (fetchIds.length > 0 || measure === 'provenance') return of(planProvenance, fetchIds.length === 0);
  const own = direct[measure];
  if (own !== undefined) return of(own);
  const ofNothing = instruments.length === 0 && phrases.length === 0;
  if (ofNothing && screenOf(known) !== null) return of(planScreen);
  if (measure === 'esg') return of(planEsg);
  if (concept !== null && measure !== 'news') return of(planSeries);
  if (measure === 'movers' && instruments.length < 2 && coins.length === 0) return of(planMarket);
  if (measure === 'news' || measure === 'sentiment') return of(measure === 'news' ? planNews : planInsight, true);
  const aboutMoney =
    currencies.length > 1 || /(?<![\p{L}])(?:exchange rates?|forex|fx|convert|conversion)(?![\p{L}])/u.test(known.text);
  if (instruments.length === 0 && coins.length === 0 && phrases.length === 0 && (aboutMoney || currencies.length > 0))
    return of(planMoney);
  if (places.length > 0 && instruments.length === 0 && phrases.length > 0) return of(planSeries);
  if (ofNothing && known.venue !== null && (measure === 'change' || also.length === 0)) return of(planMarket);
  if (measure === 'indicator') return of(planIndicator, true);
  if (['correlation', 'volatility', 'drawdown', 'trend'].includes(measure)) return of(planInsight, true);
  if (measure === 'dividends' || measure === 'splits') return of(planActions, true);
  if (measure === 'describe' || measure === 'index_members') return of(planDescription, true);
  return of(planFigures, true);
}

/** Coins are traded in many places: those of the currency that is asked for, or of the dollar and what stands for it. */
function coinsOf({ coins }: Question, { instruments }: Names): NamedInstrument[] {
  return coins.flatMap((coin) => {
    const all = placesOf({ coins: [coin] }, { instruments });
    const rows = ({ bars }: NamedInstrument): number => Math.max(0, ...bars.map((one) => one.rows));
    const isExact = ({ phrase }: NamedInstrument): number => Number(!phrase.endsWith('-USDT'));
    const [best] = all.toSorted((a, b) => rows(b) - rows(a) || isExact(b) - isExact(a));
    return best === undefined ? [] : [best];
  });
}

const placesOf = ({ coins }: Pick<Question, 'coins'>, { instruments }: Pick<Names, 'instruments'>): NamedInstrument[] =>
  instruments.filter(
    ({ id, phrase }) => coins.some((coin) => phrase.startsWith(`${coin}-`)) && id.endsWith(`:${phrase}`),
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
