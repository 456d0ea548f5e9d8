import type { Context, MiddlewareHandler } from 'hono';
import type { AnswerCache } from '../cache/answer-cache.ts';
import type { WindowLeft } from '../model/plan.ts';
import type { Principal } from '../model/principal.ts';
import type { RateLimiter } from '../ratelimit/limiter.ts';
import type { ApiServices } from './services.ts';
import type { Answered } from './versions.ts';

/** What the gateway works with besides the services of its endpoints. */
export interface ApiDeps extends ApiServices {
  readonly environment: 'local' | 'staging' | 'production';
  readonly keys: { verify(key: string): Principal | null | Promise<Principal | null> };
  readonly limiter: RateLimiter;
  readonly meter: Meter;
  readonly cache: AnswerCache;
  /** The Channel object's door for sockets. */
  readonly connect: (request: Request) => Promise<Response>;
  /** Tools for models, over HTTP. */
  readonly mcp: (request: Request) => Promise<Response>;
  /** Origins of other sites whose pages may open sockets and call tools. */
  readonly streamOrigins: readonly string[];
  readonly pages: readonly Page[];
}

/** Counts what is billed, and says whose quota is spent. */
export interface Meter {
  refusal(principal: Principal, tokens: number): QuotaRefusal | null;
  /** What is left of the windows that it counts. */
  left(principal: Principal): readonly WindowLeft[];
  count(principal: Principal, operation: string, tokens: number): void;
}

interface QuotaRefusal {
  readonly quota: 'second' | 'day' | 'month';
  readonly limit: number;
  readonly retryAfterSeconds: number;
}

/** A page for people, drawn by a room that the API does not know. */
export interface Page {
  /** A path of the router, or a prefix that ends in `*`. */
  readonly path: string;
  readonly contentSecurityPolicy: string;
  render(request: Request): Promise<Response> | Response;
}

/** What an endpoint answered, ready to be sent and kept. */
interface Rendered {
  readonly status: 200 | 201 | 202;
  readonly body: Uint8Array;
  readonly tags: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiVariables {
  requestId: string;
  baseHeaders: Readonly<Record<string, string>>;
  principal: Principal;
  /** The session that asks, when no key does. */
  session: string | null;
  query: ReadonlyMap<string, string>;
  operation?: string;
  /** Header fields that say what is left to the caller. */
  limits?: Readonly<Record<string, string>>;
  rendered?: Rendered;
  /** What makes the answer one of an older version; null once that is done. */
  undo?: { readonly date: string; readonly undo: (answer: Answered) => Answered } | null;
  cacheStatus?: string;
}

export type ApiContext = Context<{ Variables: ApiVariables }>;
export type ApiMiddleware = MiddlewareHandler<{ Variables: ApiVariables }>;
