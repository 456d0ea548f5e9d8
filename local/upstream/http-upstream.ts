/** A source's id, or `<id>-socket` for what it pushes. */
export type UpstreamName = string;

export type Reply = {
  status: number;
  contentType: string;
  text: string;
  /** What is sent in place of the text, where it is not UTF-8. */
  bytes?: Uint8Array;
  /** When the newest figure in the answer was published. */
  lastModified?: Date;
  /** The text is delivered as this one entry of a zip archive. */
  zipEntry?: string;
};

export type HttpUpstream = {
  name: UpstreamName;
  /** What a base URL of this upstream ends with. */
  prefix: string;
  answer(path: string, query: URLSearchParams): Reply;
  /** The answer as it reads after the source renamed one of its fields. */
  changed(text: string): string;
  /** The body that goes with the source's 429. */
  rateLimited: Reply;
};

export function jsonReply(status: number, body: unknown, lastModified?: Date): Reply {
  const reply = { status, contentType: 'application/json;charset=utf-8', text: JSON.stringify(body) };
  return lastModified ? { ...reply, lastModified } : reply;
}

export function textReply(status: number, text: string, contentType = 'text/plain;charset=utf-8'): Reply {
  return { status, contentType, text };
}
