import type { components, paths } from '../schema.d.ts';

export type Problem = components['schemas']['Problem'];
export type Schemas = components['schemas'];

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** The paths that have an operation of this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: unknown } ? P : never;
}[keyof paths];

export type OperationOf<M extends Method, P extends PathOf<M>> = paths[P] extends { [K in M]: infer O } ? O : never;

type Content<O> = O extends { responses: infer R } ? R[keyof R & (200 | 201 | 202)] : never;
type Json<C> = C extends { content: { 'application/json': infer J } } ? J : never;

/** What an operation answers: data with what is true of all of it, or bytes as they come. */
export type AnswerOf<O> = [Json<Content<O>>] extends [never] ? Response : Json<Content<O>>;

type DataOf<O> = AnswerOf<O> extends { data: infer D } ? D : never;

/** One row of an operation that answers a list. */
export type RowOf<O> = Extract<DataOf<O>, readonly unknown[]>[number];

/** Prices are asked for with `cost`, since they are another answer. */
type WithoutPrice<Q> = Q extends object ? Omit<Q, 'dry_run'> : Q;
type Asked<O> = O extends { parameters: infer P }
  ? { [K in keyof Omit<P, 'header'>]: K extends 'query' ? WithoutPrice<P[K]> : P[K] }
  : never;
type Sent<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : O extends { requestBody?: { content: { 'application/json': infer B } } }
    ? { body?: B }
    : unknown;

interface Extras {
  /** Names a write, so that it is done once however often it is sent. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export type InputOf<O> = Asked<O> & Sent<O> & Extras;
type RequiredKeys<T> = { [K in keyof T]-?: Record<string, never> extends Pick<T, K> ? never : K }[keyof T];
/** The input may be left out where nothing of it is needed. */
export type Arguments<O> = RequiredKeys<InputOf<O>> extends never ? [input?: InputOf<O>] : [input: InputOf<O>];
