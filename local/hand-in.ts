import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { connectors } from '../src/connectors/index.ts';
import { type Database, database } from '../src/storage/client.ts';
import type { Platform } from './platform.ts';
import { readRecordings, recordedFolder, recordedSources } from './upstream/recordings.ts';

/** Facts about the JSE that WizData itself keeps: true in every deployment. */
const ownFacts = 'jse-reference';

/**
 * Hands in the files of sources that are only read from files: all that the sample has of them, or in live mode the
 * facts that WizData keeps. A file that was handed in before is known by its digest and stays where it is.
 */
export async function handInFiles(platform: Platform, mode: 'live' | 'sample', adminKey: string): Promise<void> {
  const db = database({ connectionString: platform.owner, endpoint: platform.endpoint });
  const recorded = new Set(recordedSources());
  const sources = connectors
    .filter(({ intakeOnly, source }) => intakeOnly && recorded.has(source.source_id))
    .map(({ source }) => source.source_id)
    .filter((id) => mode === 'sample' || id === ownFacts);
  for (const source of sources) {
    const folder = recordedFolder(source);
    for (const { file, subject, content_type } of readRecordings(folder)) {
      const bytes = readFileSync(resolve(folder, file));
      if (await isKnown(db, source, subject, bytes)) continue;
      await post(platform, adminKey, {
        source,
        subject,
        name: file.slice(file.lastIndexOf('/') + 1),
        content_type,
        content_base64: bytes.toString('base64'),
      });
    }
  }
}

async function isKnown(db: Database, source: string, subject: string, bytes: Buffer): Promise<boolean> {
  const rows = await db.query('SELECT 1 FROM fetch_log WHERE connector = $1 AND subject = $2 AND sha256 = $3 LIMIT 1', [
    source,
    subject,
    createHash('sha256').update(bytes).digest('hex'),
  ]);
  return rows.length > 0;
}

async function post({ url }: Platform, key: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/admin/intakes`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`A file could not be handed in: ${await response.text()}`);
}
