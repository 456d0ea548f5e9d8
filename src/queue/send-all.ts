import { reachable } from '../core/errors.ts';

/** A call takes a hundred messages and 256 KB; what the platform wraps around each message counts too. */
const callMessages = 100;
const callBytes = 200_000;
const encoder = new TextEncoder();

/** Sends any number of messages, in as many calls as the platform's bounds ask for. */
export async function sendAll<T>(queue: Pick<Queue<T>, 'sendBatch'>, messages: readonly T[]): Promise<void> {
  let call: { body: T }[] = [];
  let bytes = 0;
  const send = async (): Promise<void> => {
    if (call.length > 0) await reachable('a queue', queue.sendBatch(call));
    call = [];
    bytes = 0;
  };
  for (const body of messages) {
    const size = encoder.encode(JSON.stringify(body)).byteLength + 100;
    if (call.length === callMessages || bytes + size > callBytes) await send();
    call.push({ body });
    bytes += size;
  }
  await send();
}
