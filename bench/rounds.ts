export interface Round<T> {
  readonly ours: T;
  readonly bare: T;
}

/** Takes both sides in turns, so that whatever else the machine does meets both. The first rounds warm up. */
export async function takeTurns<T>(
  plan: { readonly warmUp: number; readonly rounds: number },
  ours: () => Promise<T>,
  bare: () => Promise<T>,
): Promise<Round<T>[]> {
  const rounds: Round<T>[] = [];
  for (let round = 0; round < plan.warmUp + plan.rounds; round += 1) {
    const taken = { ours: await ours(), bare: await bare() };
    if (round >= plan.warmUp) rounds.push(taken);
  }
  return rounds;
}

/** Both sides' medians of one figure, and the median of its ratios within a round. */
export function compare<T>(rounds: readonly Round<T>[], better: 'higher' | 'lower', figureOf: (side: T) => number) {
  const figures = rounds.map(({ ours, bare }) => ({ ours: figureOf(ours), bare: figureOf(bare) }));
  return {
    value: median(figures.map(({ ours }) => ours)),
    against: median(figures.map(({ bare }) => bare)),
    ratio: median(figures.map(({ ours, bare }) => (better === 'higher' ? ours / bare : bare / ours))),
  };
}

const median = (values: readonly number[]): number => percentile(values, 0.5);

export function percentile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
