import type { ErrorCode } from '../src/core/errors.ts';
import { isChannel } from '../src/model/symbol.ts';
import type { Since, Subscribe } from '../src/stream/client-frames.ts';
import { streamLimits } from '../src/stream/limits.ts';
import { planRecovery } from '../src/stream/recovery.ts';
import {
  type ChannelResult,
  eventsFrames,
  type GapFrame,
  gapFrame,
  type Subscribed,
} from '../src/stream/server-frames.ts';
import type { ChannelHead, ChannelLog } from './channel-log.ts';
import type { ChannelSockets, Reader } from './channel-sockets.ts';
import type { Refusal } from './channel-watches.ts';

/**
 * The ack, the gaps, the replay, and from then on what comes live. Nothing is awaited in between, so no item can fall
 * between the replay and the live frames, and none can come twice.
 * @param unheard channels on which nothing will come, and why
 */
export function subscribe(
  frame: Subscribe,
  reader: Reader,
  log: ChannelLog,
  sockets: ChannelSockets,
  unheard: ReadonlyMap<string, Refusal>,
): void {
  const results: ChannelResult[] = [];
  const gaps: GapFrame[] = [];
  const replayed: string[] = [];
  const opened = new Set(reader.audience.channelIds);
  let budget: number = streamLimits.replayBytes;

  function catchUp(channel: ChannelHead, since: Since | undefined): Pick<Subscribed, 'recovered' | 'lost'> {
    const plan = planRecovery(since, { ...channel, epoch: log.epoch });
    if (plan.kind === 'live') return { recovered: 'live', lost: null };
    const { kind, afterSeq, lost } = plan;
    const texts = kind === 'replayed' ? log.eventsAfter(channel, afterSeq, budget) : null;
    if (texts === null) {
      // To find that a channel does not fit costs as much as to replay it, and a subscribe may name a thousand of them.
      if (kind === 'replayed') budget /= 2;
      gaps.push(gapFrame(channel.name, log.epoch, { from_seq: afterSeq + 1, to_seq: channel.headSeq }, lost));
      return { recovered: 'gap', lost };
    }
    for (const text of texts) {
      budget -= text.length;
      replayed.push(text);
    }
    return { recovered: 'replayed', lost };
  }

  for (const { channel: name, since } of frame.channels) {
    const why = unheard.get(name);
    const refusal =
      why === undefined ? refuse(name, opened, log, reader.maxChannels) : refused(name, why.code, why.message);
    if (refusal !== null) {
      results.push(refusal);
      continue;
    }
    const channel = log.open(name);
    opened.add(channel.id);
    const { headSeq: head_seq, firstSeq: first_seq } = channel;
    results.push({ channel: name, ok: true, epoch: log.epoch, head_seq, first_seq, ...catchUp(channel, since) });
  }

  sockets.send(reader, { type: 'ack', id: frame.id ?? null, results });
  for (const gap of gaps) sockets.send(reader, gap);
  sockets.sendTexts(reader, eventsFrames(log.epoch, replayed, streamLimits.frameBytes));
  sockets.listen(reader, opened);
}

function refuse(name: string, opened: ReadonlySet<number>, log: ChannelLog, max: number): ChannelResult | null {
  if (!isChannel(name)) return refused(name, 'invalid_request', 'no channel has such a name: try bar.1d:XJSE:NPN');
  const known = log.find(name);
  if (opened.size >= max && !(known !== null && opened.has(known.id))) {
    return refused(name, 'quota_exceeded', `the plan allows ${max} channels on one connection`);
  }
  return null;
}

const refused = (channel: string, code: ErrorCode, message: string): ChannelResult => ({
  channel,
  ok: false,
  error: { code, message },
});
