/**
 * Every way in which the stream ends a connection. The number alone tells a client what to do: 4000-4499 reconnect
 * (with `since`, after a pause with jitter), 4500-4999 stop: the same client would fail again.
 */
export const closeCodes = {
  internal: { code: 4000, reason: 'an internal error happened: reconnect' },
  slow_reader: { code: 4001, reason: 'frames are not read in time: reconnect and resume with since' },
  rate_limited: { code: 4002, reason: 'too many messages: reconnect and send fewer' },
  message_too_large: { code: 4500, reason: 'a message is larger than the limit' },
  malformed_messages: { code: 4501, reason: 'too many messages could not be understood' },
  credential_ended: { code: 4502, reason: 'the key is revoked, expired or may not stream any more' },
} as const satisfies Record<string, { readonly code: number; readonly reason: string }>;

export type CloseReason = keyof typeof closeCodes;
