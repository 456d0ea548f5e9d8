/** What runs by itself, in which Worker, and when. */
interface Job {
  readonly job: string;
  readonly worker: 'ingest' | 'clean' | 'auth';
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
  {
    job: 'meter',
    worker: 'auth',
    cron: '* * * * *',
    after: [],
    does: 'brings what keys have spent from Redis into the table that is billed from; forgets old links and sessions',
  },
  {
    job: 'prove',
    worker: 'clean',
    cron: '40 1 * * *',
    after: ['sweep'],
    does: 'rebuilds the sources that have waited longest from the lake, beside the live tables, and compares',
  },
  {
    job: 'partition',
    worker: 'clean',
    cron: '37 2 * * *',
    after: [],
    does: 'makes the partitions of the months and years to come, and tells of rows that have none',
  },
  {
    job: 'check',
    worker: 'clean',
    cron: '37 2 * * *',
    after: ['partition'],
    does: 'checks by digest the cold files that were checked longest ago, which no proof compares, and makes an index anew that does not name them',
  },
  {
    job: 'compact',
    worker: 'clean',
    cron: '37 2 * * *',
    after: ['check'],
    does: 'moves the bars of periods that are long over from the tables to Parquet, and drops their partitions',
  },
  {
    job: 'publish',
    worker: 'clean',
    cron: '37 2 * * *',
    after: ['compact'],
    does: 'makes public files of what changed in open datasets and of what was moved, and signs what is in them; the first time as soon as there is something',
  },
  {
    job: 'retain',
    worker: 'clean',
    cron: '37 2 * * *',
    after: ['publish'],
    does: 'removes what no policy of model/retention.ts keeps any more',
  },
];

/** The trigger of a job, by which a Worker knows what it woke for. */
export function cronOf(name: string): string | undefined {
  return jobs.find(({ job }) => job === name)?.cron;
}
