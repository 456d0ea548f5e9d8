import type { Connector } from '../connectors/connector.ts';
import { type Clock, toInstant } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import type { Lake } from '../lake/lake.ts';
import type { IngestMessage } from '../model/messages.ts';
import type { IntakeFile } from '../model/services.ts';
import type { SourceSettings } from '../model/source.ts';

interface IntakeDeps {
  readonly clock: Clock;
  readonly lake: Lake;
  readonly settings: SourceSettings;
  send(message: IngestMessage): Promise<void>;
}

/** A file that somebody hands in goes the way of every payload: first its bytes are kept, then they are sent on. */
export async function intake(connector: Connector, file: IntakeFile, deps: IntakeDeps): Promise<{ fetch_id: string }> {
  const at = toInstant(deps.clock.now());
  const fetch = await deps.lake.put(
    {
      url: `intake:///${encodeURIComponent(file.name)}`,
      status: 200,
      headers: { 'content-type': file.content_type },
      bytes: file.bytes,
      fetched_at: at,
    },
    {
      fetch_id: newId('fetch'),
      run_id: newId('run'),
      connector: connector.source.source_id,
      subject: file.subject,
      window_from: at,
      window_to: at,
      is_sample: deps.settings.is_sample,
    },
  );
  const run: IngestMessage = {
    type: 'run',
    run_id: fetch.run_id,
    connector: fetch.connector,
    subject: file.subject,
    kind: 'intake',
    backfill_id: null,
    attempt: 1,
    status: 'succeeded',
    error_code: null,
    error_message: null,
    payloads: 1,
    window_from: at,
    window_to: at,
    started_at: at,
    finished_at: at,
  };
  await deps.lake.report(run);
  await deps.send({ type: 'raw', fetch });
  await deps.send(run);
  return { fetch_id: fetch.fetch_id };
}
