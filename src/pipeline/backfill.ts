import type { Connector } from '../connectors/connector.ts';
import { toInstant } from '../core/clock.ts';
import { WizError } from '../core/errors.ts';
import type { Chunk } from '../model/gate.ts';
import type { RunMessage } from '../model/messages.ts';
import type { Window } from '../model/payload.ts';
import type { BackfillRequest } from '../model/services.ts';
import type { SourceSettings } from '../model/source.ts';

/** A Workflow keeps a result for each step, and has room for about a thousand. */
const maxChunks = 500;
const dayMs = 86_400_000;

/** What a backfill fetches, oldest first, subject by subject. Pure, so that a restart plans the same. */
export function planBackfill(
  backfillId: string,
  connector: Connector,
  request: BackfillRequest,
  settings: SourceSettings,
): Chunk[] {
  const known = settings.subjects ?? connector.subjects;
  mustCollect(connector, request.subject, settings);
  const subjects = request.subject === null ? known : [request.subject];
  const covered = { from: laterOf(request.from, `${connector.source.coverage_start}T00:00:00.000Z`), to: request.to };
  if (covered.from >= covered.to) {
    throw new WizError(
      'invalid_request',
      `${connector.source.source_id} has nothing of before ${connector.source.coverage_start}, nor of the future`,
    );
  }
  const chunks = subjects.flatMap((subject) =>
    windowsOf(covered, connector.backfillDays ?? null).map((window) => ({ subject, window })),
  );
  if (chunks.length > maxChunks) {
    const said = `these are ${chunks.length} requests and a backfill has ${maxChunks} at most; name a subject or a shorter span`;
    throw new WizError('invalid_request', said);
  }
  return chunks.map((chunk, index) => ({ backfill_id: backfillId, index, ...chunk }));
}

const laterOf = (one: string, other: string): string => (one > other ? one : other);

/** Raises what to do instead where a source, or a subject of it, is not asked for anything. */
export function mustCollect(connector: Connector, subject: string | null, settings: SourceSettings): void {
  if (connector.intakeOnly) {
    throw new WizError('conflict', `${connector.source.name} is only read from files: POST /v1/admin/intakes`);
  }
  if (subject !== null && !(settings.subjects ?? connector.subjects).includes(subject)) {
    throw new WizError('not_found', `${connector.source.source_id} has no subject ${subject}`);
  }
}

function windowsOf({ from, to }: Window, days: number | null): Window[] {
  if (days === null) return [{ from, to }];
  const windows: Window[] = [];
  const end = Date.parse(to);
  for (let at = Date.parse(from); at < end; at += days * dayMs) {
    windows.push({ from: toInstant(at), to: toInstant(Math.min(at + days * dayMs, end)) });
  }
  return windows;
}

export const chunkRunId = ({ backfill_id, index }: Chunk): string => `${backfill_id}_${index}`;

/** The report of a backfill as a whole: `running` when it begins, and how it went when it has ended. */
export function backfillRun(
  backfillId: string,
  request: BackfillRequest,
  state: {
    readonly chunks: number;
    readonly failed: number | null;
    readonly started_at: string;
    readonly at: string;
  },
): RunMessage {
  const { failed, chunks, started_at, at } = state;
  return {
    type: 'run',
    run_id: backfillId,
    connector: request.connector,
    subject: request.subject ?? 'all',
    kind: 'backfill',
    backfill_id: backfillId,
    attempt: 1,
    status: failed === null ? 'running' : failed > 0 ? 'failed' : 'succeeded',
    error_code: null,
    error_message: failed ? `${failed} of ${chunks} requests failed; their runs say why` : null,
    payloads: chunks,
    window_from: request.from,
    window_to: request.to,
    started_at,
    finished_at: at,
  };
}
