import type { Benchmark } from '../benchmark.ts';
import { coldRead } from './cold-read.ts';
import { fanout } from './fanout.ts';
import { hotRead } from './hot-read.ts';
import { pipeline } from './pipeline.ts';
import { seriesCold } from './series-cold.ts';
import { seriesLoad } from './series-load.ts';
import { seriesReads } from './series-reads.ts';
import { seriesRefresh } from './series-refresh.ts';

export const benchmarks: readonly Benchmark[] = [
  hotRead,
  coldRead,
  pipeline,
  fanout,
  seriesLoad,
  seriesRefresh,
  seriesReads,
  seriesCold,
];
