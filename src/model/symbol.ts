import { z } from 'zod';

/** `VENUE:TICKER`: XJSE:NPN, BINANCE:BTC-USDT, FX:EUR-ZAR, INDEX:J203. The venue is a MIC where one exists. */
export const instrumentIdPattern = /^[A-Z][A-Z0-9]{1,11}:[A-Z0-9][A-Z0-9.&-]{0,31}$/;

export const instrumentId = z.string().regex(instrumentIdPattern, 'must look like XJSE:NPN').max(45);

/** `SOURCE:INDICATOR.ENTITY`: WB:NY.GDP.MKTP.CD.ZAF. The entity is what follows the last dot. */
export const seriesIdPattern = /^[A-Z][A-Z0-9]{1,11}:[A-Z0-9][A-Z0-9._-]{0,79}$/;

export const seriesId = z.string().regex(seriesIdPattern, 'must look like WB:NY.GDP.MKTP.CD.ZAF').max(93);

export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as ZAR');

/** Nominal lengths of a bar or of an observation period, in the field's spelling; `1M` is a month, `1m` a minute. */
export const intervals = ['1m', '5m', '15m', '1h', '4h', '1d', '1w', '1M', '1q', '1y'] as const;
export type Interval = (typeof intervals)[number];
export const interval = z.enum(intervals);

/** The datasets that the line stores and announces. */
export const datasets = [
  'instrument',
  'alias',
  'series',
  'bar',
  'quote',
  'rate',
  'observation',
  'vintage',
  'measurement',
  'trade',
  'corporate_action',
  'news',
] as const;
export type Dataset = (typeof datasets)[number];

/** What changes are announced of: rows, and the indicators of bars, which are computed and not stored as rows. */
export const announced = [...datasets, 'indicator'] as const;
export type Announced = (typeof announced)[number];

/**
 * `dataset.interval:id`, or `dataset:id` where the dataset has no interval. The same text is the WebSocket channel,
 * the cache tag and the name of a file partition.
 */
export function channelName(dataset: Dataset, id: string, step?: Interval): string {
  return step === undefined ? `${dataset}:${id}` : `${dataset}.${step}:${id}`;
}

export interface Channel {
  readonly dataset: Dataset;
  readonly interval: Interval | null;
  readonly id: string;
}

/** Datasets whose channels name an interval; nothing is ever said on a channel without it, or of others with it. */
const ofIntervals: readonly string[] = ['bar', 'rate'] satisfies readonly Dataset[];

const channelPattern = /^([a-z_]+)(?:\.([0-9]+[a-zA-Z]))?:(.+)$/;

/** The parts of a channel's name, or null where the text is no channel. */
export function parseChannel(name: string): Channel | null {
  const match = channelPattern.exec(name);
  if (!match) return null;
  const [, dataset, step, id] = match;
  if (!datasets.includes(dataset as Dataset) || id === undefined) return null;
  if ((step !== undefined) !== ofIntervals.includes(dataset as Dataset)) return null;
  if (step !== undefined && !intervals.includes(step as Interval)) return null;
  if (!instrumentIdPattern.test(id) && !seriesIdPattern.test(id)) return null;
  return { dataset: dataset as Dataset, interval: (step as Interval | undefined) ?? null, id };
}

/** An indicator of the bars of an instrument, under its canonical name: `indicator.rsi(14).1m:BINANCE:BTC-USDT`. */
export interface IndicatorChannel {
  readonly indicator: string;
  readonly interval: Interval;
  readonly id: string;
}

const indicatorPattern = /^indicator\.([a-z][a-z0-9_]*(?:\([0-9.,-]+\))?)\.([0-9]+[a-zA-Z]):(.+)$/;

export const indicatorChannelName = ({ indicator, interval: step, id }: IndicatorChannel): string =>
  `indicator.${indicator}.${step}:${id}`;

export function parseIndicatorChannel(name: string): IndicatorChannel | null {
  const [, indicator, step, id] = indicatorPattern.exec(name) ?? [];
  if (indicator === undefined || id === undefined || !instrumentIdPattern.test(id)) return null;
  if (!intervals.includes(step as Interval)) return null;
  return { indicator, interval: step as Interval, id };
}

/** Whether a text may be the name of a channel. */
export const isChannel = (name: string): boolean => parseChannel(name) !== null || parseIndicatorChannel(name) !== null;

const unanchored = ({ source }: RegExp): string => source.slice(1, -1);
const either = (parts: readonly string[]): string => `(?:${parts.join('|')})`;
const without = datasets.filter((name) => !ofIntervals.includes(name));
const anyId = either([instrumentIdPattern, seriesIdPattern].map(unanchored));

/** What `isChannel` takes, for those who read of it and cannot ask. */
export const channelNamePattern = `^${either([
  `${either([`${either(ofIntervals)}\\.${either(intervals)}`, ...without])}:${anyId}`,
  `indicator\\.[a-z][a-z0-9_]*(?:\\([0-9.,-]+\\))?\\.${either(intervals)}:${unanchored(instrumentIdPattern)}`,
])}$`;
