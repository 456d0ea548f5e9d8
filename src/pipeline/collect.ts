import type { Connector, Cursor } from '../connectors/connector.ts';
import type { Validators } from '../connectors/fetcher.ts';
import { toInstant } from '../core/clock.ts';
import type { WizError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { CollectRequest } from '../model/gate.ts';
import type { RunMessage } from '../model/messages.ts';
import { askedNow, due, type FetchJob } from './due.ts';
import { type FetchDeps, fetchJob } from './fetch.ts';

/** What a gate remembers of its source between runs. */
export interface SourceMemory {
  /** The instant until which the source is left in peace, or null. */
  restingUntil(): string | null;
  cursors(): Readonly<Record<string, Cursor>>;
  validatorsOf(url: string): Validators;
  /** The subject is collected up to the instant; the next failure starts counting anew. */
  collected(subject: string, to: string, askedAt: string, validators: Readonly<Record<string, Validators>>): void;
  failed(subject: string, askedAt: string, error: WizError): void;
  /** Subjects whose last attempt failed, with the instant of that attempt. */
  failures(): Readonly<Record<string, string>>;
  /** Whether a round has begun that was not reported yet. */
  roundOpen(): boolean;
  beginRound(): void;
  endRound(): void;
}

export interface CollectDeps extends Omit<FetchDeps, 'validatorsOf'> {
  readonly memory: SourceMemory;
}

/** A source that is away or refuses is not asked for its other subjects; one document that changed says nothing of them. */
export function endsRun(error: WizError): boolean {
  return error.code !== 'source_changed';
}

/** Everything one source owes now, one request at a time. What is left when the run ends stays owed. */
export async function collect(connector: Connector, request: CollectRequest, deps: CollectDeps): Promise<string[]> {
  const { memory, settings } = deps;
  const now = toInstant(deps.clock.now());
  const resting = memory.restingUntil();
  if (resting !== null && resting > now && !request.force) return [];
  const cursors = memory.cursors();
  const asked = Object.fromEntries(Object.entries(cursors).map(([subject, cursor]) => [subject, askedNow(cursor)]));
  const runs: string[] = [];
  const owed = due(connector, now, request.force ? asked : cursors, settings).filter(
    ({ subject }) => request.subject === null || subject === request.subject,
  );
  if (owed.length > 0 && request.subject === null) memory.beginRound();
  let last: RunMessage | null = null;
  for (const job of failedLast(owed, memory.failures())) {
    const outcome = await fetchJob(job, request.kind, { ...deps, validatorsOf: (url) => memory.validatorsOf(url) });
    const { run, error, validators } = outcome;
    runs.push(run.run_id);
    last = run;
    if (error !== null) {
      memory.failed(job.subject, run.started_at, error);
      if (endsRun(error)) break;
    } else {
      memory.collected(job.subject, job.window.to, run.started_at, validators);
    }
  }
  if (memory.roundOpen()) {
    await reportRound(connector, now, last, deps);
    memory.endRound();
  }
  return runs;
}

/** That a source was asked for all it owed; after a crash, the next run reports what the killed one had finished. */
async function reportRound(connector: Connector, startedAt: string, last: RunMessage | null, deps: CollectDeps) {
  const round: RunMessage = {
    type: 'run',
    run_id: newId('run'),
    connector: connector.source.source_id,
    subject: 'all',
    kind: 'round',
    attempt: 1,
    status: last?.status === 'failed' ? 'failed' : 'succeeded',
    error_code: last?.error_code ?? null,
    error_message: last?.error_message ?? null,
    payloads: 0,
    window_from: startedAt,
    window_to: startedAt,
    started_at: startedAt,
    finished_at: toInstant(deps.clock.now()),
  };
  await deps.lake.report(round);
  await deps.send(round);
}

/** A failure ends a run, so one subject that fails each time would keep those behind it waiting for ever. */
function failedLast(jobs: readonly FetchJob[], failures: Readonly<Record<string, string>>): FetchJob[] {
  const failedAt = ({ subject }: FetchJob): string => failures[subject] ?? '';
  return jobs.toSorted((left, right) =>
    failedAt(left) < failedAt(right) ? -1 : Number(failedAt(left) > failedAt(right)),
  );
}
