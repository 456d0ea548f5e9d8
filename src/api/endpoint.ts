import type { z } from '@hono/zod-openapi';
import type { Principal, Scope } from '../model/principal.ts';
import type { Answer, Meta } from './answer.ts';
import type { ApiServices } from './services.ts';

/** What the gateway decides by, before anything is read. */
export interface Policy {
  readonly method: 'GET' | 'POST';
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly operationId: string;
  /** Null: open to everybody and not counted. */
  readonly scope: Scope | null;
  /** Tokens of the caller's minute. */
  readonly cost: number;
  readonly cache: 'none' | CachePolicy;
}

export interface CachePolicy {
  readonly ttlSeconds: number;
  /** The rows that a plan allows decide the answer, so each cap has its own. */
  readonly rowCapped: boolean;
}

type Shape = z.ZodObject;

export interface EndpointDefinition<P extends Shape, Q extends Shape, B extends z.ZodType> extends Policy {
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly params: P;
  readonly query: Q;
  readonly body?: B;
  /** Where a body may be larger than 16 KiB. */
  readonly maxBodyBytes?: number;
  /** Of the envelope's `data`; `bytes` where the answer is a source's own. */
  readonly response: z.ZodType | 'bytes';
  /** Of bytes that are of one kind. */
  readonly mediaType?: string;
  readonly status?: 200 | 202;
  readonly example: Example;
  handle(input: Input<P, Q, B>, services: ApiServices, principal: Principal): Promise<Answer>;
}

export interface Input<P extends Shape, Q extends Shape, B extends z.ZodType> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
}

/** A request that can be pasted, and what it answers. */
export interface Example {
  readonly path: string;
  readonly body?: unknown;
  readonly data: unknown;
  readonly meta?: Partial<Meta>;
}

export type Endpoint = EndpointDefinition<Shape, Shape, z.ZodType>;

/**
 * An endpoint as the registry holds it. The types of its input are forgotten here: `readInput` gives `handle` exactly
 * what the endpoint's own schemas made of the request.
 */
export function endpoint<P extends Shape, Q extends Shape, B extends z.ZodType>(
  definition: EndpointDefinition<P, Q, B>,
): Endpoint {
  return definition as unknown as Endpoint;
}
