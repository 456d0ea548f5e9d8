import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { command, platformApi } from './platform-api.ts';

const usage = 'npm run backfill -- --source binance [--subject BTCUSDT:1d] --from 2021-01-01 --to 2021-06-30';

interface Backfill {
  readonly status: string;
  readonly requests: number;
  readonly requests_done: number;
  readonly requests_failed: number;
  readonly percent: number;
  readonly rows: number;
  readonly rows_inserted: number;
  readonly rows_revised: number;
  readonly rows_rejected: number;
  readonly eta_seconds: number | null;
}

/** Starts a backfill, or with --id follows one, and says how far it is until it has ended. */
await command(async () => {
  const { values } = parseArgs({
    options: {
      source: { type: 'string' },
      subject: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      id: { type: 'string' },
    },
  });
  const api = platformApi(process.env);
  const { source, subject, from, to } = values;
  let { id } = values;
  if (id === undefined) {
    if (!source || !from || !to) throw new Error(usage);
    const started = await api.post<{ backfill_id: string; requests: number }>('/v1/admin/backfills', {
      source,
      subject,
      from,
      to,
    });
    id = started.backfill_id;
    process.stdout.write(`${id}: ${started.requests} requests\n`);
  }
  for (let asked = 0; ; asked += 1) {
    await pause(asked === 0 ? 500 : 2_000);
    const state = await api.get<Backfill>(`/v1/admin/backfills/${id}`).catch((error: unknown) => {
      // It takes a moment until the first report has come down the line.
      if (asked < 5) return null;
      throw error;
    });
    if (state === null) continue;
    process.stdout.write(`${progressLine(state)}\n`);
    if (state.status === 'running') continue;
    if (state.status === 'failed') process.exitCode = 1;
    return;
  }
});

function progressLine(state: Backfill): string {
  const left = state.eta_seconds === null ? '' : `, about ${state.eta_seconds} s left`;
  const rows = `${state.rows} rows (${state.rows_inserted} new, ${state.rows_revised} revised, ${state.rows_rejected} rejected)`;
  const failed = state.requests_failed === 0 ? '' : `, ${state.requests_failed} failed`;
  return `${state.percent} %  ${state.requests_done}/${state.requests} requests${failed}, ${rows}${left}  ${state.status}`;
}
