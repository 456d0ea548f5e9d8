import { publicationOf } from '../../src/pipeline/publish.ts';
import type { Row } from '../../src/storage/client.ts';
import type { ChangedRows } from '../../src/storage/outbox.ts';
import { streamLimits } from '../../src/stream/limits.ts';
import { eventsFrames, eventText } from '../../src/stream/server-frames.ts';
import type { Benchmark } from '../benchmark.ts';
import { openReaders, type Readers } from '../readers.ts';
import { compare, percentile, takeTurns } from '../rounds.ts';

const sockets = 1_000;
const channel = 'bar.1m:BINANCE:BTC-USDT';
const eventsPerRound = 25;
const rounds = { warmUp: 2, rounds: 12 };

export const fanout: Benchmark = {
  cases: ['line.fanout', 'line.fanout_p99'],
  compares: `one event after the other to ${sockets} sockets of a Channel object against a hibernation broadcast that remembers nothing`,
  async run({ bareUrl, platform, key }) {
    const response = await fetch(`${platform.url}/v1/bars/BINANCE:BTC-USDT?interval=1m&limit=1000`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { data: bars } = (await response.json()) as { data: Row[] };
    const socketUrl = `${bareUrl.replace('http', 'ws')}/readers`;
    const listening = await openReaders(
      `${socketUrl}/channel`,
      sockets,
      JSON.stringify({ type: 'subscribe', channels: [channel] }),
    );
    const bareListening = await openReaders(`${socketUrl}/broadcast`, sockets, null);

    /** Each event is the next bar. Both sides send the same frames of the same bars. */
    const sideOf = (readers: Readers, path: string, bodyOf: (bar: Row, seq: number) => string) => {
      let seq = 0;
      return async () => {
        const latencies: number[] = [];
        const start = performance.now();
        for (let event = 0; event < eventsPerRound; event += 1) {
          const bar = bars[seq];
          if (bar === undefined) throw new Error(`the sample has fewer than ${seq + 1} bars`);
          seq += 1;
          const body = bodyOf(bar, seq);
          latencies.push(...(await readers.hear(() => post(`${bareUrl}/publish/${path}`, body))));
        }
        const seconds = (performance.now() - start) / 1000;
        return { speed: latencies.length / seconds, p99: percentile(latencies, 0.99) };
      };
    };
    const ours = sideOf(listening, 'channel', (bar, seq) => JSON.stringify([publicationOf(changeOf(bar, seq))]));
    const bare = sideOf(bareListening, 'broadcast', (bar, seq) => {
      const [frame = ''] = eventsFrames(epoch, [eventText(channel, seq, JSON.stringify(bar))], streamLimits.frameBytes);
      return frame;
    });
    const taken = await takeTurns(rounds, ours, bare);
    const speeds = taken.map((round) => ({ ours: round.ours.speed, bare: round.bare.speed }));
    const p99s = taken.map((round) => ({ ours: round.ours.p99, bare: round.bare.p99 }));
    return [
      { case: 'line.fanout', unit: 'deliveries/s', aim: 0.8, ...compare(speeds, 'higher') },
      { case: 'line.fanout_p99', unit: 'ms', aim: 0.8, ...compare(p99s, 'lower') },
    ];
  },
};

/** As long as a log's own. */
const epoch = '0123456789abcdef';

function changeOf(bar: Row, seq: number): ChangedRows {
  return { outbox_id: String(seq), dataset: 'bar', channel, rows: [bar] };
}

async function post(url: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
