import { pause } from '../core/retry.ts';

/** Work that several callers wait for at once is done once. */
export interface Flights<T> {
  /** Joins the work of that name, or begins it; `isOwn` tells whose it was. */
  join(name: string, work: () => Promise<T>): Promise<{ readonly value: T; readonly isOwn: boolean }>;
  /** Begins the work unless it is under way, and waits for nothing. */
  begin(name: string, work: () => Promise<T>): void;
  /** Nobody joins any more what is under way; those who wait for it still hear of it. */
  close(): void;
}

type Settled<T> = { readonly value: T } | { readonly error: unknown };
/** Those who wait, each with a promise of its own: one that another request made dies with that request. */
type Waiting<T> = ((settled: Settled<T>) => void)[];

/** Longer than any read takes. Who waited for nothing does the work itself. */
const patienceMs = 12_000;

/**
 * @param defer lets work go on when the request that began it is over: its caller may leave, those who joined it stay
 */
export function flights<T>(
  defer: (work: Promise<unknown>) => void,
  wait: (ms: number) => Promise<void> = pause,
): Flights<T> {
  const underWay = new Map<string, Waiting<T>>();

  function start(name: string, work: () => Promise<T>): Promise<T> {
    const waiting: Waiting<T> = [];
    underWay.set(name, waiting);
    const land = (settled: Settled<T>): void => {
      if (underWay.get(name) === waiting) underWay.delete(name);
      for (const tell of waiting) tell(settled);
    };
    const flight = work();
    defer(
      flight.then(
        (value) => land({ value }),
        (error: unknown) => land({ error }),
      ),
    );
    return flight;
  }

  return {
    async join(name, work) {
      const waiting = underWay.get(name);
      if (waiting === undefined) return { value: await start(name, work), isOwn: true };
      const landed = new Promise<Settled<T>>((resolve) => waiting.push(resolve));
      const settled = await Promise.race([landed, wait(patienceMs)]);
      if (settled === undefined) {
        // Of many who lose patience at once, the first does the work and the others wait for that.
        if (underWay.get(name) === waiting) underWay.delete(name);
        return await this.join(name, work);
      }
      if ('error' in settled) throw settled.error;
      return { value: settled.value, isOwn: false };
    },
    begin(name, work) {
      if (!underWay.has(name)) start(name, work).catch(() => undefined);
    },
    close: () => underWay.clear(),
  };
}
