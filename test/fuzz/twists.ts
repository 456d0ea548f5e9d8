import type { Operation } from './document.ts';
import { address, type Draft, type Header, isSendable, jsonBody, replace } from './draft.ts';
import type { Draw } from './draw.ts';
import { brokenEscapes, hostileBodies, hostileTexts, oddHeaders, otherMethods } from './hostile.ts';
import { spoiledJson, type Values } from './values.ts';
import type { World } from './world.ts';

export interface Around {
  readonly draw: Draw;
  readonly draft: Draft;
  readonly operation: Operation;
  readonly values: Values;
  readonly world: World;
}

/** Makes something of a right request, and says what has to come of it. */
type Twist = (around: Around) => void;

/** A call of which only the price is asked writes nothing, so the name of the write is not read. */
const namesNoWrite = ({ query }: Draft, name: string): boolean =>
  name === 'idempotency-key' && query.some(([asked]) => asked === 'dry_run');

const nothing: Twist = () => undefined;

/** One parameter, or one thing in the body, is something else. */
const oneValue: Twist = (around) => {
  const { draw, draft, operation, values } = around;
  if (operation.body !== null && draw.chance(60)) return valueInBody(around);
  if (operation.parameters.length === 0) return;
  const parameter = draw.pick(operation.parameters);
  const { text, isRight } = values.any(draw, parameter);
  draft.twist = `a value of ${parameter.name}`;
  if (parameter.in === 'header') {
    if (!isSendable(text)) return;
    replace(draft.headers, parameter.name, text);
    if (!isRight && !namesNoWrite(draft, parameter.name.toLowerCase())) draft.expects = 'refused';
    return;
  }
  if (parameter.in === 'path') draft.path.set(parameter.name, text);
  else replace(draft.query, parameter.name, text);
  // No cursor is right that was not given.
  if (!isRight || parameter.name === 'cursor') draft.expects = 'refused';
};

const oneEscape: Twist = ({ draw, draft, operation }) => {
  const inUrl = operation.parameters.filter((one) => one.in !== 'header');
  const text = { raw: draw.pick(brokenEscapes) };
  draft.expects = 'refused';
  draft.twist = 'an escape';
  if (inUrl.length === 0) {
    draft.query.push([text, '1']);
    return;
  }
  const { name, in: place } = draw.pick(inUrl);
  draft.twist = `an escape in ${name}`;
  if (place === 'path') draft.path.set(name, text);
  else replace(draft.query, name, text);
};

const unknownNames = [
  'x',
  '__proto__',
  'constructor',
  'LIMIT',
  'limit[]',
  'q[a]',
  'format ',
  '\u0000',
  ...hostileTexts,
];

const oneName: Twist = ({ draw, draft, operation }) => {
  const own = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  draft.expects = 'refused';
  if (own.length > 0 && draw.chance(35)) {
    const twice = draw.pick(own);
    draft.query.push([twice, '1'], [twice, '1']);
    draft.twist = `${twice} twice`;
    return;
  }
  draft.query.push([draw.pick(unknownNames), draw.pick(['1', '', 'x'])]);
  draft.twist = 'a name that nobody knows';
};

const anotherKey: Twist = ({ draw, draft, operation: { access }, world: { callers } }) => {
  const bearer = (key: string): Header[] => [['authorization', `Bearer ${key}`], address(draw)];
  const isOpen = access === 'open';
  const owned = access === 'account' || access === 'operator';
  const choice = draw.whole(1, 10);
  if (choice <= 5) {
    const [kind, key] = draw.pick(Object.entries(callers.refused));
    draft.twist = `a key that is ${kind}`;
    draft.auth = draw.chance(80) ? bearer(key) : [['x-api-key', key], address(draw)];
    draft.expects = isOpen ? 'accepted' : 'unauthenticated';
  } else if (choice === 6) {
    const said = draw.pick(['Basic dXNlcjpwYXNz', 'Bearer', 'bearer a b', 'Digest x="y"', 'Token x', callers.operator]);
    draft.twist = 'another scheme';
    draft.auth = [['authorization', said], address(draw)];
    draft.expects = isOpen ? 'accepted' : 'unauthenticated';
  } else if (choice === 7) {
    draft.twist = 'no key';
    draft.auth = [address(draw)];
    draft.expects = owned ? 'unauthenticated' : 'any';
  } else if (choice === 8) {
    draft.twist = 'a key without the scope';
    draft.auth = bearer(callers.reader);
    draft.expects = access === 'operator' ? 'forbidden' : 'any';
  } else if (choice === 9) {
    draft.twist = 'a key of another account';
    draft.auth = bearer(callers.foreign);
    draft.expects = access === 'operator' ? 'forbidden' : 'any';
  } else {
    draft.twist = 'a session';
    draft.auth = [['cookie', `wizdata_session=${callers.session}`], address(draw)];
    draft.expects = access === 'operator' ? 'unauthenticated' : 'any';
  }
};

