import type { Contract, Parameter, Schema } from './document.ts';
import type { Draw } from './draw.ts';
import { hostileTexts, hostileValues } from './hostile.ts';

/** Values for requests: as a schema of the document wants them, or as it does not. */
export interface Values {
  /** A text for the wire that the schema takes. */
  right(draw: Draw, parameter: Parameter): string;
  /** The parameters of a path that an answer holds whole: files are found under no other. */
  together(draw: Draw, path: string, parameters: readonly Parameter[]): ReadonlyMap<string, string>;
  /** A text that may be anything, with whether the schema takes it. */
  any(draw: Draw, parameter: Parameter): { readonly text: string; readonly isRight: boolean };
  /** A JSON value that the schema takes. */
  rightJson(draw: Draw, schema: Schema, name?: string): unknown;
  isRight(schema: Schema, value: unknown): boolean;
}

const days = [
  '2021-01-04',
  '2021-01-11',
  '2021-01-13',
  '2021-01-29',
  '2024-02-29',
  '2024-12-31',
  '2026-11-01',
  '2026-11-24',
];
const farDays = ['1000-01-01', '1969-12-31', '2038-01-20', '9998-12-31'];
const instants = [
  '2021-01-13T07:00:00Z',
  '2021-01-13T07:00:00.123Z',
  '2026-11-24T12:00:00+02:00',
  '1970-01-01T00:00:00Z',
];
const addresses = ['203.0.113.7', '203.0.113.0/24', '2001:db8::1', '2001:db8::/32'];
const words = [
  'NPN',
  'Naspers',
  'inflation',
  'gold',
  'e',
  'é',
  '%',
  '_',
  "O'Brien",
  'a b',
  'ß',
  '100%',
  '😀',
  '-',
  '"x"',
];

