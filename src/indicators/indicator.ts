import type { Candle, CandleField } from './candle.ts';

type IndicatorGroup = 'trend' | 'momentum' | 'volume' | 'volatility' | 'statistics' | 'returns';

/** `price` is in the unit of the bars, `volume` in theirs; `none` is a product or a sign that has no unit of its own. */
type OutputUnit = 'price' | 'percent' | 'ratio' | 'volume' | 'none';

export interface ParamSpec {
  readonly kind: 'integer' | 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly description: string;
}

export type Params = Readonly<Record<string, number>>;

/**
 * An indicator is a fold over bars. A bar that lacks a figure the indicator needs gives null and does not enter its
 * windows; so does a bar whose own value does not exist (0/0). Absence is skipped, never counted as 0.
 */
export interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly group: IndicatorGroup;
  readonly formula: string;
  /** The book, paper or document that the formula is from. */
  readonly source: string;
  /** Where it departs from what readers know under this name. */
  readonly notes?: readonly string[];
  /** A bar without one of these is skipped. */
  readonly inputs: readonly CandleField[];
  /** Read where the bar has it. */
  readonly optional?: readonly CandleField[];
  /** In the order in which a name writes them: macd(12,26,9). */
  readonly params: Readonly<Record<string, ParamSpec>>;
  /** In the order in which `step` writes them. */
  readonly outputs: Readonly<Record<string, OutputUnit>>;
  /** When an output is null after the warm-up although the bar is whole. */
  readonly undefinedWhen?: string;
  /** What is wrong with parameters that are each in their range, or null. */
  check?(params: Params): string | null;
  /** How many bars give nulls before the first values. */
  warmup(params: Params): number;
  /**
   * How many bars before a bar decide its value to 12 digits; Infinity where the first of all never loses its weight.
   * Left out by windows, which know the bars of their warm-up and no others.
   */
  memory?(params: Params): number;
  /** Plain JSON. */
  init(params: Params): unknown;
  /** Takes one bar in. Writes the outputs in their order from `slot` on; what it does not write is null. */
  step(state: unknown, candle: Candle, out: Float64Array, slot: number, params: Params): void;
}

type Values<P> = { readonly [name in keyof P]: number };

interface Spec<P extends Record<string, ParamSpec>, S>
  extends Omit<Indicator, 'params' | 'check' | 'warmup' | 'memory' | 'init' | 'step'> {
  readonly params: P;
  check?(params: Values<P>): string | null;
  warmup(params: Values<P>): number;
  memory?(params: Values<P>): number;
  init(params: Values<P>): S;
  step(state: S, candle: Candle, out: Float64Array, slot: number, params: Values<P>): void;
}

/** An indicator whose parameters and state are known by name inside of it and opaque outside. */
export function indicator<P extends Record<string, ParamSpec>, S>(spec: Spec<P, S>): Indicator {
  return spec as unknown as Indicator;
}

/** A number of bars. The limit keeps the state of a stream small. */
export function bars(value: number, description = 'bars in the window', min = 1): ParamSpec {
  return { kind: 'integer', default: value, min, max: 2000, description };
}

export function real(value: number, min: number, max: number, description: string): ParamSpec {
  return { kind: 'number', default: value, min, max, description };
}

/** How many bars make a year, for figures that are stated per year. */
export function barsPerYear(): ParamSpec {
  return {
    kind: 'number',
    default: 252,
    min: 1,
    max: 600_000,
    description: 'bars in a year: 252 sessions, 365 days of a market that never closes',
  };
}

export function fastBelowSlow({ fast, slow }: { readonly fast: number; readonly slow: number }): string | null {
  return fast < slow ? null : `fast must be less than slow, not ${fast} and ${slow}`;
}
