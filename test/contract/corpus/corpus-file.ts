import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RawPayload } from '../../../src/model/payload.ts';

/** Recorded answers of the real hosts, kept outside of the repository: without them these tests are skipped. */
export const corpus = resolve(process.env.CORPUS_DIR ?? '../shared/data');

export function readCorpus(path: string): Uint8Array {
  const bytes = readFileSync(resolve(corpus, path));
  return new Uint8Array(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

/** Recordings of sockets become batches as the lake keeps them: their first line names the socket, times are seconds. */
export function payloadOf(file: string, bytes: Uint8Array): RawPayload {
  const payload = {
    url: `https://corpus.example/${file}`,
    status: 200,
    headers: {},
    bytes,
    fetched_at: '2026-11-24T00:00:00.000Z',
  };
  if (!/\.rec\.txt(?:\.gz)?$/.test(file)) return payload;
  const [head = '', ...lines] = new TextDecoder().decode(bytes).split('\n');
  const batch = lines.map((line) =>
    line.replace(/^([\d.]+): /, (_, seconds) => `${Math.floor(Number(seconds) * 1000)} `),
  );
  return { ...payload, url: head.split(' ')[0] ?? '', bytes: new TextEncoder().encode(batch.join('\n')) };
}
