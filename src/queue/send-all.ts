/** Sends any number of messages, a hundred a call as the platform allows. */
export async function sendAll<T>(queue: Pick<Queue<T>, 'sendBatch'>, messages: readonly T[]): Promise<void> {
  for (let at = 0; at < messages.length; at += 100) {
    await queue.sendBatch(messages.slice(at, at + 100).map((body) => ({ body })));
  }
}
