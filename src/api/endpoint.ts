import type { z } from '@hono/zod-openapi';
import type { Principal, Scope } from '../model/principal.ts';
import type { Answer, FullMeta } from './answer.ts';
import type { Call } from './caller.ts';
import { withSealedCursors } from './cursor-seal.ts';
import type { Deprecation } from './deprecation.ts';
import { withDryRun } from './dry-run.ts';
import { type RowShape, rowShape } from './formats/row-shape.ts';
import { withShaping } from './formats/shaping-parameters.ts';
import type { ApiServices } from './services.ts';
import type { Tag } from './tags.ts';

/** Those that any operation has. */
export const methods = ['GET', 'POST', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

/** What the gateway decides by, before anything is read. */
export interface Policy {
  readonly method: Method;
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly operationId: string;
  /** Null: open to everybody and not counted. */
  readonly scope: Scope | null;
  /** It is about the caller's own account: nobody is anonymous, and a signed-in browser may ask too. */
  readonly ofAccount?: true;
  /** Tokens of the caller's minute. */
  readonly cost: number;
  readonly cache: 'none' | CachePolicy;
}

export interface CachePolicy {
  readonly ttlSeconds: number;
  /** The rows that a plan allows decide the answer, so each cap has its own. */
  readonly rowCapped: boolean;
  /** How far back a plan shows prices decides it too. */
  readonly depthCapped?: true;
}

/** Writes that change something of an account or of the platform may be named, and are then done once. */
export const mayBeNamed = ({ method, scope }: Pick<Policy, 'method' | 'scope'>): boolean =>
  method !== 'GET' && (scope === 'account' || scope === 'admin');

type Shape = z.ZodObject;

interface EndpointDefinition<P extends Shape, Q extends Shape, B extends z.ZodType> extends Policy {
  readonly summary: string;
  readonly description?: string;
  readonly tag: Tag;
  readonly deprecated?: Deprecation;
  readonly params: P;
  readonly query: Q;
  readonly body?: B;
  /** Where a body may be larger than 16 KiB. */
  readonly maxBodyBytes?: number;
  /** Its body holds a secret of ours, which any other would keep or show where it does not belong. */
  readonly takesSecret?: true;
  /** Of the envelope's `data`; `bytes` where the answer is a source's own. */
  readonly response: z.ZodType | 'bytes';
  /** Of the envelope's `meta`, where it says more than all do. */
  readonly meta?: z.ZodType;
  /** Set where another protocol says what answers look like: JSON without an envelope, and errors in its words too. */
  readonly protocol?: 'udf';
  /** False where a row of the list holds rows, which no table shows. */
  readonly asTable?: false;
  /** Set where the rows are figures along time, which people load as columns. */
  readonly asParquet?: true;
  /** A field that holds decimals by name, each of which is a column of a table. */
  readonly spread?: string;
  /** Of bytes, of whose kinds one is known before. */
  readonly mediaTypes?: readonly string[];
  /** Of bytes of which a part may be asked for. */
  readonly inParts?: true;
  readonly status?: 200 | 201 | 202;
  /** Set where nothing may be found, though the path names nothing. */
  readonly mayMiss?: true;
  readonly example: Example;
  /** What a call costs in all, where that depends on what is asked for. */
  priceOf?(input: Input<P, Q, B>): number;
  handle(input: Input<P, Q, B>, services: ApiServices, principal: Principal, call: Call): Promise<Answer>;
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
  readonly meta?: Partial<FullMeta>;
}

export interface Endpoint extends EndpointDefinition<Shape, Shape, z.ZodType> {
  /** Of a list. */
  readonly rows: RowShape | null;
}

/**
 * An endpoint as the registry holds it. The types of its input are forgotten here: `readInput` gives `handle` exactly
 * what the endpoint's own schemas made of the request.
 */
export function endpoint<P extends Shape, Q extends Shape, B extends z.ZodType>(
  definition: EndpointDefinition<P, Q, B>,
): Endpoint {
  const rows = rowShape(definition);
  const of = { ...definition, rows, query: withQuestions(definition, rows) } as unknown as Endpoint;
  return Object.hasOwn(definition.query.shape, 'cursor') ? { ...of, handle: withSealedCursors(of) } : of;
}

/** The query with what is asked of all operations of its kind. */
function withQuestions({ query, scope }: Pick<Endpoint, 'query' | 'scope'>, rows: RowShape | null): z.ZodObject {
  const shaped = withShaping(query, rows);
  return scope === null ? shaped : withDryRun(shaped);
}
