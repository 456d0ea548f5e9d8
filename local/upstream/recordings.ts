import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { connectors } from '../../src/connectors/index.ts';
import { datasets } from '../../src/model/symbol.ts';

/** Which requests a recorded answer is given to, beside those to its own path; `false` for payloads that only tests read. */
const serve = z.union([
  z.literal(false),
  z.array(z.string()).transform((query) => ({ path: null, query })),
  z.object({
    /** The path that the asker may name, as a regular expression, where it holds days or pages. */
    path: z.string(),
    query: z.array(z.string()).default([]),
  }),
]);

const recordings = z.array(
  z.strictObject({
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
    /** Rules that quarantine or flag rows which the source did publish this way. */
    quarantined: z.array(z.string()).default([]),
    /** Datasets whose rows stand for a record each; all but instruments, aliases and series when left out. */
    counts: z.array(z.enum(datasets)).optional(),
    origin: z.string().min(10),
    /** Query parameters that must be those of `url`; without any the path alone decides. */
    serve: serve.default({ path: null, query: [] }),
  }),
);
export type Recording = z.infer<typeof recordings>[number];

/** What a source is asked for, how its format would change, and what the sample platform collects. */
const behaviour = z.strictObject({
  requests: z.array(
    z.strictObject({
      why: z.string(),
      subject: z.string(),
      from: z.string(),
      to: z.string(),
      urls: z.array(z.string()),
    }),
  ),
  answer: z.string(),
  changed: z.strictObject({ file: z.string(), pattern: z.string(), replacement: z.string() }),
  sample: z.strictObject({ from: z.iso.date(), subjects: z.array(z.string()).optional() }).optional(),
});
export type Behaviour = z.infer<typeof behaviour>;

const root = resolve(import.meta.dirname, 'recorded');

/** Folders of recorded answers are named by their source. */
export function recordedFolder(sourceId: string): string {
  return resolve(root, sourceId);
}

/** Sources whose recorded answers the platform plays. */
export function recordedSources(): string[] {
  const ids = connectors.map(({ source }) => source.source_id);
  return ids.filter((id) => existsSync(resolve(root, id, 'behaviour.json')));
}

export function readRecordings(folder: string): Recording[] {
  return recordings.parse(readJsonFile(`${folder}/index.json`));
}

export function readBehaviour(folder: string): Behaviour {
  return behaviour.parse(readJsonFile(`${folder}/behaviour.json`));
}

function readJsonFile(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
