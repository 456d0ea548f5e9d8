import { fetcher, type Validators } from '../connectors/fetcher.ts';
import { type Clock, toInstant } from '../core/clock.ts';
import { toWizError, WizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { type RetryPolicy, retry } from '../core/retry.ts';
import { withoutSecret } from '../core/secret.ts';
import type { Lake } from '../lake/lake.ts';
import type { IngestMessage, RunMessage } from '../model/messages.ts';
import type { RawPayload } from '../model/payload.ts';
import type { SourceSettings } from '../model/source.ts';
import type { FetchJob } from './due.ts';

export interface FetchDeps {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly lake: Lake;
  readonly settings: SourceSettings;
  send(message: IngestMessage): Promise<void>;
  validatorsOf(url: string): Validators;
}

interface FetchOutcome {
  readonly run: RunMessage;
  readonly error: WizError | null;
  /** What the source said of each URL, to be sent back with the next request. */
  readonly validators: Readonly<Record<string, Validators>>;
}

const attempts: RetryPolicy = { attempts: 3, baseDelayMs: 500, maxDelayMs: 8_000 };
const userAgent = 'WizData/1.0 (+https://github.com/wizdata)';

/**
 * Fetches one job: every payload goes to the lake and then, always, onto the queue, before the next is asked for.
 * Never raises for a source's failure: that is an outcome, reported like any other.
 */
export async function fetchJob(
  job: FetchJob,
  kind: RunMessage['kind'],
  deps: FetchDeps,
  chunk: { readonly runId: string; readonly backfillId: string } | null = null,
): Promise<FetchOutcome> {
  const { connector, subject, window } = job;
  const runId = chunk?.runId ?? newId('run');
  const startedAt = toInstant(deps.clock.now());
  const validators: Record<string, Validators> = {};
  let payloads = 0;
  let attempt = 0;
  let error: WizError | null = null;
  const { clock, fetch, validatorsOf, settings } = deps;
  const { base_url: baseUrl, timeout_ms: timeoutMs } = settings;
  const polite = fetcher({ clock, fetch, baseUrl, validatorsOf, userAgent, timeoutMs });
  try {
    await retry(attempts, async (previous) => {
      attempt = previous + 1;
      payloads = 0;
      const context = { subject, settings: deps.settings, fetcher: polite };
      for await (const payload of connector.fetch(context, window)) {
        await keep(payload, job, runId, deps);
        validators[payload.url] = { etag: payload.headers.etag, last_modified: payload.headers['last-modified'] };
        payloads += 1;
      }
    });
  } catch (caught) {
    error = withoutKey(toWizError(caught), settings);
  }
  const run: RunMessage = {
    type: 'run',
    run_id: runId,
    connector: connector.source.source_id,
    subject,
    kind,
    backfill_id: chunk?.backfillId ?? null,
    attempt,
    status: error !== null ? 'failed' : payloads === 0 ? 'not_modified' : 'succeeded',
    error_code: error?.code ?? null,
    error_message: error?.message ?? null,
    payloads,
    window_from: window.from,
    window_to: window.to,
    started_at: startedAt,
    finished_at: toInstant(deps.clock.now()),
  };
  await deps.lake.report(run);
  await deps.send(run);
  return { run, error, validators };
}

/** Who failed may quote what was asked, and with it the key: reports are kept and shown. */
function withoutKey(error: WizError, { api_key, is_sample }: SourceSettings): WizError {
  const said = is_sample || api_key === undefined ? error.message : withoutSecret(error.message, api_key);
  return said === error.message ? error : new WizError(error.code, said, error.detail);
}

async function keep(payload: RawPayload, job: FetchJob, runId: string, deps: FetchDeps): Promise<void> {
  const fetch = await deps.lake.put(payload, {
    fetch_id: newId('fetch'),
    run_id: runId,
    connector: job.connector.source.source_id,
    subject: job.subject,
    window_from: job.window.from,
    window_to: job.window.to,
    is_sample: deps.settings.is_sample,
  });
  await deps.send({ type: 'raw', fetch });
}
