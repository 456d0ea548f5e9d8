import type { Endpoint } from '../endpoint.ts';
import { getBackfill, listBackfills, startBackfill } from './backfills.ts';
import { convertMoney } from './convert-money.ts';
import { getCalendar } from './get-calendar.ts';
import { getCalendarIcal } from './get-calendar-ical.ts';
import { getHealth } from './get-health.ts';
import { getInstrument } from './get-instrument.ts';
import { getPayload } from './get-payload.ts';
import { getProvenance } from './get-provenance.ts';
import { getQuality } from './get-quality.ts';
import { getRates } from './get-rates.ts';
import { getReconciliation } from './get-reconciliation.ts';
import { getStatus } from './get-status.ts';
import { getStreamHistory } from './get-stream-history.ts';
import { handInFile } from './hand-in-file.ts';
import { listAliases } from './list-aliases.ts';
import { listBarRevisions } from './list-bar-revisions.ts';
import { listBars } from './list-bars.ts';
import { listCalendars } from './list-calendars.ts';
import { listCorporateActions } from './list-corporate-actions.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import { listFindings } from './list-findings.ts';
import { listInstruments } from './list-instruments.ts';
import { listJobs } from './list-jobs.ts';
import { listMeasurements } from './list-measurements.ts';
import { listNews } from './list-news.ts';
import { listObservations } from './list-observations.ts';
import { listQuality } from './list-quality.ts';
import { listQuarantine } from './list-quarantine.ts';
import { listQuotes } from './list-quotes.ts';
import { listRuns } from './list-runs.ts';
import { listSeries } from './list-series.ts';
import { listSessions } from './list-sessions.ts';
import { listSources } from './list-sources.ts';
import { listTrades } from './list-trades.ts';
import { listVintages } from './list-vintages.ts';
import { resendDeadLetter } from './resend-dead-letter.ts';
import { resolveSymbolEndpoint } from './resolve-symbol.ts';
import { runJob } from './run-job.ts';
import { startReplay } from './start-replay.ts';

/** Every operation of the API; contract tests iterate over it. */
export const endpoints: readonly Endpoint[] = [
  listInstruments,
  getInstrument,
  listAliases,
  resolveSymbolEndpoint,
  listCorporateActions,
  listBars,
  listBarRevisions,
  listQuotes,
  listTrades,
  getRates,
  convertMoney,
  listSeries,
  listObservations,
  listVintages,
  listMeasurements,
  listNews,
  getProvenance,
  getPayload,
  listCalendars,
  getCalendar,
  listSessions,
  getCalendarIcal,
  listQuality,
  getQuality,
  listFindings,
  getReconciliation,
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
  handInFile,
  startBackfill,
  listBackfills,
  getBackfill,
  getHealth,
];
