import { vi } from 'vitest';
import type { SourceGateDeps } from '../../durable-objects/source-gate.ts';
import type { Connector } from '../../src/connectors/connector.ts';
import { silentLogger } from '../../src/core/log.ts';
import { lake } from '../../src/lake/lake.ts';
import type { IngestMessage, RawMessage } from '../../src/model/messages.ts';
import type { ChannelPublication } from '../../src/model/parsed.ts';
import { fakeSource } from '../support/fake-source.ts';
import { MemoryBucket } from '../support/memory-bucket.ts';

/** What the gates of a test file stand on. `begin` makes it anew. */
class GateStand implements SourceGateDeps {
  bucket = new MemoryBucket();
  sent: IngestMessage[] = [];
  published: ChannelPublication[] = [];
  connector: Connector = liveSource();
  /** Runs before a message is taken; raises to refuse it. */
  beforeSend: (message: IngestMessage) => Promise<void> = async () => {};
  beforePut: () => Promise<void> = async () => {};
  beforePublish: () => Promise<void> = async () => {};
  readonly logger = silentLogger;
  readonly connectorOf = () => this.connector;
  readonly settingsOf = ({ defaults }: Connector) => ({
    ...defaults,
    socket_url: 'ws://source.test',
    is_sample: false,
  });

  get lake() {
    const kept = lake(this.bucket);
    const put: typeof kept.put = async (payload, identity) => {
      await this.beforePut();
      return await kept.put(payload, identity);
    };
    return { ...kept, put };
  }

  readonly send = async (message: IngestMessage): Promise<void> => {
    await this.beforeSend(message);
    this.sent.push(message);
  };

  readonly publish = async (publications: readonly ChannelPublication[]): Promise<void> => {
    await this.beforePublish();
    this.published.push(...publications);
  };

  begin(): void {
    Object.assign(this, { bucket: new MemoryBucket(), sent: [], published: [], connector: liveSource() });
    for (const hook of ['beforeSend', 'beforePut', 'beforePublish'] as const) this[hook] = async () => {};
  }

  get raw(): RawMessage[] {
    return this.sent.filter((message) => message.type === 'raw');
  }

  /** The frames that the lake holds, batch by batch, in the order in which they were sent on. */
  batches(): string[][] {
    const bytes = this.raw.map(({ fetch }) => this.bucket.objects.get(`raw/fake/${fetch.sha256}`) ?? new Uint8Array());
    const texts = bytes.map((batch) => new TextDecoder().decode(batch).split('\n').slice(0, -1));
    return texts.map((lines) => lines.map((line) => line.replace(/^\d{13} /, '')));
  }
}

/** A feed whose frames are trade ids. */
function liveSource(): Connector {
  return {
    ...fakeSource().connector,
    live: {
      silenceMs: 400,
      socketUrl: (settings) => `${settings.socket_url}/stream`,
      parseFrame: (frame) => ({
        rows: {
          trade: [
            {
              instrument_id: 'BINANCE:BTC-USDT',
              trade_id: frame,
              time: '2021-10-11T00:00:01.000Z',
              price: '54659.01',
              size: '0.001',
              side: 'buy',
              unit: 'USDT',
            },
          ],
        },
        rejected: [],
      }),
    },
  };
}

export const gate = new GateStand();

/** The source's end of every socket that was opened, in the place of the network. */
export function stubSockets(): WebSocket[] {
  const sockets: WebSocket[] = [];
  vi.stubGlobal('fetch', async () => {
    // A source takes its time to answer.
    await scheduler.wait(20);
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    sockets.push(server);
    return new Response(null, { status: 101, webSocket: client });
  });
  return sockets;
}
