import { posix } from 'node:path';
import type { SourceFile } from './source-file.ts';

/** The floor of every room: an import goes to a lower floor or stays in its room. */
export const floors: Readonly<Record<string, number>> = {
  'src/core': 0,
  'src/model': 1,
  'src/calendar': 2,
  'src/connectors': 2,
  'src/cleaning': 2,
  'src/rollups': 2,
  'src/adjustments': 2,
  'src/fx': 2,
  'src/quality': 2,
  'src/indicators': 2,
  'src/insights': 2,
  'src/ask': 2,
  'src/esg-scoring': 2,
  'src/stream': 2,
  'src/lake': 2,
  'src/queue': 2,
  'src/storage': 2,
  'src/cache': 2,
  'src/ratelimit': 2,
  'src/auth': 2,
  'src/observability': 2,
  'src/pipeline': 3,
  'src/accounts': 3,
  'src/api': 3,
  'src/mcp': 3,
  'src/portal': 3,
  client: 3,
  'durable-objects': 4,
  workers: 5,
  local: 6,
  bench: 7,
  scripts: 7,
  test: 8,
};

/** What the floors would allow and the house does not: the public door answers from what is stored. */
const closedDoors = [{ from: 'src/api', to: 'src/connectors' }];

/** The room of a file: a folder of `src`, a Worker, or a house of its own. */
export function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' || first === 'workers' ? `${first}/${second}` : first;
}

function floorOf(room: string): number | undefined {
  return floors[room] ?? floors[room.split('/')[0] as string];
}

/** A sentence for every import that goes up, sideways, or through a closed door. */
export function floorBreaches(files: readonly Pick<SourceFile, 'path' | 'imports'>[]): string[] {
  return files.flatMap(({ path, imports }) => {
    const room = roomOf(path);
    const floor = floorOf(room);
    if (floor === undefined) return [`${path}: the room ${room} has no floor`];
    return imports.flatMap((specifier) => {
      if (!specifier.startsWith('.')) return [];
      const target = posix.normalize(posix.join(posix.dirname(path), specifier));
      const other = roomOf(target);
      /** Tests read fixtures and figures, which are no code and have no floor. */
      if (room === other || (path.endsWith('.test.ts') && other === 'test')) return [];
      const below = floorOf(other);
      if (below === undefined) return [`${path} imports ${target}, which has no floor`];
      if (closedDoors.some(({ from, to }) => room === from && other === to))
        return [`${path} may not import ${target}`];
      return below < floor ? [] : [`${path} (floor ${floor}) imports ${target} (floor ${below})`];
    });
  });
}
