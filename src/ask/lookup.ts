import { addDays } from './dates.ts';
import { countriesOf, isRanking, seriesEntities } from './kinds/series.ts';
import { lookedUp } from './names.ts';
import type { Question } from './question.ts';

/** What has to be looked up before a question can be planned; null where nothing has to. */
export interface Lookup {
  readonly phrases: readonly string[];
  readonly indicators: readonly string[];
  readonly entities: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

/** Whose values rest on a year of bars before. */
const longMeasures: readonly string[] = [
  'indicator',
  'volatility',
  'drawdown',
  'trend',
  'correlation',
  'highest',
  'lowest',
];

function lookupOfOne(question: Question): Lookup {
  const { phrases, coins, currencies, concepts, period, measure } = question;
  const quotes = currencies.length > 0 ? currencies : ['USD', 'USDT'];
  const pairs = coins.flatMap((coin) => quotes.map((quote) => `${coin}-${quote}`));
  const entities = isRanking(question) ? countriesOf(question) : seriesEntities(question);
  const ofConcepts = concepts.flatMap(({ search }) => search.split(';'));
  const indicators =
    measure === 'esg' && phrases.length > 0 ? ['ESG score'] : ofConcepts.length > 0 ? ofConcepts : phrases;
  const back = longMeasures.includes(measure) ? -400 : concepts.length === 0 ? -10 : 0;
  const from = period.from === null ? null : addDays(period.from, back);
  return { phrases: [...pairs, ...lookedUp(phrases)], indicators, entities, from, to: period.to };
}

/** All parts of a question are looked up together. */
export function lookupOf(questions: readonly Question[]): Lookup | null {
  const all = questions.map(lookupOfOne);
  const phrases = [...new Set(all.flatMap((one) => one.phrases))];
  const indicators = [...new Set(all.flatMap((one) => one.indicators))];
  if (phrases.length === 0 && indicators.length === 0) return null;
  const [from] = all.some((one) => one.from === null) ? [null] : all.map((one) => one.from).toSorted();
  const to = all.some((one) => one.to === null)
    ? null
    : (all
        .map((one) => one.to)
        .toSorted()
        .at(-1) ?? null);
  return { phrases, indicators, entities: [...new Set(all.flatMap((one) => one.entities))], from: from ?? null, to };
}
