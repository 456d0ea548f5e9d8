import { z } from '@hono/zod-openapi';
import { instant } from '../model/records.ts';
import type { ByteRange } from './byte-range.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What is true of all of an answer's data. The same fields everywhere; null where a field has no meaning. */
export const meta = z
  .object({
    as_of: instant
      .nullable()
      .openapi({ description: 'The past moment that was asked for; null for what is known now' }),
    source: z.string().nullable().openapi({ description: 'The source of all rows, where it is one' }),
    is_sample: z
      .boolean()
      .openapi({ description: 'True when any of it comes from the sample that ships with WizData' }),
    unit: z.string().nullable().openapi({ description: 'The unit of all prices or values, where it is one' }),
    limit: z.number().int().nullable().openapi({ description: 'Rows at most in this page, after the cap of the plan' }),
    next_cursor: z.string().nullable().openapi({ description: 'Give it as `cursor` to go on; null on the last page' }),
    provenance: z
      .string()
      .openapi({ description: 'Where each `fetch_id` of the data leads: the id takes the place of the braces' }),
  })
  .openapi('Meta');

export type Meta = z.infer<typeof meta>;

/** Rows name the fetch that they rest on; this is the link to it. */
const provenance = '/v1/provenance/{fetch_id}';

export function metaOf(known: Partial<FullMeta>): FullMeta {
  const unknown = { as_of: null, source: null, is_sample: false, unit: null, limit: null, next_cursor: null };
  return { ...unknown, ...known, provenance };
}

/** What few endpoints say beside the fields that all have. */
export type FullMeta = Meta & Readonly<Record<string, unknown>>;

export const envelope = <T extends z.ZodType>(data: T, full: z.ZodType = meta) => z.object({ data, meta: full });

/** Data as JSON text, which often comes from Postgres and is passed on unread. */
export interface JsonAnswer {
  readonly json: string;
  readonly meta: FullMeta;
  /** Channels and datasets whose changes make the answer out of date. */
  readonly tags: readonly string[];
  /** Given to, or taken from, the browser that asks. */
  readonly session?: SessionCookie;
}

type Bytes = ReadableStream | Uint8Array;

/** Bytes that are not our JSON: as a source gave them, or a file that we made, which may come in parts. */
export interface BytesAnswer {
  readonly bytes: Bytes | ((range: ByteRange | null) => Promise<Bytes>);
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Names the content, for ever. */
  readonly digest: string;
  /** What to save it as, when not its digest. */
  readonly fileName?: string;
  /** How long it may be kept, when not for ever: what we make may say something else tomorrow. */
  readonly maxAgeSeconds?: number;
}

export type Answer = JsonAnswer | BytesAnswer;

export function jsonAnswer(json: string, known: Partial<FullMeta> = {}, tags: readonly string[] = []): JsonAnswer {
  return { json, meta: metaOf(known), tags };
}
