import { isStatus, type Reply } from './engine/reply.ts';

/** A reply as JSON. In base64 every text is encoded, save a bare OK: the client passes that one through. */
export function encodeReply(reply: Reply, base64: boolean): unknown {
  if (isStatus(reply)) return reply.status === 'OK' ? 'OK' : encodeItem(reply, base64);
  return encodeItem(reply, base64);
}

function encodeItem(reply: Reply, base64: boolean): unknown {
  if (reply === null || typeof reply === 'number') return reply;
  if (typeof reply === 'string') return base64 ? Buffer.from(reply).toString('base64') : reply;
  if (isStatus(reply)) return encodeItem(reply.status, base64);
  return reply.map((item) => encodeItem(item, base64));
}
