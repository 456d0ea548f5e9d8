import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { type Behaviour, readBehaviour, readRecordings, recordedFolder } from '../../local/upstream/recordings.ts';
import type { RawPayload } from '../../src/model/payload.ts';
import { type Dataset, datasets } from '../../src/model/symbol.ts';

/** Instruments, their names and series are read off a payload's envelope, unless they are what it is about. */
const recordDatasets = datasets.filter((dataset) => !['instrument', 'alias', 'series'].includes(dataset));

/** A recorded payload as the line would meet it. */
export interface Recording {
  readonly file: string;
  readonly subject: string;
  readonly records: number;
  readonly rejected: number;
  readonly quarantined: readonly string[];
  /** Datasets whose rows stand for a record each. */
  readonly counts: readonly Dataset[];
  readonly payload: RawPayload;
  /** The text as the source wrote it, unpacked. */
  readonly text: string;
}

/** Answers that the local platform plays are kept with it; payloads for tests alone are kept here. */
function folderOf(sourceId: string): string {
  const own = resolve(import.meta.dirname, '../fixtures', sourceId);
  return existsSync(own) ? own : recordedFolder(sourceId);
}

/** Why the recorded payloads of a source cannot be read, as a sentence that names the file; null where they can. */
export function fixtureProblem(sourceId: string): string | null {
  const folder = folderOf(sourceId);
  const shown = relative(resolve(import.meta.dirname, '../..'), folder);
  const absent = ['index.json', 'behaviour.json'].find((file) => !existsSync(`${folder}/${file}`));
  if (absent !== undefined) return `${shown}/${absent} is missing: see "A source" in CONTRIBUTING.md`;
  try {
    behaviourOf(sourceId);
    recordingsOf(sourceId);
    return null;
  } catch (error) {
    return `${shown}: ${error instanceof z.ZodError ? z.prettifyError(error) : error}`;
  }
}

/** The recorded payloads of a source: its `index.json` says what they are and where they are from. */
export function recordingsOf(sourceId: string): Recording[] {
  const folder = folderOf(sourceId);
  return readRecordings(folder).map(({ url, content_type, fetched_at, ...fixture }) => {
    const bytes = new Uint8Array(readFileSync(`${folder}/${fixture.file}`));
    const entry = fixture.text_of === undefined ? bytes : unzipSync(bytes)[fixture.text_of];
    const headers = { 'content-type': content_type };
    const counts = fixture.counts ?? recordDatasets;
    return {
      ...fixture,
      counts,
      payload: { url, status: 200, headers, bytes, fetched_at },
      text: strFromU8(entry ?? bytes),
    };
  });
}

export function behaviourOf(sourceId: string): Behaviour {
  return readBehaviour(folderOf(sourceId));
}
