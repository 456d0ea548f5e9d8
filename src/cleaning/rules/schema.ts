import { z } from 'zod';
import type { RecordOf } from '../../model/records.ts';
import { recordSchemas } from '../../model/records.ts';
import { type Dataset, datasets, instrumentIdPattern, intervals, seriesIdPattern } from '../../model/symbol.ts';
import {
  article,
  coinBar,
  coinQuote,
  coinTrade,
  gdp,
  gdpSeries,
  nitrogenDioxide,
  randRate,
  randVintage,
  share,
  shareAlias,
  shareBar,
  shareSplit,
} from '../examples.ts';
import { rule } from '../rule.ts';

/** What a field must be, and the word for it. */
interface Shape {
  readonly must: string;
  holds(value: unknown): boolean;
}

const shape = (must: string, holds: (value: unknown) => boolean): Shape => ({ must, holds });
const matching = (must: string, pattern: RegExp, maxLength: number): Shape =>
  shape(must, (value) => typeof value === 'string' && value.length <= maxLength && pattern.test(value));
const oneOf = (values: readonly string[]): Shape => {
  const known = new Set<unknown>(values);
  return shape(`one of ${values.join(', ')}`, (value) => known.has(value));
};
const orNull = ({ must, holds }: Shape): Shape => shape(`${must}, or null`, (value) => value === null || holds(value));

const words = shape('text', (value) => typeof value === 'string');
const name = shape('text that is not empty', (value) => typeof value === 'string' && value !== '');
const flag = shape('true or false', (value) => typeof value === 'boolean');
const count = shape(
  'a whole number that is not negative',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);
const instrumentId = matching('an instrument id such as XJSE:NPN', instrumentIdPattern, 44);
const seriesId = matching('a series id such as WB:NY.GDP.MKTP.CD.ZAF', seriesIdPattern, 92);
const currency = matching('an ISO 4217 code such as ZAR', /^[A-Z]{3}$/, 3);
const day = matching('a day such as 2020-01-02', z.core.regexes.date, 10);
const instant = matching('a UTC instant such as 2020-01-02T07:00:00.000Z', z.core.regexes.datetime({}), 30);
/** A bar, a quote and a measurement are known by their time, so it has one spelling. */
const barTime = matching(instant.must, z.core.regexes.datetime({ precision: 3 }), 24);
/** Whether the text is a number is the next rule's question. */
const digits = shape('a decimal number as text', (value) => typeof value === 'string');

const interval = oneOf(intervals);

/** The zod schemas' shapes as plain tests: asking zod for each of a payload's rows would cost more than storing them. */
const shapes: { readonly [D in Dataset]: { readonly [F in keyof RecordOf[D]]: Shape } } = {
  instrument: {
    instrument_id: instrumentId,
    kind: oneOf(recordSchemas.instrument.shape.kind.options),
    name,
    mic: orNull(words),
    ticker: name,
    currency: words,
    unit: words,
    isin: orNull(words),
    timezone: words,
    sector: orNull(words),
    industry: orNull(words),
    country: orNull(words),
  },
  alias: {
    instrument_id: instrumentId,
    scheme: oneOf(recordSchemas.alias.shape.scheme.options),
    alias: name,
    valid_from: orNull(day),
    valid_to: orNull(day),
  },
  series: {
    series_id: seriesId,
    name,
    indicator: words,
    entity: words,
    entity_name: words,
    unit: orNull(words),
    interval,
    topic: oneOf(recordSchemas.series.shape.topic.options),
  },
  bar: {
    instrument_id: instrumentId,
    interval,
    time: barTime,
    session_date: orNull(day),
    open: orNull(digits),
    high: orNull(digits),
    low: orNull(digits),
    close: digits,
    volume: orNull(digits),
    turnover: orNull(digits),
    trades: orNull(count),
    unit: name,
    final: flag,
  },
  rate: { base: currency, quote: currency, date: day, value: digits },
  quote: {
    instrument_id: instrumentId,
    time: barTime,
    price: digits,
    bid: orNull(digits),
    ask: orNull(digits),
    volume: orNull(digits),
    market_cap: orNull(digits),
    unit: name,
  },
  observation: {
    series_id: seriesId,
    period: day,
    value: orNull(digits),
    status: orNull(words),
    document: orNull(words),
    page: orNull(words),
  },
  vintage: {
    series_id: seriesId,
    period: day,
    realtime_start: day,
    realtime_end: orNull(day),
    value: orNull(digits),
  },
  measurement: { series_id: seriesId, time: barTime, value: digits },
  trade: {
    instrument_id: instrumentId,
    trade_id: name,
    time: instant,
    price: digits,
    size: digits,
    side: oneOf(recordSchemas.trade.shape.side.options),
    unit: name,
  },
  corporate_action: {
    instrument_id: instrumentId,
    kind: oneOf(recordSchemas.corporate_action.shape.kind.options),
    ex_date: day,
    amount: orNull(digits),
    ratio: orNull(digits),
    unit: orNull(words),
    declared_on: orNull(day),
    record_date: orNull(day),
    payment_date: orNull(day),
    old_symbol: orNull(words),
    new_symbol: orNull(words),
  },
  news: {
    feed_id: matching('a feed such as NEWS:MONEYWEB', /^NEWS:[A-Z0-9][A-Z0-9.-]*$/, 37),
    news_id: matching('an id of at most 80 characters', /./, 80),
    story_id: name,
    kind: oneOf(recordSchemas.news.shape.kind.options),
    published_at: instant,
    title: name,
    summary: orNull(words),
    url: orNull(words),
    document_url: orNull(words),
    publisher: name,
    language: orNull(words),
    category: orNull(words),
    number: orNull(words),
    urgent: orNull(flag),
    sentiment: orNull(digits),
    mentions: shape('a list of mentions', (value) => recordSchemas.news.shape.mentions.safeParse(value).success),
  },
};

export const schema = rule({
  id: 'schema',
  datasets,
  verdict: 'rejected',
  describe: 'A record has every field of its dataset, each of its kind.',
  create(_payload, dataset) {
    const fields = Object.entries<Shape>(shapes[dataset]);
    return {
      check(row) {
        if (typeof row !== 'object' || row === null) return `A ${dataset} must be an object, not ${shown(row)}.`;
        for (const [field, { must, holds }] of fields) {
          const value = (row as unknown as Record<string, unknown>)[field];
          if (!holds(value)) return `The ${field} of a ${dataset} must be ${must}, not ${shown(value)}.`;
        }
        return null;
      },
    };
  },
  examples: {
    accepts: {
      instrument: [share],
      alias: [shareAlias],
      series: [gdpSeries],
      bar: [coinBar],
      quote: [coinQuote],
      rate: [randRate],
      observation: [gdp],
      vintage: [randVintage],
      measurement: [nitrogenDioxide],
      trade: [coinTrade],
      corporate_action: [shareSplit],
      news: [article],
    },
    rejects: {
      bar: [
        { ...shareBar, time: '2019-11-01' },
        { ...shareBar, close: 215300 },
      ],
    },
  },
});

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
