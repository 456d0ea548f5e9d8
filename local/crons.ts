import type { Miniflare } from 'miniflare';

/** Workers with Cron Triggers, in the order in which a first run makes sense. */
const scheduled = ['wizdata-clean', 'wizdata-ingest'] as const;
const everyMs = 60_000;

/** Workerd does not fire Cron Triggers by itself: this is the platform's clock on one machine. */
export class Crons {
  readonly #miniflare: Miniflare;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(miniflare: Miniflare) {
    this.#miniflare = miniflare;
  }

  start(): void {
    this.#timer = setInterval(() => void this.fire(), everyMs);
    void this.fire();
  }

  /** One round of every trigger, as the platform would fire them at this minute. */
  fire(): Promise<void> {
    this.#running = this.#running.then(async () => {
      await Promise.all(scheduled.map((name) => this.trigger(name)));
    });
    return this.#running;
  }

  async trigger(name: (typeof scheduled)[number]): Promise<void> {
    const worker = await this.#miniflare.getWorker(name);
    await worker.scheduled({ cron: '* * * * *', scheduledTime: new Date() });
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }
}
