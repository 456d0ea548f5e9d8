import { withTimeout } from '../core/retry.ts';

/** Work that several callers wait for at once is done once. */
export interface Flights<T> {
  /** Joins the work of that name, or begins it; `isOwn` tells whose it was. */
  join(name: string, work: () => Promise<T>): Promise<{ readonly value: T; readonly isOwn: boolean }>;
  /** Begins the work unless it is under way, and waits for nothing. */
  begin(name: string, work: () => Promise<T>): void;
}

/** Longer than any read may take. */
const patienceMs = 15_000;

/**
 * @param defer lets work go on when the request that began it is over: its caller may leave, those who joined it stay
 */
export function flights<T>(defer: (work: Promise<unknown>) => void): Flights<T> {
  const underWay = new Map<string, Promise<T>>();

  function start(name: string, work: () => Promise<T>): Promise<T> {
    const flight = work().finally(() => underWay.delete(name));
    underWay.set(name, flight);
    defer(flight.catch(() => undefined));
    return flight;
  }

  return {
    async join(name, work) {
      const known = underWay.get(name);
      if (known === undefined) return { value: await start(name, work), isOwn: true };
      return { value: await withTimeout(known, patienceMs, 'an answer that another request waits for'), isOwn: false };
    },
    begin(name, work) {
      if (!underWay.has(name)) start(name, work).catch(() => undefined);
    },
  };
}
