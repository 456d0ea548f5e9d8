/** The straight line of this month: what was spent until now, at the same pace until the month's last second. */
export const forecastFormula = 'spent_this_month * seconds_of_the_month / seconds_since_its_start';

/** In whole tokens, upwards; null in the month's first hour, of which no line can be drawn. */
export function forecast(spent: number, nowMs: number): number | null {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const startMs = Date.UTC(year, month, 1);
  const elapsedMs = nowMs - startMs;
  if (elapsedMs < 3_600_000) return null;
  return Math.ceil((spent * (Date.UTC(year, month + 1, 1) - startMs)) / elapsedMs);
}
