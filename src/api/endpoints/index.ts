import type { Endpoint } from '../endpoint.ts';
import { getHealth } from './get-health.ts';
import { getInstrument } from './get-instrument.ts';
import { getPayload } from './get-payload.ts';
import { getProvenance } from './get-provenance.ts';
import { getRates } from './get-rates.ts';
import { getStatus } from './get-status.ts';
import { getStreamHistory } from './get-stream-history.ts';
import { listBars } from './list-bars.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import { listInstruments } from './list-instruments.ts';
import { listJobs } from './list-jobs.ts';
import { listObservations } from './list-observations.ts';
import { listQuarantine } from './list-quarantine.ts';
import { listRuns } from './list-runs.ts';
import { listSeries } from './list-series.ts';
import { listSources } from './list-sources.ts';
import { resendDeadLetter } from './resend-dead-letter.ts';
import { runJob } from './run-job.ts';
import { startReplay } from './start-replay.ts';

/** Every operation of the API; contract tests iterate over it. */
export const endpoints: readonly Endpoint[] = [
  listInstruments,
  getInstrument,
  listBars,
  getRates,
  listSeries,
  listObservations,
  getProvenance,
  getPayload,
  listSources,
  getStatus,
  getStreamHistory,
  runJob,
  listJobs,
  listRuns,
  listDeadLetters,
  resendDeadLetter,
  listQuarantine,
  startReplay,
  getHealth,
];
