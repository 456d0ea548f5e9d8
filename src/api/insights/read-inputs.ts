import { WizError } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import type { InputSpec } from '../../insights/insight.ts';
import { gathered } from '../../storage/gathered.ts';
import type { BothStores } from '../both-stores/read-bars.ts';
import { type InputSpan, type ReadInput, readInput, sessionsOf } from './read-input.ts';

interface ReadInputs {
  readonly inputs: Readonly<Record<string, ReadInput>>;
  /** SHA-256 of all rows that were read. */
  readonly digest: string;
}

/** All inputs in one trip to the database; what the rules of a calendar say needs none. */
export async function readInputs(
  { db, lake }: BothStores,
  specs: Readonly<Record<string, InputSpec>>,
  span: InputSpan,
): Promise<ReadInputs> {
  const stores = { db: gathered(db), lake };
  const read = await Promise.all(
    Object.entries(specs).map(async ([name, spec]) => [name, await readInput(stores, spec, span)] as const),
  );
  const unknown = read.find(([, { known }]) => !known);
  if (unknown !== undefined) {
    const { spec } = unknown[1];
    throw new WizError('not_found', `${'id' in spec ? spec.id : unknown[0]} is not known; search with /v1/search?q=`);
  }
  const inputs = Object.fromEntries(read.map(([name, input]) => [name, withSessions(input, read, span)]));
  const rows = Object.entries(inputs).map(([name, input]) => [name, input.source, input.unit, input.rows]);
  return { inputs, digest: await sha256(JSON.stringify(rows)) };
}

/** Sessions are asked for between the first and the last of the days that were read. */
function withSessions(input: ReadInput, read: readonly (readonly [string, ReadInput])[], span: InputSpan): ReadInput {
  if (input.spec.kind !== 'sessions') return input;
  const days = read.flatMap(([, { spec, rows }]) => (spec.kind === 'prices' ? rows.map(({ at }) => at) : [])).sort();
  return { ...input, rows: sessionsOf(input.spec.id, days, span.as_of) };
}
