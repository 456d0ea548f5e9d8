/** How long something is kept, and what ends it. */
interface RetentionPolicy {
  readonly policy: string;
  /** The table, or the prefix of the object store that ends in a slash. */
  readonly of: string;
  /** Null: for ever. */
  readonly keeps_days: number | null;
  readonly why: string;
  /** What becomes of it when its time is over. */
  readonly does: string;
}

/**
 * Everything that grows, and for how long. What is the only trace of something is kept for ever; what goes can be made
 * again from what stays, or has been read by all who were to read it. docs/retention.md is held against this.
 */
export const retention = [
  {
    policy: 'raw_payloads',
    of: 'raw/',
    keeps_days: null,
    why: 'every figure goes back to the bytes it came from, and a wrong parser is repaired by reading them again',
    does: 'nothing',
  },
  {
    policy: 'fetch_records',
    of: 'fetch/',
    keeps_days: null,
    why: 'they say when and from where the bytes came',
    does: 'nothing',
  },
  {
    policy: 'run_records',
    of: 'run/',
    keeps_days: null,
    why: 'they let the log of runs be written again after a loss',
    does: 'nothing',
  },
  {
    policy: 'fetch_log',
    of: 'fetch_log',
    keeps_days: null,
    why: 'the provenance of every row leads through it',
    does: 'nothing',
  },
  {
    policy: 'bars',
    of: 'bar',
    keeps_days: null,
    why: 'history is what the platform is for',
    does: 'periods that are over long enough move with all their revisions to Parquet files, which are kept for ever',
  },
  {
    policy: 'revisions',
    of: '*_revision',
    keeps_days: null,
    why: 'a read as of a past moment answers what was known then',
    does: 'those of bars move to Parquet with their bars, those of trades and quotes go with them',
  },
  {
    policy: 'records',
    of: 'instrument, alias, series, rate, observation, vintage, corporate_action, news',
    keeps_days: null,
    why: 'they are few, and each is history',
    does: 'nothing',
  },
  {
    policy: 'measurements',
    of: 'measurement',
    keeps_days: null,
    why: 'what a station read of the air is not published twice',
    does: 'nothing',
  },
  {
    policy: 'trades',
    of: 'trade',
    keeps_days: 90,
    why: 'they are many and read while they are new; bars keep what they come to, and the payloads stay in the lake',
    does: 'whole months are removed when they are over so long; sample rows stay, since they do not come again',
  },
  {
    policy: 'trade_revisions',
    of: 'trade_revision',
    keeps_days: 90,
    why: 'as the trades',
    does: 'removed with the months of their trades',
  },
  {
    policy: 'quotes',
    of: 'quote',
    keeps_days: 90,
    why: 'they are many and read while they are new, and the payloads stay in the lake',
    does: 'whole months are removed when they are over so long; sample rows stay, since they do not come again',
  },
  {
    policy: 'quote_revisions',
    of: 'quote_revision',
    keeps_days: 90,
    why: 'as the quotes',
    does: 'removed with the months of their quotes',
  },
  {
    policy: 'changes',
    of: 'outbox',
    keeps_days: 14,
    why: 'the rows say the same; a reader that was away for longer reads the tables anew',
    does: 'those that stream, derivations and audit have read are removed',
  },
  {
    policy: 'runs',
    of: 'job_run',
    keeps_days: 400,
    why: 'a year can be compared with the one before',
    does: 'removed, but for backfills with their windows, and of each subject the newest of a kind and outcome',
  },
  {
    policy: 'replayed_payloads',
    of: 'replay_payload',
    keeps_days: 90,
    why: 'the replay itself keeps what it found',
    does: 'lists of replays that ended so long ago are removed',
  },
  {
    policy: 'indicators',
    of: 'indicator_state',
    keeps_days: null,
    why: 'each has a line for an indicator of a series, so that its next bar is one step',
    does: 'a line is written over',
  },
  {
    policy: 'watched_indicators',
    of: 'indicator_watch',
    keeps_days: 30,
    why: 'whoever has not subscribed for so long is not listening any more',
    does: 'removed, and written again by the next who subscribes',
  },
  {
    policy: 'quarantine',
    of: 'quarantine',
    keeps_days: null,
    why: 'what the log of a fetch counts as rejected must be there to be looked at',
    does: 'nothing',
  },
  {
    policy: 'quality',
    of: 'quality',
    keeps_days: 400,
    why: 'a year can be compared with the one before',
    does: 'removed, but for the newest of each series',
  },
  {
    policy: 'findings',
    of: 'finding',
    keeps_days: 400,
    why: 'a year can be compared with the one before',
    does: 'those that were resolved so long ago are removed; open ones stay',
  },
  {
    policy: 'dead_letters',
    of: 'dead_letter',
    keeps_days: 30,
    why: 'a letter that was sent again has done its work',
    does: 'those that were sent again so long ago are removed; others stay until somebody does',
  },
  {
    policy: 'replaced_files',
    of: 'cold/bar/, public/',
    keeps_days: 1,
    why: 'whoever has read of a file may still be reading it',
    does: 'files that were replaced so long ago are removed',
  },
  {
    policy: 'thawing',
    of: 'bar_thawing',
    keeps_days: 1,
    why: 'bars on their way back from a file, which a crash has left there',
    does: 'removed; they are still in the file',
  },
  {
    policy: 'lists',
    of: 'bar_series, tick_series, source',
    keeps_days: null,
    why: 'they say which source speaks of a thing, wherever its rows lie',
    does: 'nothing',
  },
  {
    policy: 'places',
    of: 'cold_file, cold_reopened, published_file',
    keeps_days: null,
    why: 'they say in which file something lies',
    does: 'a line is replaced with its file',
  },
  {
    policy: 'replays',
    of: 'replay, rebuild_proof',
    keeps_days: null,
    why: 'they say what a repair has changed, and when a source was last proved to be what its payloads say',
    does: 'nothing',
  },
  {
    policy: 'progress',
    of: 'audited_channel, audit_state, job_lease, retention_run',
    keeps_days: null,
    why: 'each has a line for whoever works, or for what is worked on, and no more',
    does: 'a line is written over',
  },
  {
    policy: 'accounts',
    of: 'account, member, api_key',
    keeps_days: null,
    why: 'what was done and used stands under their names',
    does: 'nothing; a key that is revoked opens nothing any more',
  },
  {
    policy: 'saved_screens',
    of: 'saved_screen',
    keeps_days: null,
    why: 'an account keeps them to run them again',
    does: 'nothing; its people remove one',
  },
  {
    policy: 'account_history',
    of: 'audit_event, usage',
    keeps_days: null,
    why: 'who did what, and what is billed, must be there to be asked about',
    does: 'nothing',
  },
  {
    policy: 'sign_in_links',
    of: 'sign_in_link',
    keeps_days: 1,
    why: 'whoever comes late is told that the link has run out',
    does: 'those that ran out so long ago are removed by the job `meter`',
  },
  {
    policy: 'sessions',
    of: 'session',
    keeps_days: 0,
    why: 'one that has ended opens nothing',
    does: 'removed by the job `meter` once they have ended',
  },
  {
    policy: 'remembered_writes',
    of: 'remembered_write',
    keeps_days: 1,
    why: 'a write that is asked for again within a day is done once',
    does: 'removed by the job `meter`',
  },
  {
    policy: 'usage_flushes',
    of: 'usage_flush',
    keeps_days: 30,
    why: 'what was counted once must not be counted again when it is told twice',
    does: 'removed by the job `meter`',
  },
] as const satisfies readonly RetentionPolicy[];

type PolicyName = (typeof retention)[number]['policy'];
/** Those whose time is kept elsewhere than in the job `retain` of tables: of the object store, and by the job `meter`. */
export const keptElsewhere = [
  'replaced_files',
  'sign_in_links',
  'sessions',
  'remembered_writes',
  'usage_flushes',
] as const satisfies readonly PolicyName[];
/** Those that end. */
export type EndingPolicyName = Extract<(typeof retention)[number], { keeps_days: number }>['policy'];

const dayMs = 86_400_000;

/** From when on a policy keeps what there is, at a moment; null: from the beginning. */
export function keptFrom(policy: PolicyName, nowMs: number): number | null {
  const days = retention.find((one) => one.policy === policy)?.keeps_days ?? null;
  return days === null ? null : nowMs - days * dayMs;
}
