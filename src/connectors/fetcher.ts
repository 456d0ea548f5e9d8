import type { Clock } from '../core/clock.ts';
import { toInstant } from '../core/clock.ts';
import { toWizError, WizError } from '../core/errors.ts';
import type { RawPayload } from '../model/payload.ts';

/** What a source said of a URL the last time, sent back so that it may answer 304. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly last_modified?: string | undefined;
}

export interface FetchOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Query parameters that are sent and never kept: the payload's `url` does not have them. */
  readonly secretQuery?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
}

export interface Fetcher {
  /** The payload, or null when the source says that it has not changed since the last fetch (304). */
  get(url: string, options?: FetchOptions): Promise<RawPayload | null>;
}

export interface FetcherDeps {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Where the source is: nothing else is asked, whatever a subject may hold. */
  readonly baseUrl: string;
  validatorsOf(url: string): Validators;
  readonly userAgent: string;
  /** How long one answer may take; 20 s when absent. */
  readonly timeoutMs?: number | undefined;
}

const usualTimeoutMs = 20_000;
const keptHeaders = [
  'content-type',
  'etag',
  'last-modified',
  'date',
  'retry-after',
  'content-encoding',
  'x-mbx-used-weight-1m',
];

/**
 * A polite GET of the source's own host: conditional, bounded in time and size, never following a redirect. Anything
 * outside 2xx raises. A body of the wrong kind does not: it is kept like every byte that was given, and parsing it
 * raises.
 */
export function fetcher(deps: FetcherDeps): Fetcher {
  return {
    async get(url, options = {}) {
      const { host } = ownAddress(url, deps.baseUrl);
      const response = await reach(host, () => ask(deps, url, options));
      if (response.status >= 300) {
        await response.body?.cancel();
        if (response.status === 304) return null;
        throw statusError(response, host);
      }
      const bytes = await reach(host, () => readBody(response, options.maxBytes ?? 32 * 1024 * 1024, host));
      if (bytes.byteLength === 0) throw new WizError('source_changed', `${host} answered 200 with an empty body`);
      const headers: Record<string, string> = {};
      for (const name of keptHeaders) {
        const value = response.headers.get(name);
        if (value !== null) headers[name] = value;
      }
      return { url, status: response.status, headers, bytes, fetched_at: toInstant(deps.clock.now()) };
    },
  };
}

/** A path that climbs is as little the source's as another host: a subject that holds one was taken for what it is not. */
function ownAddress(url: string, baseUrl: string): URL {
  const asked = new URL(url);
  const [path = ''] = url.split(/[?#]/);
  const climbs = /[\\/](?:\.|%2e){1,2}(?:[\\/]|$)/i.test(path);
  if (!climbs && asked.origin === new URL(baseUrl).origin && asked.username === '' && asked.password === '')
    return asked;
  throw new WizError('config_invalid', 'a subject of the source leads out of its address');
}

async function ask(deps: FetcherDeps, url: string, options: FetchOptions): Promise<Response> {
  const headers = new Headers({ 'user-agent': deps.userAgent, ...options.headers });
  const known = deps.validatorsOf(url);
  if (known.etag) headers.set('if-none-match', known.etag);
  if (known.last_modified) headers.set('if-modified-since', known.last_modified);
  const asked = new URL(url);
  for (const [name, value] of Object.entries(options.secretQuery ?? {})) asked.searchParams.set(name, value);
  return deps.fetch(options.secretQuery === undefined ? url : asked.href, {
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(deps.timeoutMs ?? usualTimeoutMs),
  });
}

/** A step on the wire, connecting or reading: what breaks there is the source's, and worth another attempt. */
async function reach<Result>(host: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    const known = toWizError(error);
    if (known.code === 'timeout') throw new WizError('timeout', `${host} did not answer in time`, {}, error);
    if (known.code !== 'internal') throw known;
    // The runtime hides why a connection failed behind a reference of its own, which helps nobody here.
    const why = /internal error; reference/.test(known.message) ? '' : `: ${known.message}`;
    throw new WizError('source_unavailable', `${host} cannot be reached${why}`, {}, error);
  }
}

function statusError(response: Response, host: string): WizError {
  const { status } = response;
  const said = `${host} answered ${status}`;
  const detail = { http_status: status };
  if (status < 400) return new WizError('source_changed', `${said}, a redirect`, detail);
  if (status === 401 || status === 403 || status === 451) return new WizError('source_denied', said, detail);
  if (status === 429 || status === 418 || status >= 500) {
    const seconds = Number(response.headers.get('retry-after'));
    if (!(seconds > 0)) return new WizError('source_unavailable', said, detail);
    return new WizError('source_unavailable', said, { ...detail, retry_after_ms: seconds * 1000 });
  }
  return new WizError('source_changed', said, detail);
}

async function readBody(response: Response, maxBytes: number, host: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new WizError('source_changed', `${host} sent more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
