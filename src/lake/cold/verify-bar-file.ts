import { digester, type SeriesDigest } from './bar-digest.ts';
import { type BarFile, readBarFile } from './bar-file.ts';
import { type BarSlice, slicesOf } from './bar-slice.ts';

/**
 * Reads a stored file back and says what is not as it was given in: a sentence each, none where the file may take the
 * place of its rows. `given` holds the digests of the rows themselves, however their reader came by them.
 */
export function verifyBarFile(stored: Uint8Array, { slices, digests }: Pick<BarFile, 'slices' | 'digests'>): string[] {
  const found = digester();
  const places: BarSlice[] = [];
  for (const { bars, ...place } of readBarFile(stored)) {
    for (const bar of bars) found.add(bar);
    places.push(...slicesOf(bars, place));
  }
  return [
    ...differences('series', digests, found.digests(), digestName),
    ...differences('slice', slices, places, sliceName),
  ];
}

const digestName = ({ instrument_id, interval, source }: SeriesDigest): string =>
  `${instrument_id} ${interval} ${source}`;
const sliceName = (slice: BarSlice): string =>
  `${slice.instrument_id} ${slice.interval} ${slice.source} from row ${slice.first} of the group at ${slice.offset}`;

function differences<T>(kind: string, given: readonly T[], found: readonly T[], name: (each: T) => string): string[] {
  const expected = new Map(given.map((each) => [name(each), each]));
  const actual = new Map(found.map((each) => [name(each), each]));
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .filter((key) => JSON.stringify(expected.get(key)) !== JSON.stringify(actual.get(key)))
    .map(
      (key) => `${kind} ${key}: given ${JSON.stringify(expected.get(key))}, found ${JSON.stringify(actual.get(key))}`,
    );
}
