/** Milliseconds since the Unix epoch, UTC. Flows receive a clock, so that tests own the time. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

export function fixedClock(atMs: number): Clock & { advance(ms: number): void } {
  let now = atMs;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}

/** RFC 3339 in UTC with milliseconds: the one spelling of an instant on the wire and in the lake. */
export function toInstant(atMs: number): string {
  return new Date(atMs).toISOString();
}