const anotherMethod: Twist = ({ draw, draft, operation, world }) => {
  draft.method = draw.pick(otherMethods);
  draft.twist = 'another method';
  const isKnown = world.contract.methodsAt(operation.path).includes(draft.method);
  if (draft.method === 'OPTIONS') draft.expects = 'named';
  else if (!isKnown) draft.expects = 'not_allowed';
  else if (draft.method !== operation.method) draft.expects = 'any';
};

const oddHeader: Twist = ({ draw, draft, operation }) => {
  const [name, value] = draw.pick(oddHeaders);
  draft.headers.push([name, value]);
  if (operation.method === 'GET' && draw.chance(20)) {
    draft.method = 'HEAD';
    // Why it is refused, if it is, the answer cannot say.
    draft.expects = 'any';
  }
  draft.twist = `${draft.method === 'HEAD' ? 'HEAD with ' : ''}the header ${name}`;
  if (operation.body !== null && name === 'content-encoding') draft.expects = 'refused';
};

const anotherBody: Twist = (around) => {
  const { draw, draft, operation, values } = around;
  const { bytes, type, encoding } = draw.pick(hostileBodies);
  if (operation.body === null) {
    // What is not asked for is not read.
    draft.body = Buffer.from(bytes);
    draft.headers.push(['content-type', 'application/json']);
    draft.twist = 'a body that nobody asked for';
    return;
  }
  if (draw.chance(40)) return valueInBody(around);
  draft.twist = 'another body';
  const sent = draw.pick([
    Buffer.from(bytes),
    Buffer.from(bytes),
    Buffer.alloc(0),
    Buffer.from([0xff, 0xfe, 0x00, 0x7b]),
  ]);
  draft.body = sent;
  if (type !== undefined) replace(draft.headers, 'content-type', type);
  if (encoding !== undefined) draft.headers.push(['content-encoding', encoding]);
  const isOdd = type !== undefined || encoding !== undefined || !isRight(sent, operation.body.schema, values);
  const isRefused = sent.byteLength === 0 ? operation.body.required : isOdd;
  draft.expects = isRefused ? 'refused' : 'any';
};

const isRight = (bytes: Buffer, schema: object, values: Values): boolean => {
  const value = parsed(bytes);
  return value !== undefined && values.isRight(schema, value);
};

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return undefined;
  }
}

const valueInBody: Twist = ({ draw, draft, operation, values }) => {
  if (operation.body === null || draft.body === null) return;
  const known = parsed(draft.body);
  if (known === undefined) return;
  const spoiled = spoiledJson(draw, known);
  draft.body = jsonBody(spoiled);
  draft.twist = 'a value in the body';
  draft.expects = values.isRight(operation.body.schema, spoiled) ? 'any' : 'refused';
};

const aCursor: Twist = ({ draw, draft, operation, world }) => {
  if (!operation.parameters.some(({ name }) => name === 'cursor')) return;
  const own = world.cursors.get(operation.operationId) ?? [];
  const others = [...world.cursors].filter(([id]) => id !== operation.operationId).flatMap(([, of]) => of);
  const put = (cursor: string, expects: Draft['expects'], twist: string): void => {
    replace(draft.query, 'cursor', cursor);
    draft.expects = expects;
    draft.twist = twist;
  };
  const choice = draw.whole(1, 3);
  const [cursor = '', other = ''] = [draw.pick([...own, '']), draw.pick([...others, ''])];
  if (choice === 1 && cursor !== '') put(cursor, 'any', 'a cursor');
  else if (choice === 2 && other !== '') put(other, 'refused', 'a cursor of another operation');
  else if (cursor !== '') put(withBitTurned(draw, cursor), 'refused', 'a cursor with a bit turned');
  else put(draw.pick(hostileTexts), 'refused', 'a made-up cursor');
};

function withBitTurned(draw: Draw, text: string): string {
  const at = draw.whole(0, text.length - 1);
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << draw.whole(0, 4))) + text.slice(at + 1);
}

/** Several things at once: only that the answer is in order can be said. */
const everything: Twist = (around) => {
  const all = [oneValue, oneEscape, oneName, anotherKey, oddHeader, anotherBody, aCursor, oneValue];
  for (const twist of around.draw.some(all, 5)) twist(around);
  around.draft.twist = 'everything';
  around.draft.expects = 'any';
};

/** How often each is done. */
const weighted: readonly (readonly [number, Twist])[] = [
  ...[[30, nothing] as const, [28, oneValue] as const, [6, oneEscape] as const, [5, oneName] as const],
  ...[[10, anotherKey] as const, [4, anotherMethod] as const, [10, oddHeader] as const, [12, anotherBody] as const],
  ...[[6, aCursor] as const, [6, everything] as const],
];
const bag = weighted.flatMap(([weight, twist]) => Array.from({ length: weight }, () => twist));

export const twist: Twist = (around) => around.draw.pick(bag)(around);
