import { WizError } from '../core/errors.ts';
import { commonIndicators } from '../indicators/common.ts';
import { memoryOf } from '../indicators/memory.ts';
import { formatIndicatorName, parseIndicatorName } from '../indicators/name.ts';
import { indicatorChannelName, parseIndicatorChannel } from '../model/symbol.ts';
import type { Database } from '../storage/client.ts';
import { mostWatched, storeWatches, type Watch } from '../storage/indicator-states.ts';

/** From now on the values of these channels are announced; for each of them null, or why they cannot be. */
export async function watchIndicators(
  channels: readonly string[],
  { db, now }: { readonly db: Database; readonly now: string },
): Promise<(string | null)[]> {
  const judged = channels.map(judge);
  const watches = judged.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const stored = watches.length === 0 ? new Set<string>() : await storeWatches(db, watches, now);
  return judged.map((one) => {
    if (typeof one === 'string') return one;
    if (stored.has(one.channel)) return null;
    return `either nothing is known of ${one.instrument_id}, or ${mostWatched} of its indicators are listened to already: read /v1/bars/${one.instrument_id}/indicators`;
  });
}

function judge(channel: string): Watch | string {
  const of = parseIndicatorChannel(channel);
  if (of === null) return 'no channel has such a name: try indicator.rsi(14).1d:XJSE:NPN';
  try {
    const named = parseIndicatorName(of.indicator);
    if (named.indicator.inputs.includes('benchmark')) {
      return `${named.indicator.id} compares two instruments and is read, not streamed; of one there are ${commonIndicators.join(', ')} and others of /v1/indicators`;
    }
    memoryOf(named, of.interval);
    const indicator = formatIndicatorName(named);
    if (indicator !== of.indicator) return `its name is ${indicatorChannelName({ ...of, indicator })}`;
    return { channel, instrument_id: of.id, interval: of.interval, indicator };
  } catch (error) {
    if (error instanceof WizError && error.code === 'invalid_request') return error.message;
    throw error;
  }
}
