import type { Benchmark } from '../benchmark.ts';
import { coldRead } from './cold-read.ts';
import { fanout } from './fanout.ts';
import { hotRead } from './hot-read.ts';
import { pipeline } from './pipeline.ts';

export const benchmarks: readonly Benchmark[] = [hotRead, coldRead, pipeline, fanout];
