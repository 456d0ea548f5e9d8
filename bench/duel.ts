import { type Answers, type HttpLoad, openHttpLoad } from './http-load.ts';
import { type Round, takeTurns } from './rounds.ts';
import type { Stage } from './stage.ts';
import { keyHeaders } from './twins.ts';

interface Duel {
  readonly connections: number;
  readonly stretchMs: number;
  /** Path and query of the next request to the gateway, and to the bare Worker. */
  readonly ours: () => string;
  readonly bare: () => string;
}

const rounds = { warmUp: 3, rounds: 11 };

/** The same load on the gateway, with a key, and on the bare Worker, in turns. */
export async function duel(stage: Stage, { connections, stretchMs, ours, bare }: Duel): Promise<Round<Answers>[]> {
  const headers = keyHeaders(stage);
  const open = (url: string, nextPath: () => string): Promise<HttpLoad> =>
    openHttpLoad({ url, connections, headers, nextPath });
  const [gateway, worker] = [await open(stage.platform.url, ours), await open(stage.bareUrl, bare)];
  const taken = await takeTurns(
    rounds,
    () => gateway.run(stretchMs),
    () => worker.run(stretchMs),
  );
  gateway.close();
  worker.close();
  return taken;
}
