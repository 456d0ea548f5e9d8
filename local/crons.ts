import type { Miniflare } from 'miniflare';
import { jobs } from '../src/pipeline/jobs.ts';

const everyMinute = '* * * * *';
const everyMs = 60_000;
const dayMs = 86_400_000;

type WorkerName = `wizdata-${(typeof jobs)[number]['worker']}`;

/** The Cron Triggers that there are, each once. */
const triggers = [
  ...new Map(
    jobs.map(({ worker, cron }) => [`${worker} ${cron}`, { name: `wizdata-${worker}` as WorkerName, cron }]),
  ).values(),
];

/** Workerd does not fire Cron Triggers by itself: this is the platform's clock on one machine. */
export class Crons {
  readonly #miniflare: Pick<Miniflare, 'getWorker'>;
  #timer: NodeJS.Timeout | null = null;
  #rounds = 0;
  /** Until when the triggers that are not of every minute have been looked at. */
  #seenMs = Date.now();
  #running: Promise<unknown> = Promise.resolve();

  constructor(miniflare: Pick<Miniflare, 'getWorker'>) {
    this.#miniflare = miniflare;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), everyMs);
    this.#tick();
  }

  /**
   * One round of every trigger that is due, as the platform would fire them at this minute, after the round that is under
   * way.
   */
  fire(): Promise<void> {
    this.#rounds += 1;
    const round = this.#running.then(async () => {
      try {
        await Promise.all(this.#due().map(({ name, cron }) => this.trigger(name, Date.now(), cron)));
      } finally {
        this.#rounds -= 1;
      }
    });
    this.#running = round.catch(() => undefined);
    return round;
  }

  async trigger(name: WorkerName, scheduledMs = Date.now(), cron = everyMinute): Promise<void> {
    const worker = await this.#miniflare.getWorker(name);
    await worker.scheduled({ cron, scheduledTime: new Date(scheduledMs) });
  }

  /** Those of every minute, and of the others those whose minute has come since the last round. */
  #due(): typeof triggers {
    const now = Date.now();
    const since = Math.max(this.#seenMs, now - dayMs);
    this.#seenMs = now;
    return triggers.filter(({ cron }) => cron === everyMinute || comesBetween(cron, since, now));
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  /** A long round is not followed by a queue of the ones it outlasted; one that fails is the next one's to repair. */
  #tick(): void {
    if (this.#rounds === 0) this.fire().catch(() => undefined);
  }
}

/** Whether a minute in (from, to] is one of a trigger's, in UTC. */
export function comesBetween(cron: string, from: number, to: number): boolean {
  for (let at = (Math.floor(from / everyMs) + 1) * everyMs; at <= to; at += everyMs) {
    if (isMinuteOf(cron, new Date(at))) return true;
  }
  return false;
}

function isMinuteOf(cron: string, at: Date): boolean {
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  return cron.split(' ').every((field, index) =>
    field.split(',').some((part) => {
      const value = now[index] as number;
      const step = /^\*\/(\d+)$/.exec(part)?.[1];
      return part === '*' || (step === undefined ? Number(part) === value : value % Number(step) === 0);
    }),
  );
}
