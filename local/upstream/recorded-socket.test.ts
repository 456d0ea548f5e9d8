import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Connector } from '../../src/connectors/connector.ts';
import { coinbase } from '../../src/connectors/crypto/coinbase.ts';
import { kraken } from '../../src/connectors/crypto/kraken.ts';
import type { FaultKind } from './fault.ts';
import { readRecording, recordedSocket, socketAt } from './recorded-socket.ts';
import { recordedFolder } from './recordings.ts';

const recordingOf = ({ source }: Connector) => readFileSync(`${recordedFolder(source.source_id)}/frames.txt`, 'utf8');
const socketOf = (connector: Connector) => recordedSocket(connector, recordingOf(connector));

let stop: () => void = () => {};
afterEach(() => stop());

async function connect(connector: Connector, fault?: FaultKind): Promise<{ socket: WebSocket; heard: string[] }> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (client) =>
    socketOf(connector).play(client, new URLSearchParams(), { speed: Number.POSITIVE_INFINITY, fault }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  stop = () => {
    socket.terminate();
    sockets.close();
    server.close();
  };
  const heard: string[] = [];
  socket.on('message', (message) => heard.push(String(message)));
  socket.on('error', () => {});
  await once(socket, 'open');
  return { socket, heard };
}

const framesOf = (connector: Connector) => readRecording(recordingOf(connector)).map(({ text }) => text);

test.each([kraken, coinbase])('$source.source_id plays what was recorded, once it is asked', async (connector) => {
  const { socket, heard } = await connect(connector);
  const expected = framesOf(connector);
  expect(expected.length).toBeGreaterThan(5);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toEqual([]);
  for (const frame of connector.live?.subscribeFrames?.(connector.subjects) ?? []) socket.send(frame);
  await expect.poll(() => heard.length).toBe(expected.length);
  expect(heard).toEqual(expected);
  expect(socket.readyState).toBe(WebSocket.OPEN);
});

test('a source that streams to anybody plays at once', async () => {
  const { live } = kraken;
  if (live === undefined) throw new Error('kraken has no feed');
  const { subscribeFrames: _not, ...unasked } = live;
  const { heard } = await connect({ ...kraken, live: unasked });
  await expect.poll(() => heard.length).toBe(framesOf(kraken).length);
});

test('a truncated stream breaks off after its first frame, a changed one renames a field of every object', async () => {
  const cut = await connect(coinbase, 'truncated');
  cut.socket.send('{}');
  await once(cut.socket, 'close');
  expect(cut.heard).toHaveLength(1);
  stop();
  const changed = await connect(coinbase, 'changed-field');
  changed.socket.send('{}');
  await expect.poll(() => changed.heard.length).toBe(framesOf(coinbase).length);
  for (const frame of changed.heard) expect(coinbase.live?.parseFrame(frame).rejected).toHaveLength(1);
});

test('a socket is found by the path that its connector opens', () => {
  const sockets = [socketOf(kraken), socketOf(coinbase)];
  const nameAt = (path: string) => socketAt(sockets, path)?.name;
  for (const { source, defaults, live } of [kraken, coinbase]) {
    const name = `${source.source_id}-socket`;
    const url = live?.socketUrl({ ...defaults, socket_url: `ws://upstream/${name}` }, []) ?? '';
    expect(nameAt(new URL(url).pathname)).toBe(name);
  }
  expect(nameAt('/kraken-socket')).toBeUndefined();
  expect(nameAt('/kraken-socketv2')).toBeUndefined();
  expect(nameAt('/coinbase')).toBeUndefined();
});
