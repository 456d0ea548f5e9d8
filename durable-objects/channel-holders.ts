import { inFull } from '../src/core/errors.ts';
import { withTimeout } from '../src/core/retry.ts';
import type { KeyStanding } from '../src/model/account-service.ts';
import { workerLogger } from '../src/observability/worker-logger.ts';
import type { ChannelSockets, Reader } from './channel-sockets.ts';

const logger = workerLogger('channel');
/** Less than the heartbeat, which the asking goes beside. */
const answerMs = 10_000;

/**
 * Closes the sockets of keys that are none any more. All keys are asked about in one question a heartbeat, whatever
 * their sockets send or hear. Where `auth` is away they stay open until it answers, but none beyond its own end.
 */
export async function dismissEnded(sockets: ChannelSockets, keys: KeyStanding, nowMs: number): Promise<void> {
  const held = new Map<string, Reader[]>();
  for (const reader of [...sockets.readers]) {
    if (reader.holder === null) continue;
    const { credential, untilMs } = reader.holder;
    if (untilMs !== null && untilMs <= nowMs) sockets.close(reader, 'credential_ended');
    else held.set(credential, [...(held.get(credential) ?? []), reader]);
  }
  if (held.size === 0) return;
  try {
    for (const credential of await withTimeout(keys.ended([...held.keys()]), answerMs, 'auth')) {
      for (const reader of held.get(credential) ?? []) sockets.close(reader, 'credential_ended');
    }
  } catch (error) {
    logger.log('warn', 'keys_not_asked', {
      keys: held.size,
      error: error instanceof Error ? inFull(error) : 'unknown',
    });
  }
}
