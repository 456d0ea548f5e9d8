/** What runs by itself, in which Worker, and when. */
export interface Job {
  readonly job: string;
  readonly worker: 'ingest' | 'clean';
  /** A Cron Trigger of the Worker, in UTC. */
  readonly cron: string;
  /** Jobs whose work of the same time must have landed before. */
  readonly after: readonly string[];
  readonly does: string;
}

/**
 * The one table of scheduled work. A Worker wakes each minute and does what is owed: how often a source is asked is the
 * `cadence_seconds` among its facts, kept by its own gate, so that forty sources need one trigger and none waits for
 * another. The wrangler files and the clock of the local platform are held against this table.
 */
export const jobs: readonly Job[] = [
  {
    job: 'collect',
    worker: 'ingest',
    cron: '* * * * *',
    after: [],
    does: 'asks every source for what it owes by its cadence, keeps sockets open, wakes backfills that fell silent',
  },
  {
    job: 'sweep',
    worker: 'clean',
    cron: '* * * * *',
    after: ['collect'],
    does: 'sends again what was stored and not announced, and what was fetched and never read',
  },
  {
    job: 'audit',
    worker: 'clean',
    cron: '* * * * *',
    after: ['collect', 'sweep'],
    does: 'looks at series that changed: gaps, outliers, disagreement between sources; writes findings and quality',
  },
];
