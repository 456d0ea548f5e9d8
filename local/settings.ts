import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { anySourceReachable } from './sources.ts';

const wholeMonths = 'must be a whole number of months, 2 or more: younger bars do not turn cold';
const months = z.coerce.number(wholeMonths).int(wholeMonths).min(2, wholeMonths).optional();

const environment = z.object({
  PORT: z.coerce.number('must be a number from 1 to 65535').int().min(1).max(65_535).default(8787),
  STATE_DIR: z.string().min(1).default('.wizdata'),
  SOCKET_SPEED: z.coerce.number().positive().default(1),
  SOURCES: z.enum(['auto', 'live', 'sample']).default('auto'),
  COLD_AFTER_MONTHS_INTRADAY: months,
  COLD_AFTER_MONTHS_DAILY: months,
});

export interface Settings {
  readonly port: number;
  /** Live and sample rows never share a folder, so each mode has its own below STATE_DIR. */
  readonly stateFolder: string;
  readonly mode: 'live' | 'sample';
  /** How much faster than recorded the sample socket plays. */
  readonly socketSpeed: number;
  /** COLD_AFTER_MONTHS_INTRADAY and COLD_AFTER_MONTHS_DAILY where they are set, for the Worker that reads them. */
  readonly coldAfterMonths: Readonly<Record<string, string>>;
}

/** What the table of variables in README.md lists, or a sentence that says which of them is wrong. */
export async function readSettings(variables: Readonly<Record<string, string | undefined>>): Promise<Settings> {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`These settings are not understood: ${wrong.join('; ')}`);
  }
  const { PORT, STATE_DIR, SOURCES, SOCKET_SPEED, ...months } = parsed.data;
  const coldAfterMonths = Object.fromEntries(
    Object.entries(months).flatMap(([name, count]) => (count === undefined ? [] : [[name, String(count)]])),
  );
  const base = resolve(STATE_DIR);
  const mode = SOURCES === 'auto' ? await chooseMode(base) : SOURCES;
  return { port: PORT, stateFolder: join(base, mode), mode, socketSpeed: SOCKET_SPEED, coldAfterMonths };
}

/** A folder of live rows stays live when the network is away for a while: its sources are then reported as failing. */
async function chooseMode(base: string): Promise<'live' | 'sample'> {
  if (existsSync(join(base, 'live'))) return 'live';
  return (await anySourceReachable(2_500)) ? 'live' : 'sample';
}
