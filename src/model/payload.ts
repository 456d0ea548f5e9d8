import { z } from 'zod';

/** A half-open span of the world's time, [from, to), UTC instants. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Bytes as a source gave them, before any meaning. */
export interface RawPayload {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly fetched_at: string;
}

const instant = z.iso.datetime();

/** The record of one fetch: kept in the lake beside the bytes and as a row of `fetch_log`. Carries no payload. */
export const fetchRecord = z.object({
  fetch_id: z.string(),
  run_id: z.string(),
  connector: z.string(),
  subject: z.string(),
  url: z.string(),
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  sha256: z.string().length(64),
  size_bytes: z.number().int().nonnegative(),
  fetched_at: instant,
  window_from: instant,
  window_to: instant,
  is_sample: z.boolean(),
});
export type FetchRecord = z.infer<typeof fetchRecord>;
