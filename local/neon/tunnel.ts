import { connect } from 'node:net';
import type { WebSocket } from 'ws';

/**
 * Bytes both ways between the driver's socket and Postgres, one frame in flight each way. The address the driver
 * asks for is not followed: this door leads to one database only. A side that ends lets the other end in peace,
 * since the driver reports a socket closed without a goodbye as an error.
 */
export function tunnel(outside: WebSocket, target: { host: string; port: number }): void {
  const inside = connect({ ...target, noDelay: true });
  outside.on('message', (frame: Buffer) => {
    outside.pause();
    inside.write(frame, () => outside.resume());
  });
  inside.on('data', (chunk) => {
    inside.pause();
    outside.send(chunk, () => inside.resume());
  });
  outside.on('close', () => inside.destroySoon());
  inside.on('close', () => outside.close());
  outside.on('error', () => inside.destroy());
  inside.on('error', () => undefined);
}
