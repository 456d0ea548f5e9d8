import type { IngestMessage, RunMessage } from '../model/messages.ts';
import { claimFetch } from '../storage/fetch-log.ts';
import { recordRuns } from '../storage/job-run.ts';
import { type AnnounceDeps, announce } from './announce.ts';
import { type ApplyDeps, applyPayload } from './apply.ts';

export interface ApplyMessageDeps extends ApplyDeps, AnnounceDeps {}

/** One message of ingest: a payload becomes rows and announcements, a run becomes its record. */
export async function applyMessage(message: IngestMessage, deps: ApplyMessageDeps): Promise<void> {
  if (message.type === 'run') {
    await recordRuns(deps.db, [message satisfies RunMessage]);
    return;
  }
  const state = await claimFetch(deps.db, message.fetch);
  await announce(await applyPayload(message, state, deps), deps);
}
