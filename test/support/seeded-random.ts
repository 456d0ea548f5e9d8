export interface SeededRandom {
  /** Uniform in [from, to], both possible. */
  whole(from: number, to: number): number;
  pick<T>(values: readonly T[]): T;
}

/** The same draws for the same seed (mulberry32), so that a case that fails can be run again. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(unit() * (to - from + 1));
  return { whole, pick: (values) => values[whole(0, values.length - 1)] as (typeof values)[number] };
}
