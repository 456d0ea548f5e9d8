import type { Benchmark } from '../benchmark.ts';
import { fanout } from './fanout.ts';
import { gatewayBlocks } from './gateway-blocks.ts';
import { gatewayCoalesce } from './gateway-coalesce.ts';
import { gatewayCold } from './gateway-cold.ts';
import { gatewayHot } from './gateway-hot.ts';
import { gatewayLimiter } from './gateway-limiter.ts';
import { gatewayP99 } from './gateway-p99.ts';
import { gatewayQuotes } from './gateway-quotes.ts';
import { gatewayTrips } from './gateway-trips.ts';
import { indicatorsBatch } from './indicators-batch.ts';
import { indicatorsMany } from './indicators-many.ts';
import { indicatorsStream } from './indicators-stream.ts';
import { pipeline } from './pipeline.ts';
import { screener } from './screener.ts';
import { seriesCold } from './series-cold.ts';
import { seriesLoad } from './series-load.ts';
import { seriesReads } from './series-reads.ts';
import { seriesRefresh } from './series-refresh.ts';

export const benchmarks: readonly Benchmark[] = [
  gatewayHot,
  gatewayCold,
  gatewayQuotes,
  gatewayP99,
  gatewayCoalesce,
  gatewayBlocks,
  gatewayTrips,
  gatewayLimiter,
  pipeline,
  fanout,
  seriesLoad,
  seriesRefresh,
  seriesReads,
  seriesCold,
  indicatorsBatch,
  indicatorsMany,
  indicatorsStream,
  screener,
];
