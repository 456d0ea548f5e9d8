import type { Window } from '../../model/payload.ts';

/** Both ends belong to it, as the venues count. */
export interface BarSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The window in pieces of as many bars as one request brings, oldest first. */
export function barSpans({ from, to }: Window, stepMs: number, perRequest: number): BarSpan[] {
  const spans: BarSpan[] = [];
  const endMs = Date.parse(to);
  for (let fromMs = Date.parse(from); fromMs < endMs; fromMs += perRequest * stepMs) {
    spans.push({ fromMs, toMs: Math.max(fromMs, Math.min(fromMs + perRequest * stepMs, endMs) - 1000) });
  }
  return spans;
}
