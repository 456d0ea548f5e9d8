import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { anySourceReachable } from './sources.ts';

const environment = z.object({
  PORT: z.coerce.number('must be a number from 1 to 65535').int().min(1).max(65_535).default(8787),
  STATE_DIR: z.string().min(1).default('.wizdata'),
  SOCKET_SPEED: z.coerce.number().positive().default(1),
  SOURCES: z.enum(['auto', 'live', 'sample']).default('auto'),
});

export interface Settings {
  readonly port: number;
  /** Live and sample rows never share a folder, so each mode has its own below STATE_DIR. */
  readonly stateFolder: string;
  readonly mode: 'live' | 'sample';
  /** How much faster than recorded the sample socket plays. */
  readonly socketSpeed: number;
}

/** PORT, STATE_DIR, SOURCES and SOCKET_SPEED, or a sentence that says which of them is wrong. */
export async function readSettings(variables: Readonly<Record<string, string | undefined>>): Promise<Settings> {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`These settings are not understood: ${wrong.join('; ')}`);
  }
  const { PORT, STATE_DIR, SOURCES, SOCKET_SPEED } = parsed.data;
  const base = resolve(STATE_DIR);
  const mode = SOURCES === 'auto' ? await chooseMode(base) : SOURCES;
  return { port: PORT, stateFolder: join(base, mode), mode, socketSpeed: SOCKET_SPEED };
}

/** A folder of live rows stays live when the network is away for a while: its sources are then reported as failing. */
async function chooseMode(base: string): Promise<'live' | 'sample'> {
  if (existsSync(join(base, 'live'))) return 'live';
  return (await anySourceReachable(2_500)) ? 'live' : 'sample';
}
