import type { Endpoint } from '../endpoint.ts';
import { getAccount, signIn, signOut, signUp } from './account.ts';
import { listDividends, listSplits } from './actions-by-day.ts';
import { ask } from './ask.ts';
import { getBackfill, listBackfills, startBackfill } from './backfills.ts';
import { compare } from './compare.ts';
import { compareEsg } from './compare-esg.ts';
import { convertMoney } from './convert-money.ts';
import { explainEsgScore } from './explain-esg-score.ts';
import { getCalendar } from './get-calendar.ts';
import { getCalendarIcal } from './get-calendar-ical.ts';
import { getEsgMethod } from './get-esg-method.ts';
import { getEsgOfStock } from './get-esg-of-stock.ts';
import { getEsgScore } from './get-esg-score.ts';
import { getFile } from './get-file.ts';
import { getHealth } from './get-health.ts';
import { getInstrument } from './get-instrument.ts';
import { getLatestIndicators } from './get-latest-indicators.ts';
import { getLatestQuotes } from './get-latest-quotes.ts';
import { getPayload } from './get-payload.ts';
import { getProvenance } from './get-provenance.ts';
import { getPublishingKeys } from './get-publishing-keys.ts';
import { getQuality } from './get-quality.ts';
import { getRates } from './get-rates.ts';
import { getReconciliation } from './get-reconciliation.ts';
import { getStatus } from './get-status.ts';
import { getStreamHistory } from './get-stream-history.ts';
import { getUdfHistory } from './get-udf-history.ts';
import { getUdfQuotes } from './get-udf-quotes.ts';
import { getUsage } from './get-usage.ts';
import { handInFile } from './hand-in-file.ts';
import { getIndicator, listIndicators } from './indicators.ts';
import { getIndex, listIndexConstituents, listIndices } from './indices.ts';
import { insightEndpoints, listInsights } from './insights.ts';
import { changeKey, createKey, getKey, listKeys, revokeKey, rotateKey } from './keys.ts';
import { listAliases } from './list-aliases.ts';
import { listAudit } from './list-audit.ts';
import { listBarRevisions } from './list-bar-revisions.ts';
import { listBars } from './list-bars.ts';
import { listCalendars } from './list-calendars.ts';
import { listConstituents } from './list-constituents.ts';
import { listCorporateActions } from './list-corporate-actions.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import { listEsgScores } from './list-esg-scores.ts';
import { listFiles } from './list-files.ts';
import { listFindings } from './list-findings.ts';
import { listIndicatorValues } from './list-indicator-values.ts';
import { listInstruments } from './list-instruments.ts';
import { listJobs } from './list-jobs.ts';
import { listManyBars } from './list-many-bars.ts';
import { listMeasurements } from './list-measurements.ts';
import { listMovers } from './list-movers.ts';
import { listNews } from './list-news.ts';
import { listObservations } from './list-observations.ts';
import { listQuality } from './list-quality.ts';
import { listQuarantine } from './list-quarantine.ts';
import { listQuotes } from './list-quotes.ts';
import { listRuns } from './list-runs.ts';
import { listScreenFields } from './list-screen-fields.ts';
import { listSectors } from './list-sectors.ts';
import { listSeries } from './list-series.ts';
import { listSessions } from './list-sessions.ts';
import { listSources } from './list-sources.ts';
import { listTrades } from './list-trades.ts';
import { listUdfTimescaleMarks } from './list-udf-timescale-marks.ts';
import { listVintages } from './list-vintages.ts';
import { changeMember, inviteMember, removeMember } from './members.ts';
import { getRegion, listRegions } from './regions.ts';
import { discardReplay, getReplay, listReplays, startReplay, swapReplay } from './replays.ts';
import { resendDeadLetter } from './resend-dead-letter.ts';
import { resolveSymbolEndpoint } from './resolve-symbol.ts';
import { runJob } from './run-job.ts';
import { runQuery } from './run-query.ts';
import { runScreen } from './run-screen.ts';
import { changeScreen, createScreen, deleteScreen, getScreen, listScreens, runSavedScreen } from './screens.ts';
import { searchEverything } from './search.ts';
import { getUdfConfig, getUdfTime } from './udf-config.ts';
import { getUdfSymbol, searchUdf } from './udf-symbols.ts';

/** Every operation of the API; contract tests iterate over it. */
export const endpoints: readonly Endpoint[] = [
  listInstruments,
  getInstrument,
  listAliases,
  resolveSymbolEndpoint,
  searchEverything,
  listCorporateActions,
  listDividends,
  listSplits,
  listIndices,
  getIndex,
  listIndexConstituents,
  listBars,
  listManyBars,
  compare,
  listMovers,
  listSectors,
  listBarRevisions,
  listConstituents,
  // Before the quotes of an instrument, whose path would take `latest` for an id.
  getLatestQuotes,
  listQuotes,
  listTrades,
  getRates,
  convertMoney,
  listIndicatorValues,
  listIndicators,
  // Before one of the catalogue, whose path would take `latest` for its id.
  getLatestIndicators,
  getIndicator,
  listSeries,
  listObservations,
  listVintages,
  listMeasurements,
  listRegions,
  getRegion,
  listEsgScores,
  getEsgScore,
  explainEsgScore,
  compareEsg,
  getEsgOfStock,
  getEsgMethod,
  runScreen,
  listScreenFields,
  listScreens,
  createScreen,
  getScreen,
  changeScreen,
  deleteScreen,
  runSavedScreen,
  listInsights,
  ...insightEndpoints,
  listNews,
  getUdfConfig,
  getUdfTime,
  getUdfSymbol,
  searchUdf,
  getUdfHistory,
  getUdfQuotes,
  listUdfTimescaleMarks,
  runQuery(() => endpoints),
  ask(() => endpoints),
  listFiles,
  getFile,
  getPublishingKeys,
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
  signUp,
  signIn,
  signOut,
  getAccount,
  inviteMember,
  changeMember,
  removeMember,
  listKeys,
  createKey,
  getKey,
  changeKey,
  revokeKey,
  rotateKey,
  listAudit,
  getUsage,
  runJob,
  listJobs,
  listRuns,
  listDeadLetters,
  resendDeadLetter,
  listQuarantine,
  startReplay,
  listReplays,
  getReplay,
  swapReplay,
  discardReplay,
  handInFile,
  startBackfill,
  listBackfills,
  getBackfill,
  getHealth,
];
