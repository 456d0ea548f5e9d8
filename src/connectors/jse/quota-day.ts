const dayMs = 86_400_000;

/** How long a day's quota stays used up: vendors begin their days at midnight UTC, or do not say when. */
export function untilMidnightMs(at: string): number {
  return dayMs - (Date.parse(at) % dayMs);
}
