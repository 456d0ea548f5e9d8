import { addDays } from './dates.ts';
import { seriesEntities } from './kinds/series.ts';
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
const longMeasures: readonly string[] = ['indicator', 'volatility', 'drawdown', 'trend', 'correlation'];

export function lookupOf(question: Question): Lookup | null {
  const { phrases, coins, currencies, concept, period, measure } = question;
  const quotes = currencies.length > 0 ? currencies : ['USD', 'USDT'];
  const pairs = coins.flatMap((coin) => quotes.map((quote) => `${coin}-${quote}`));
  const entities = seriesEntities(question);
  const isSeries = concept !== null || question.places.length > 0;
  const indicators = concept !== null ? concept.search.split(';') : isSeries ? phrases : [];
  const looked = [...pairs, ...lookedUp(phrases)];
  if (looked.length === 0 && indicators.length === 0) return null;
  const back = longMeasures.includes(measure) ? -400 : concept === null ? -10 : 0;
  const from = period.from === null ? null : addDays(period.from, back);
  return { phrases: looked, indicators, entities, from, to: period.to };
}
