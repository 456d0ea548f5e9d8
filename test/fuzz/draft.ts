import type { Operation, Parameter } from './document.ts';
import type { Draw } from './draw.ts';
import type { Values } from './values.ts';
import type { Sent } from './wire.ts';
import type { Callers } from './world.ts';

/**
 * What the answer has to be. `accepted`: anything but a refusal of how it was asked; `refused`: such a refusal;
 * `named`: `Allow` has the method of the operation; `any`: whatever it is, it is as the document says.
 */
export type Expectation = 'accepted' | 'refused' | 'unauthenticated' | 'forbidden' | 'not_allowed' | 'named' | 'any';

export type Header = readonly [string, string];
/** Text that is encoded on its way, or what goes onto the wire as it stands. */
export type UrlText = string | { readonly raw: string };

/** A request under construction. */
export interface Draft {
  method: string;
  readonly path: Map<string, UrlText>;
  readonly query: (readonly [UrlText, UrlText])[];
  readonly headers: Header[];
  body: Buffer | null;
  auth: readonly Header[];
  expects: Expectation;
  /** What was done to it, for whoever reads a finding. */
  twist: string;
}

export const jsonBody = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? '');

/** Callers without a key are counted by address: each comes from another one. */
export const address = (draw: Draw): Header => [
  'cf-connecting-ip',
  `10.${draw.whole(0, 255)}.${draw.whole(0, 255)}.${draw.whole(0, 255)}`,
];

/** A request with which nothing is wrong. */
export function rightRequest(draw: Draw, operation: Operation, values: Values, callers: Callers): Draft {
  const { parameters, body, access, method } = operation;
  const optional = parameters.filter((one) => !one.required && one.name !== 'cursor');
  const all = [...parameters.filter((one) => one.required), ...draw.some(optional, 5)];
  const texts = forward(
    all.map(({ name }) => name),
    all.map((one) => values.right(draw, one)),
  );
  const given = all.map((one, at) => [one, texts[at] ?? ''] as const);
  const of = (place: Parameter['in']): [string, string][] =>
    given.filter(([one]) => one.in === place).map(([{ name }, text]) => [name, text]);
  const headers = of('header').filter(([, text]) => isSendable(text));
  const isAnonymous = (access === 'anonymous' || access === 'open') && draw.chance(15);
  const key = access === 'anonymous' && draw.chance(30) ? callers.reader : callers.operator;
  const keyed: Header = draw.chance(85) ? ['authorization', `Bearer ${key}`] : ['x-api-key', key];
  return {
    method,
    path: new Map([...of('path'), ...(draw.chance(50) ? values.together(draw, operation.path, parameters) : [])]),
    query: of('query'),
    headers: body === null ? headers : [...headers, ['content-type', 'application/json']],
    body: body === null ? null : jsonBody(bodyFor(draw, body, values)),
    auth: [isAnonymous ? address(draw) : keyed],
    expects: isAnonymous ? 'any' : 'accepted',
    twist: 'none',
  };
}

/** What no header can hold cannot be sent. */
export const isSendable = (text: string): boolean => /^[\x20-\x7e]*$/.test(text) && text === text.trim();

function bodyFor(draw: Draw, { schema, example }: NonNullable<Operation['body']>, values: Values): unknown {
  if (example !== undefined && draw.chance(35)) return example;
  const drawn = values.rightJson(draw, schema) as Readonly<Record<string, unknown>>;
  const names = Object.keys(drawn).filter((name) => typeof drawn[name] === 'string');
  const texts = forward(
    names,
    names.map((name) => String(drawn[name])),
  );
  return { ...drawn, ...Object.fromEntries(names.map((name, at) => [name, texts[at]])) };
}

const spans = [
  ['from', 'to'],
  ['from_seq', 'to_seq'],
  ['min_score', 'max_score'],
] as const;

/** Spans go forward: that one end is not before the other is beyond what a schema can say. */
function forward(names: readonly string[], texts: readonly string[]): readonly string[] {
  const ordered = [...texts];
  for (const [first, last] of spans) {
    const [one, other] = [names.indexOf(first), names.indexOf(last)];
    const [from, to] = [ordered[one], ordered[other]];
    if (from !== undefined && to !== undefined && isAfter(from, to)) [ordered[one], ordered[other]] = [to, from];
  }
  return ordered;
}

const isAfter = (one: string, other: string): boolean =>
  /^[\d.]+$/.test(one) ? Number(one) > Number(other) : /^\d{4}-/.test(one) && Date.parse(one) > Date.parse(other);

/** Puts a header, or a parameter of the query, in the place of what is there under its name. */
export function replace<V>(pairs: (readonly [UrlText | string, V])[], name: string, value: V): void {
  const at = pairs.findIndex(([other]) => other === name);
  if (at >= 0) pairs.splice(at, 1);
  pairs.push([name, value]);
}

const onWire = (text: UrlText): string =>
  typeof text === 'string' ? encodeURIComponent(text.toWellFormed()) : text.raw;

export function sentOf({ method, path, query, headers, auth, body }: Draft, operation: Operation): Sent {
  const place = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => onWire(path.get(name) ?? ''));
  const pairs = query.map(([name, value]) => `${onWire(name)}=${onWire(value)}`);
  const target = pairs.length === 0 ? place : `${place}?${pairs.join('&')}`;
  // HTTP knows no TRACE with a body.
  return { method, target, headers: [...auth, ...headers], body: method === 'TRACE' ? null : body };
}
