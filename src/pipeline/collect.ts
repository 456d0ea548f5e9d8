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
  /** Requests made on a UTC day; days before it may be forgotten. */
  requestsOn(day: string): number;
  countRequest(day: string): void;
  /** True the first time a day is named. */
  firstMissedKey(day: string): boolean;
}

export interface CollectDeps extends Omit<FetchDeps, 'validatorsOf'> {
  readonly memory: SourceMemory;
  /** Waits between two requests to one source. */
  wait(ms: number): Promise<void>;
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
  const { key, politeness } = connector.source;
  const today = now.slice(0, 10);
  if (key !== null && settings.api_key === undefined) {
    if (memory.firstMissedKey(today)) await reportRound(connector, now, needsKey(key.name), deps);
    return [];
  }
  const cursors = memory.cursors();
  const asked = Object.fromEntries(Object.entries(cursors).map(([subject, cursor]) => [subject, askedNow(cursor)]));
  const runs: string[] = [];
  const owed = due(connector, now, request.force ? asked : cursors, settings).filter(
    ({ subject }) => request.subject === null || subject === request.subject,
  );
  if (owed.length > 0 && request.subject === null) memory.beginRound();
  let last: RunMessage | null = null;
  const fetch = settings.is_sample ? deps.fetch : politeFetch(connector, today, deps);
  for (const job of inTurn(owed, memory.failures(), cursors)) {
    // A stand-in on loopback has no budget; what a real source's does not cover today stays owed.
    if (!settings.is_sample && memory.requestsOn(today) >= (politeness.per_day ?? Number.POSITIVE_INFINITY)) break;
    const outcome = await fetchJob(job, request.kind, {
      ...deps,
      fetch,
      validatorsOf: (url) => memory.validatorsOf(url),
    });
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
async function reportRound(connector: Connector, startedAt: string, last: RoundOutcome | null, deps: CollectDeps) {
  const round: RunMessage = {
    type: 'run',
    run_id: newId('run'),
    connector: connector.source.source_id,
    subject: 'all',
    kind: 'round',
    backfill_id: null,
    attempt: 1,
    status: last === null || last.status === 'not_modified' ? 'succeeded' : last.status,
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

type RoundOutcome = Pick<RunMessage, 'status' | 'error_code' | 'error_message'>;

const needsKey = (name: string): RoundOutcome => ({
  status: 'needs_key',
  error_code: 'config_invalid',
  error_message: `This source is not asked until the deployment has the secret ${name}.`,
});

/** Requests of one source come one at a time, each some while after the last, and are counted. */
export function politeFetch(
  connector: Connector,
  day: string,
  { clock, fetch, memory, wait }: CollectDeps,
): typeof globalThis.fetch {
  const { min_interval_ms } = connector.source.politeness;
  let lastMs = Number.NEGATIVE_INFINITY;
  return async (input, init) => {
    const owedMs = lastMs + min_interval_ms - clock.now();
    if (owedMs > 0) await wait(owedMs);
    lastMs = clock.now();
    memory.countRequest(day);
    return await fetch(input, init);
  };
}

/**
 * A failure ends a run, so one subject that fails each time would keep those behind it waiting for ever; and where a
 * day's budget does not cover all, those that have waited longest come first.
 */
function inTurn(
  jobs: readonly FetchJob[],
  failures: Readonly<Record<string, string>>,
  cursors: Readonly<Record<string, Cursor>>,
): FetchJob[] {
  const turn = ({ subject }: FetchJob): string =>
    `${failures[subject] ?? ''} ${(failures[subject] === undefined ? cursors[subject]?.asked_at : null) ?? ''}`;
  return jobs.toSorted((left, right) => {
    const [one, other] = [turn(left), turn(right)];
    return one < other ? -1 : Number(one > other);
  });
}
