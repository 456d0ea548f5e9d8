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

/** Both sides' medians, and the median of the ratios within a round. */
export function compare(rounds: readonly Round<number>[], better: 'higher' | 'lower') {
  return {
    value: median(rounds.map(({ ours }) => ours)),
    against: median(rounds.map(({ bare }) => bare)),
    ratio: median(rounds.map(({ ours, bare }) => (better === 'higher' ? ours / bare : bare / ours))),
  };
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export function percentile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
