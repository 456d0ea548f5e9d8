import type { Miniflare } from 'miniflare';
import { jobs } from '../src/pipeline/jobs.ts';

/** Workers with Cron Triggers. */
const scheduled = [...new Set(jobs.map(({ worker }) => worker))].map((worker) => `wizdata-${worker}` as const);
const everyMs = 60_000;

/** Workerd does not fire Cron Triggers by itself: this is the platform's clock on one machine. */
export class Crons {
  readonly #miniflare: Pick<Miniflare, 'getWorker'>;
  #timer: NodeJS.Timeout | null = null;
  #rounds = 0;
  #running: Promise<unknown> = Promise.resolve();

  constructor(miniflare: Pick<Miniflare, 'getWorker'>) {
    this.#miniflare = miniflare;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), everyMs);
    this.#tick();
  }

  /** One round of every trigger, as the platform would fire them at this minute, after the round that is under way. */
  fire(): Promise<void> {
    this.#rounds += 1;
    const round = this.#running.then(async () => {
      try {
        await Promise.all(scheduled.map((name) => this.trigger(name)));
      } finally {
        this.#rounds -= 1;
      }
    });
    this.#running = round.catch(() => undefined);
    return round;
  }

  async trigger(name: (typeof scheduled)[number], scheduledMs = Date.now()): Promise<void> {
    const worker = await this.#miniflare.getWorker(name);
    await worker.scheduled({ cron: '* * * * *', scheduledTime: new Date(scheduledMs) });
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
