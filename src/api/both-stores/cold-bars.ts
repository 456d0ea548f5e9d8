import { WizError } from '../../core/errors.ts';
import { barIndex } from '../../lake/cold/bar-index.ts';
import type { ColdBar } from '../../lake/cold/cold-bar.ts';
import { type ColdBarsRequest, type ColdSpan, readColdBars, readColdVersions } from '../../lake/cold/cold-reader.ts';
import type { Interval } from '../../model/symbol.ts';
import { classOf } from '../../model/time-classes.ts';
import type { StoredObjects } from '../services.ts';

type Asked<T extends ColdSpan> = Omit<T, 'store' | 'index' | 'key' | 'periods'> & { readonly source: string | null };

/** The cold bars of an instrument and interval in some periods; the index is read once. */
export interface ColdBarsOf {
  bars(asked: Asked<ColdBarsRequest>): Promise<readonly ColdBar[]>;
  /** See {@link readColdVersions}. */
  versions(asked: Asked<ColdSpan>, isWanted: (bar: ColdBar) => boolean): Promise<readonly ColdBar[]>;
}

/**
 * @param periods what the database said lies in cold storage. It is asked first: the index is never older than what it
 *   says, and one that is has been lost.
 */
export function coldBarsOf(
  lake: StoredObjects,
  key: { readonly instrument_id: string; readonly interval: Interval },
  periods: readonly string[],
): ColdBarsOf {
  const index = barIndex(lake);
  const spanOf = ({ source, ...asked }: Asked<ColdSpan>): ColdSpan => ({
    ...asked,
    ...{ store: lake, index, periods, key: { ...key, source } },
  });
  const isIndexed = async (): Promise<void> => {
    const files = await index.files(key.instrument_id);
    const named = new Set(files.filter((file) => file.class === classOf(key.interval)).map(({ period }) => period));
    const lost = periods.find((period) => !named.has(period));
    if (lost === undefined) return;
    throw new WizError('dependency_unavailable', `cold storage has no index of ${lost} for ${key.instrument_id}`);
  };
  return {
    async bars({ as_of, order, ...asked }) {
      await isIndexed();
      return (await readColdBars({ ...spanOf(asked), as_of, order })).bars;
    },
    async versions(asked, isWanted) {
      await isIndexed();
      return (await readColdVersions(spanOf(asked), isWanted)).bars;
    },
  };
}
