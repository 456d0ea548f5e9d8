import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import type { RawPayload } from '../../src/model/payload.ts';

const recordings = z.array(
  z.object({
    file: z.string(),
    /** The entry whose text was published, where the file is an archive. */
    text_of: z.string().optional(),
    subject: z.string(),
    url: z.url(),
    content_type: z.string(),
    fetched_at: z.iso.datetime(),
    /** How many records a person counts in the file, and how many of them are no rows. */
    records: z.number(),
    rejected: z.number(),
    /** Rules that quarantine rows which the source did publish this way. */
    quarantined: z.array(z.string()).default([]),
    origin: z.string().min(10),
  }),
);

/** What a source is asked for, and how its format would change. */
const behaviour = z.object({
  requests: z
    .array(
      z.object({ why: z.string(), subject: z.string(), from: z.string(), to: z.string(), urls: z.array(z.string()) }),
    )
    .min(1),
  answer: z.string(),
  changed: z.object({ file: z.string(), pattern: z.string(), replacement: z.string() }),
});

export interface Recording {
  readonly file: string;
  readonly subject: string;
  readonly records: number;
  readonly rejected: number;
  readonly quarantined: readonly string[];
  readonly payload: RawPayload;
  /** The text as the source wrote it, unpacked. */
  readonly text: string;
}

const folderOf = (sourceId: string): string => resolve(import.meta.dirname, '../fixtures', sourceId);

/** The recorded payloads of a source: `test/fixtures/<source>/index.json` says what they are and where they are from. */
export function recordingsOf(sourceId: string): Recording[] {
  const folder = folderOf(sourceId);
  if (!existsSync(folder)) throw new Error(`${sourceId} is in the registry but has no recorded payloads in ${folder}`);
  return recordings.parse(readJsonFile(`${folder}/index.json`)).map(({ url, content_type, fetched_at, ...fixture }) => {
    const bytes = new Uint8Array(readFileSync(`${folder}/${fixture.file}`));
    const entry = fixture.text_of === undefined ? bytes : unzipSync(bytes)[fixture.text_of];
    const headers = { 'content-type': content_type };
    return { ...fixture, payload: { url, status: 200, headers, bytes, fetched_at }, text: strFromU8(entry ?? bytes) };
  });
}

export function behaviourOf(sourceId: string): z.infer<typeof behaviour> {
  return behaviour.parse(readJsonFile(`${folderOf(sourceId)}/behaviour.json`));
}

function readJsonFile(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
