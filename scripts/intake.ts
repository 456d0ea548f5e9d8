import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { clean } from '../src/cleaning/clean.ts';
import { rules } from '../src/cleaning/index.ts';
import { parserFor } from '../src/connectors/connector.ts';
import { connectorOf } from '../src/connectors/index.ts';
import { command, platformApi } from './platform-api.ts';

const usage = 'npm run intake -- --source yahoo-csv --subject NPN.JO [--dry-run] <file>';
const shownReasons = 5;

/** Hands a file in as a payload of a source; with --dry-run only says what would become of it. */
await command(async () => {
  const { values, positionals } = parseArgs({
    options: {
      source: { type: 'string' },
      subject: { type: 'string', default: 'all' },
      type: { type: 'string', default: 'application/octet-stream' },
      'dry-run': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const { source, subject, type } = values;
  const [path] = positionals;
  if (!source || path === undefined) throw new Error(usage);
  const stored = await readFile(path);
  const bytes = new Uint8Array(path.endsWith('.gz') ? gunzipSync(stored) : stored);
  const name = basename(path).replace(/\.gz$/, '');
  if (values['dry-run']) {
    process.stdout.write(`${readAsLine(source, subject, name, type, bytes)}\n`);
    return;
  }
  const content_base64 = Buffer.from(bytes).toString('base64');
  const body = { source, subject, name, content_type: type, content_base64 };
  const { fetch_id } = await platformApi(process.env).post<{ fetch_id: string }>('/v1/admin/intakes', body);
  process.stdout.write(`${fetch_id}: see /v1/provenance/${fetch_id} and /v1/admin/quarantine?fetch_id=${fetch_id}\n`);
});

function readAsLine(source: string, subject: string, name: string, type: string, bytes: Uint8Array): string {
  const fetched_at = new Date().toISOString();
  const url = `intake:///${encodeURIComponent(name)}`;
  const payload = { url, status: 200, headers: { 'content-type': type }, bytes, fetched_at };
  const parsed = parserFor(connectorOf(source), fetched_at).parse(payload, subject);
  const { accepted, rejected, flagged } = clean(parsed, rules, { fetchedAt: fetched_at });
  const rows = Object.entries(accepted).filter(([, list]) => list.length > 0);
  const lines = rows.map(([dataset, list]) => `${dataset}: ${list.length} rows, such as ${JSON.stringify(list[0])}`);
  for (const [verdict, list] of [
    ['rejected', rejected],
    ['flagged', flagged],
  ] as const) {
    lines.push(`${verdict}: ${list.length}`);
    for (const { rule, reason } of list.slice(0, shownReasons)) lines.push(`  ${rule}: ${reason}`);
  }
  return lines.join('\n');
}
