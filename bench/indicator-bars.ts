import type { CandleColumns, CandleSource } from '../src/indicators/candle.ts';

export interface Candles {
  readonly open: number[];
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
  readonly volume: number[];
}

/** A walk of prices, the same in every run. */
export function candlesOf(length: number): Candles {
  let seed = 12_345;
  const unit = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const candles: Candles = { open: [], high: [], low: [], close: [], volume: [] };
  let price = 4000;
  for (let at = 0; at < length; at += 1) {
    const open = price;
    price *= 1 + (unit() - 0.5) / 50;
    candles.open.push(open);
    candles.high.push(Math.max(open, price) * (1 + unit() / 200));
    candles.low.push(Math.min(open, price) * (1 - unit() / 200));
    candles.close.push(price);
    candles.volume.push(1 + unit() * 1e6);
  }
  return candles;
}

export const columnsOf = (candles: Candles): CandleColumns =>
  Object.fromEntries(Object.entries(candles).map(([field, values]) => [field, Float64Array.from(values)]));

/** As they are stored: days, their figures as text. */
export const barsOf = ({ open, high, low, close, volume }: Candles): CandleSource[] =>
  close.map((price, at) => ({
    ...{ time: new Date(at * 86_400_000).toISOString(), session_date: null, turnover: null },
    ...{ open: String(open[at]), high: String(high[at]), low: String(low[at]) },
    ...{ close: String(price), volume: String(volume[at]) },
  }));

/** How often a second a piece of work can be done, by doing it for so long. */
export function perSecond(work: () => unknown, forMs = 30): number {
  const begun = performance.now();
  let times = 0;
  let elapsed = 0;
  do {
    work();
    times += 1;
    elapsed = performance.now() - begun;
  } while (elapsed < forMs);
  return (1000 * times) / elapsed;
}
