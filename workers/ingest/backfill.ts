import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from 'cloudflare:workers';
import { connectorOf } from '../../src/connectors/index.ts';
import { systemClock, toInstant } from '../../src/core/clock.ts';
import type { BackfillRequest } from '../../src/model/services.ts';
import { backfillRun, planBackfill } from '../../src/pipeline/backfill.ts';
import type { IngestEnv } from './env.ts';
import { lineOf, settingsOf } from './line.ts';

/** A source that is away for longer is reported as failed for this window, and the backfill goes on. */
const attempts = { retries: { limit: 5, delay: '20 seconds', backoff: 'exponential' }, timeout: '15 minutes' } as const;

/** A window is a step: what was fetched before a restart is not fetched again after it. */
export class Backfill extends WorkflowEntrypoint<IngestEnv, BackfillRequest> {
  override async run(event: Readonly<WorkflowEvent<BackfillRequest>>, step: WorkflowStep): Promise<void> {
    const { payload: request, instanceId: id } = event;
    const connector = connectorOf(request.connector);
    const chunks = planBackfill(id, connector, request, settingsOf(this.env, connector));
    const gate = this.env.SOURCE_GATE.getByName(request.connector);
    const { report } = lineOf(this.env);
    const started_at = await step.do('begin', async () => {
      const at = toInstant(systemClock.now());
      await gate.beginBackfill(id);
      await report(backfillRun(id, request, { chunks: chunks.length, failed: null, started_at: at, at }));
      return at;
    });
    let failed = 0;
    for (const chunk of chunks) {
      const name = `${chunk.index} ${chunk.subject} ${chunk.window.from}`;
      try {
        const { status } = await step.do(name, attempts, async () => {
          const outcome = await gate.fetchChunk(chunk);
          if (outcome.status === 'failed' && outcome.retry) throw new Error(outcome.error_code ?? 'failed');
          return { status: outcome.status };
        });
        if (status === 'failed' || status === 'needs_key') failed += 1;
      } catch {
        // Every attempt has reported its own failure as a run; the other windows are not to blame.
        failed += 1;
      }
    }
    await step.do('end', async () => {
      const at = toInstant(systemClock.now());
      await report(backfillRun(id, request, { chunks: chunks.length, failed, started_at, at }));
      await gate.endBackfill(id);
    });
  }
}
