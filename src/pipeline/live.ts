import { clean } from '../cleaning/clean.ts';
import { rules } from '../cleaning/index.ts';
import type { ChannelPublication, Parsed, PublicationItem } from '../model/parsed.ts';
import { channelName, type Dataset } from '../model/symbol.ts';
import { publicationItem } from '../stream/publication.ts';
import { sessionCheck } from './session-check.ts';

/** What rows of a live batch will carry once they are stored. */
interface LiveProvenance {
  readonly source: string;
  readonly is_sample: boolean;
  readonly fetch_id: string;
  readonly recorded_at: string;
}

/**
 * Rows of live frames for subscribers, before they are stored: the same rows under the same keys, and none that the
 * line would turn away.
 */
export function livePublications(frames: readonly Parsed[], provenance: LiveProvenance): ChannelPublication[] {
  const items = new Map<string, PublicationItem[]>();
  const add = (channel: string, dataset: Dataset, row: object): void => {
    const item = publicationItem(dataset, { ...row, ...provenance, rev: 1 });
    const list = items.get(channel);
    if (list === undefined) items.set(channel, [item]);
    else list.push(item);
  };
  const rows = {
    trade: frames.flatMap((frame) => frame.rows.trade ?? []),
    bar: frames.flatMap((frame) => frame.rows.bar ?? []),
  };
  const context = { fetchedAt: provenance.recorded_at, isSession: sessionCheck(rows) };
  const { accepted } = clean({ rows, rejected: [] }, rules, context);
  for (const trade of accepted.trade ?? []) add(channelName('trade', trade.instrument_id), 'trade', trade);
  for (const bar of accepted.bar ?? []) add(channelName('bar', bar.instrument_id, bar.interval), 'bar', bar);
  return [...items].map(([channel, list]) => ({ channel, outboxId: null, items: list }));
}
