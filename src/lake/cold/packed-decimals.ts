import type { Decimal } from '../../core/decimal.ts';
import type { ColdBar } from './cold-bar.ts';
import { mostDigits } from './parquet-types.ts';
import { cheapestScale, fromUnscaled, neededDecimals, publishedDecimals, toUnscaled } from './scaled-decimal.ts';

const fields = ['open', 'high', 'low', 'close', 'volume', 'turnover'] as const;
export type BarDecimals = Pick<ColdBar, (typeof fields)[number]>;

/**
 * The decimals of a bar as integers, prices in units of 10^-price_scale, volume in units of 10^-volume_scale. As in a
 * candlestick, open is the close and a distance, high is the higher end of that body and its upper wick, low the lower
 * end less the lower wick: short distances, of which the wicks are hardly ever negative, take fewer bits than prices.
 * Turnover is the volume at the close and a distance, in units that are the product of the two.
 */
export interface PackedDecimals {
  readonly close_unscaled: bigint | null;
  readonly open_from_close: bigint | null;
  readonly upper_wick: bigint | null;
  readonly lower_wick: bigint | null;
  readonly volume_unscaled: bigint | null;
  readonly turnover_from_close: bigint | null;
  readonly price_scale: number;
  readonly volume_scale: number;
  /** Digits after the point of open, high, low, close, volume and turnover as published; null where no zero ends them. */
  readonly published_decimals: string | null;
  /** JSON of the six as published, where they do not fit these integers exactly. */
  readonly decimals_as_text: string | null;
}

/** Packs the bars of one series, which have one scale and mostly one way to publish their digits. */
export function packDecimals(bars: readonly BarDecimals[]): PackedDecimals[] {
  const price_scale = cheapestScale(bars.map(neededForPrices), 4);
  const scaleOf = (field: 'volume' | 'turnover') =>
    cheapestScale(
      bars.map((bar) => neededFor(bar[field])),
      1,
    );
  // Turnover has no more places than price and volume together, unless all that were traded came out even.
  const volume_scale = Math.max(scaleOf('volume'), scaleOf('turnover') - price_scale);
  const places = bars.map((bar) => fields.map((field) => placesOf(bar[field])));
  const usual = fields.map((_field, at) => places.reduce<number | null>((most, row) => larger(most, row[at]), null));
  const isUsual = places.every((row) => row.every((count, at) => count === null || count === usual[at]));
  return bars.map((bar, at) => {
    const published_decimals = isUsual ? spelled(usual) : isTrimmed(bar) ? null : spelled(places[at] ?? []);
    return packOne(bar, { price_scale, volume_scale, published_decimals });
  });
}

export function unpackDecimals(packed: PackedDecimals): BarDecimals {
  const { close_unscaled: close, volume_unscaled: volume, decimals_as_text, price_scale, volume_scale } = packed;
  if (close === null) return JSON.parse(decimals_as_text ?? '') as BarDecimals;
  const places = packed.published_decimals?.split(',') ?? [];
  const written = (unscaled: bigint | null, scale: number, at: number): Decimal | null =>
    unscaled === null ? null : fromUnscaled(unscaled, scale, places[at] ? Number(places[at]) : null);
  const open = plus(close, packed.open_from_close);
  const body = bodyOf(open, close);
  return {
    open: written(open, price_scale, 0),
    high: written(plus(body.top, packed.upper_wick), price_scale, 1),
    low: written(minus(body.bottom, packed.lower_wick), price_scale, 2),
    close: fromUnscaled(close, price_scale, places[3] ? Number(places[3]) : null),
    volume: written(volume, volume_scale, 4),
    turnover: written(plus(times(close, volume), packed.turnover_from_close), price_scale + volume_scale, 5),
  };
}

type Form = Pick<PackedDecimals, 'price_scale' | 'volume_scale' | 'published_decimals'>;

/** Only what comes back digit by digit is packed. */
function packOne(bar: BarDecimals, form: Form): PackedDecimals {
  const unscaled = (price: Decimal | null) => (price === null ? null : toUnscaled(price, form.price_scale));
  const [open, high, low, close] = [bar.open, bar.high, bar.low, bar.close].map(unscaled);
  if (close === null || close === undefined) return asText(bar, form);
  const body = bodyOf(open ?? null, close);
  const volume = bar.volume === null ? null : toUnscaled(bar.volume, form.volume_scale);
  const turnover =
    bar.turnover === null ? null : toUnscaled(bar.turnover, form.price_scale + form.volume_scale, mostDigits);
  const packed: PackedDecimals = {
    close_unscaled: close,
    open_from_close: minus(open, close),
    upper_wick: minus(high, body.top),
    lower_wick: minus(body.bottom, low),
    volume_unscaled: volume,
    turnover_from_close: in64Bits(minus(turnover, times(close, volume))),
    ...form,
    decimals_as_text: null,
  };
  const back = unpackDecimals(packed);
  return fields.every((field) => back[field] === bar[field]) ? packed : asText(bar, form);
}

function asText({ open, high, low, close, volume, turnover }: BarDecimals, form: Form): PackedDecimals {
  return {
    close_unscaled: null,
    open_from_close: null,
    upper_wick: null,
    lower_wick: null,
    volume_unscaled: null,
    turnover_from_close: null,
    ...form,
    published_decimals: null,
    decimals_as_text: JSON.stringify({ open, high, low, close, volume, turnover }),
  };
}

type Whole = bigint | null | undefined;
const plus = (left: Whole, right: Whole): bigint | null => (left == null || right == null ? null : left + right);
const minus = (left: Whole, right: Whole): bigint | null => (left == null || right == null ? null : left - right);
const times = (left: Whole, right: Whole): bigint | null => (left == null || right == null ? null : left * right);
const in64Bits = (whole: bigint | null) => (whole === null || BigInt.asIntN(64, whole) !== whole ? null : whole);
const bodyOf = (open: bigint | null, close: bigint) =>
  open !== null && open > close ? { top: open, bottom: close } : { top: close, bottom: open ?? close };

const placesOf = (text: Decimal | null): number | null => (text === null ? null : publishedDecimals(text));
const neededFor = (text: Decimal | null): number => (text === null ? 0 : neededDecimals(text));
const neededForPrices = ({ open, high, low, close }: BarDecimals): number =>
  Math.max(neededFor(open), neededFor(high), neededFor(low), neededFor(close));
const isTrimmed = (bar: BarDecimals): boolean =>
  fields.every((field) => placesOf(bar[field]) === null || placesOf(bar[field]) === neededFor(bar[field]));
const larger = (most: number | null, count: number | null = null): number | null =>
  count === null ? most : Math.max(most ?? 0, count);
const spelled = (places: readonly (number | null)[]): string => places.map((count) => count ?? '').join(',');
