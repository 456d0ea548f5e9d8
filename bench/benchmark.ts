import type { Stage } from './stage.ts';

/** One line of the report: ours and the bare side, taken in one run in turns. */
export interface Result {
  readonly case: string;
  readonly value: number;
  readonly unit: string;
  readonly against: number;
  /** How near we come to the bare side, the higher the better: the median of the rounds' ratios. */
  readonly ratio: number;
  readonly aim: number;
  /** What is behind a figure that misses its aim. */
  readonly note?: string;
}

interface BenchmarkOptions {
  /** Also the sizes that take minutes to fill. */
  readonly large: boolean;
}

export interface Benchmark {
  /** The cases that it reports. */
  readonly cases: readonly string[];
  /** What is measured and what it is compared with. */
  readonly compares: string;
  run(stage: Stage, options: BenchmarkOptions): Promise<readonly Result[]>;
}
