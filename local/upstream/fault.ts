import { type HttpUpstream, type Reply, textReply } from './http-upstream.ts';

/** The ways in which a source goes bad; `timeout` is an answer that never comes. */
export const FAULT_KINDS = [
  'error-500',
  'timeout',
  'redirect',
  'html-200',
  'empty-200',
  'truncated',
  'changed-field',
  'rate-limited',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export const RETRY_AFTER_SECONDS = 2;

const HTML = 'text/html;charset=utf-8';

/** A consent or maintenance page, as hosts put in front of their files. */
export const NOTICE_PAGE = textReply(
  200,
  '<!doctype html><html><head><title>Notice</title></head><body><h1>We will be back soon</h1></body></html>',
  HTML,
);

/** The answer that takes the place of the right one; `truncated` is cut from the finished bytes instead. */
export function faultyReply(kind: FaultKind, upstream: HttpUpstream, right: Reply): Reply {
  switch (kind) {
    case 'error-500':
      return textReply(500, '<html><body><h1>500 Internal Server Error</h1></body></html>', HTML);
    case 'redirect':
      return textReply(302, '');
    case 'html-200':
      return NOTICE_PAGE;
    case 'empty-200':
      return { status: 200, contentType: right.contentType, text: '' };
    case 'changed-field':
      return right.status === 200 ? withText(right, upstream.changed(right.text)) : right;
    case 'rate-limited':
      return upstream.rateLimited;
    default:
      return right;
  }
}

function withText({ bytes: _was, ...reply }: Reply, text: string): Reply {
  return { ...reply, text };
}