export function valuesOf({ check, resolved }: Contract, harvested: readonly string[]): Values {
  const pool = [
    ...harvested,
    ...days,
    ...instants,
    ...words,
    'ZAR',
    'ZAc',
    'USD',
    'percent',
    'e1',
    '0',
    '1',
    '2',
    ...addresses,
  ];
  const fitting = new Map<Schema, readonly string[]>();

  const isRight = (schema: Schema, value: unknown): boolean => check(schema)(value);

  /** What a text of a URL means to a schema. */
  function isRightText(schema: Schema, text: string): boolean {
    if (!isNumeric(schema)) return isRight(schema, text);
    const shape = schema.type === 'integer' ? /^(?:0|-?[1-9]\d*)$/ : /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
    return shape.test(text) && isRight(schema, Number(text));
  }

  function fits(schema: Schema): readonly string[] {
    const known = fitting.get(schema) ?? pool.filter((text) => isRight(schema, text));
    fitting.set(schema, known);
    return known;
  }

  function rightText(draw: Draw, schema: Schema, example: unknown): string {
    if (schema.enum !== undefined) return String(draw.pick(schema.enum));
    if (isNumeric(schema)) return String(numberOf(draw, schema));
    const given = example ?? schema.example;
    if (typeof given === 'string' && isRight(schema, given) && draw.chance(45)) return given;
    if (schema.format === 'date') return draw.pick(draw.chance(85) ? days : farDays);
    const known = fits(schema);
    if (known.length > 0) return draw.pick(known);
    return String(given ?? schema.default ?? 'x');
  }

  function rightJson(draw: Draw, named: Schema, name = ''): unknown {
    const schema = resolved(named);
    if (schema.enum !== undefined) return draw.pick(schema.enum);
    const either = schema.anyOf;
    const isOneOf = either !== undefined && schema.properties === undefined;
    if (isOneOf) return rightJson(draw, draw.pick(either), name);
    const [type] = [schema.type ?? []].flat();
    if (type === 'object' || schema.properties !== undefined) {
      const { properties = {} } = schema;
      const required = [
        ...(schema.required ?? []),
        ...(either === undefined ? [] : (draw.pick(either).required ?? [])),
      ];
      const wanted = Object.entries(properties).filter(([field]) => required.includes(field) || draw.chance(50));
      return Object.fromEntries(wanted.map(([field, of]) => [field, rightJson(draw, of, field)]));
    }
    if (type === 'array') {
      const { items = {}, minItems = 0, maxItems = 3 } = schema;
      const length = draw.whole(minItems, Math.min(maxItems, minItems + 2));
      const drawn = Array.from({ length }, () => rightJson(draw, items, name));
      return schema.uniqueItems ? [...new Set(drawn)] : drawn;
    }
    if (type === 'integer' || type === 'number') return numberOf(draw, schema);
    if (type === 'boolean') return draw.chance(50);
    if (type === 'null') return null;
    return rightText(draw, schema, undefined);
  }

  return {
    isRight,
    rightJson,
    together(draw, path, parameters) {
      const [, root = '', ...rest] = /^(\/\w+\/\w+\/)(.*)$/.exec(path) ?? [];
      const inPath = parameters.filter((one) => one.in === 'path');
      const shape = new RegExp(`^(?:${root})?${rest.join('').replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
      const found = pool.flatMap((text) => {
        const [, ...parts] = shape.exec(text) ?? [];
        const isWhole = parts.length > 1 && inPath.every(({ schema }, at) => isRight(schema, parts[at]));
        return isWhole ? [new Map(inPath.map(({ name }, at) => [name, parts[at] ?? '']))] : [];
      });
      return found.length === 0 ? new Map() : draw.pick(found);
    },
    right: (draw, { schema, example }) => rightText(draw, schema, example),
    any(draw, parameter) {
      const { schema } = parameter;
      const spoiled = (): string => spoil(draw, rightText(draw, schema, parameter.example));
      const text = draw.chance(30) ? spoiled() : draw.chance(15) ? beyond(draw, schema) : draw.pick(hostileTexts);
      return { text, isRight: isRightText(schema, text) };
    },
  };
}

const isNumeric = ({ type }: Schema): boolean => type === 'integer' || type === 'number';

function numberOf(draw: Draw, { type, minimum = 0, maximum = 1_000_000, default: usual }: Schema): number {
  const within =
    type === 'integer'
      ? draw.whole(minimum, maximum)
      : draw.pick([minimum, (minimum + maximum) / 2, minimum + (maximum - minimum) / 3, maximum]);
  return draw.pick([
    minimum,
    maximum,
    within,
    Math.min(maximum, minimum + 1),
    typeof usual === 'number' ? usual : within,
  ]);
}

/** Of a URL, beyond which the runtime answers before the platform is asked. */
const longest = 12_000;

/** At a bound of the schema, or one past it. */
function beyond(draw: Draw, { minimum = 0, maximum = 1_000_000, maxLength = 100, type }: Schema): string {
  if (type === 'integer' || type === 'number')
    return String(draw.pick([minimum, minimum - 1, maximum, maximum + 1, maximum * 1e9]));
  return 'A'.repeat(draw.pick([0, 1, maxLength, maxLength + 1, Math.min(maxLength * 20, longest)]));
}

/** A right text with one character that is not. */
function spoil(draw: Draw, text: string): string {
  const at = draw.whole(0, text.length);
  const odd = draw.pick(['\u0000', ' ', '%', "'", '/', '\\', ',', ';', '\u202e', '\ud83d\ude00', '-', '0', text]);
  return draw.pick([
    text.slice(0, at) + odd + text.slice(at),
    text.slice(0, at),
    text.toLowerCase(),
    text.toUpperCase(),
  ]);
}

/** A JSON value in which one thing, anywhere in it, is another. */
export function spoiledJson(draw: Draw, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && draw.chance(80)) {
    const at = draw.whole(0, value.length - 1);
    return value.map((one, place) => (place === at ? spoiledJson(draw, one) : one));
  }
  if (typeof value === 'object' && value !== null && draw.chance(85)) {
    const names = Object.keys(value);
    const fields = value as Readonly<Record<string, unknown>>;
    const name =
      names.length === 0 || draw.chance(15) ? draw.pick(['x', '__proto__', 'constructor', '']) : draw.pick(names);
    if (draw.chance(15)) return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));
    const spoiled = spoiledJson(draw, Object.hasOwn(fields, name) ? fields[name] : null);
    return Object.fromEntries([...Object.entries(fields).filter(([other]) => other !== name), [name, spoiled]]);
  }
  return draw.pick(hostileValues);
}
