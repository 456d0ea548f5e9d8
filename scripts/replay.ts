import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Difference, differing } from '../src/model/replay.ts';
import { command, type PlatformApi, platformApi } from './platform-api.ts';

const usage =
  'npm run replay -- --from 2021-01-01 --to 2021-02-01 [--source ecb] [--swap]   (days of fetching; or --id, also with --discard)';

interface Replay {
  readonly status: string;
  readonly payloads: number;
  readonly payloads_done: number;
  readonly percent: number;
  readonly payloads_refused: number;
  readonly refused: readonly { readonly fetch_id: string; readonly connector: string; readonly reason: string }[];
  readonly difference: Difference | null;
  readonly error_message: string | null;
}

/** Rebuilds what was fetched in a span beside the live tables and shows the difference; with --swap it then counts. */
await command(async () => {
  const { values } = parseArgs({
    options: {
      source: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      id: { type: 'string' },
      swap: { type: 'boolean', default: false },
      discard: { type: 'boolean', default: false },
    },
  });
  const api = platformApi(process.env);
  const { source, from, to, swap, discard } = values;
  let { id } = values;
  if (id === undefined) {
    if (!from || !to || discard) throw new Error(usage);
    const request = { ...(source && { connector: source }), from, to };
    const started = await api.post<{ replay_id: string; payloads: number }>('/v1/admin/replays', request);
    id = started.replay_id;
    process.stdout.write(`${id}: ${started.payloads} payloads\n`);
  }
  if (discard) {
    await api.post(`/v1/admin/replays/${id}/discard`, {});
    process.stdout.write(`${id} is discarded; nothing was changed\n`);
    return;
  }
  const rebuilt = await followed(api, id, 'rebuilding');
  show(rebuilt);
  if (!['compared', 'swapping', 'swapped'].includes(rebuilt.status)) {
    process.exitCode = 1;
    return;
  }
  if (!swap) {
    if (rebuilt.status === 'compared') {
      process.stdout.write(`Nothing live has changed. npm run replay -- --id ${id} --swap, or --discard\n`);
    }
    return;
  }
  await api.post(`/v1/admin/replays/${id}/swap`, {});
  const { status } = await followed(api, id, 'swapping');
  process.stdout.write(`${status}\n`);
});

async function followed(api: PlatformApi, id: string, during: string): Promise<Replay> {
  for (;;) {
    const replay = await api.get<Replay>(`/v1/admin/replays/${id}`);
    if (replay.status !== during) return replay;
    process.stdout.write(`${replay.percent} %  ${replay.payloads_done}/${replay.payloads} payloads  ${during}\n`);
    await pause(1_000);
  }
}

function show(replay: Replay): void {
  if (replay.error_message !== null) process.stdout.write(`${replay.error_message}\n`);
  for (const found of replay.difference ?? []) {
    const { dataset, samples } = found;
    const shown = [
      'same',
      'repeated',
      'added',
      'changed',
      'withdrawn',
      'superseded',
      'kept',
      'cold',
      'expired',
    ] as const;
    const said = shown.filter((what) => found[what] > 0).map((what) => `${found[what]} ${what}`);
    if (said.length > 0) process.stdout.write(`${dataset.padEnd(17)}${said.join(', ')}\n`);
    for (const { verdict, key, before, after, fetch_id } of differing(found) > 0 ? samples : []) {
      const text = [key, before, after].map((part) => JSON.stringify(part));
      process.stdout.write(`  ${verdict} ${text[0]}: ${text[1]} -> ${text[2]} (${fetch_id})\n`);
    }
  }
  if (replay.payloads_refused > 0) {
    process.stdout.write(`${replay.payloads_refused} payloads are not understood today; their rows stay\n`);
    for (const { fetch_id, connector, reason } of replay.refused) {
      process.stdout.write(`  ${connector} ${fetch_id}: ${reason}\n`);
    }
  }
}
