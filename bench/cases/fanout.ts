import { publicationOf } from '../../src/pipeline/publish.ts';
import type { Row } from '../../src/storage/client.ts';
import { streamLimits } from '../../src/stream/limits.ts';
import { eventsFrames, eventText } from '../../src/stream/server-frames.ts';
import type { Benchmark } from '../benchmark.ts';
import { openReaders, type Readers } from '../readers.ts';
import { compare, percentile, takeTurns } from '../rounds.ts';
import type { Stage } from '../stage.ts';

const sockets = 1_000;
const channel = 'bar.1m:BINANCE:BTC-USDT';
const eventsPerRound = 25;
const rounds = { warmUp: 2, rounds: 11 };

export const fanout: Benchmark = {
  cases: ['line.fanout', 'line.fanout_p99'],
  compares: `one event after the other to ${sockets} sockets of a Channel object, and the time from publication to arrival, against a hibernation broadcast of the same frames that remembers nothing`,
  async run(stage) {
    const bars = await readBars(stage);
    const { bareUrl } = stage;
    const readersUrl = `${bareUrl.replace('http', 'ws')}/readers`;
    const subscribe = JSON.stringify({ type: 'subscribe', channels: [channel] });
    const readers = await openReaders(`${readersUrl}/channel`, sockets, subscribe);
    const bareReaders = await openReaders(`${readersUrl}/broadcast`, sockets, null);
    const taken = await takeTurns(
      rounds,
      publisher(readers, bars, `${bareUrl}/publish/channel`, publicationText),
      publisher(bareReaders, bars, `${bareUrl}/publish/broadcast`, frameText),
    );
    if (readers.lastEvents() !== bareReaders.lastEvents())
      throw new Error('the two sides of the fan-out sent different events');
    readers.close();
    bareReaders.close();
    return [
      { case: 'line.fanout', unit: 'deliveries/s', aim: 0.8, ...compare(taken, 'higher', ({ speed }) => speed) },
      { case: 'line.fanout_p99', unit: 'ms', aim: 0.8, ...compare(taken, 'lower', ({ p99 }) => p99) },
    ];
  },
};

async function readBars({ platform, key }: Stage): Promise<readonly Row[]> {
  const response = await fetch(`${platform.url}/v1/bars/BINANCE:BTC-USDT?interval=1m&limit=1000`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return ((await response.json()) as { data: Row[] }).data;
}

/** A round of events, each the next bar, the next one once all have heard the last. */
function publisher(
  readers: Readers,
  bars: readonly Row[],
  url: string,
  textOf: (bar: Row, seq: number) => string,
): () => Promise<{ speed: number; p99: number }> {
  let seq = 0;
  return async () => {
    const latencies: number[] = [];
    const start = performance.now();
    for (const bar of bars.slice(seq, seq + eventsPerRound)) {
      seq += 1;
      const text = textOf(bar, seq);
      latencies.push(...(await readers.hear(() => post(url, text))));
    }
    const seconds = (performance.now() - start) / 1000;
    return { speed: latencies.length / seconds, p99: percentile(latencies, 0.99) };
  };
}

/** As the stream's queue consumer gives it to the channel. */
const publicationText = (bar: Row, seq: number): string =>
  JSON.stringify([publicationOf({ outbox_id: String(seq), dataset: 'bar', channel, rows: [bar] })]);

/** As the channel sends it, with an epoch as long as its own. */
function frameText(bar: Row, seq: number): string {
  const event = eventText(channel, seq, JSON.stringify(bar));
  return eventsFrames('0123456789abcdef', [event], streamLimits.frameBytes).join('');
}

async function post(url: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
