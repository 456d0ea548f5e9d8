/** The part of JSON Schema that our OpenAPI document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  /** What only some fields of are asked for. */
  readonly 'x-selected'?: true;
}

/** The TypeScript type of what a schema allows. */
export function typescriptOf(schema: JsonSchema): string {
  const { $ref, enum: values, anyOf, oneOf, allOf, type } = schema;
  if ($ref !== undefined) return `components['schemas']['${$ref.split('/').at(-1)}']`;
  if ('const' in schema) return JSON.stringify(schema.const);
  if (values !== undefined) return union(values.map((value) => JSON.stringify(value)));
  const either = anyOf ?? oneOf;
  if (either !== undefined) return union(either.filter((one) => one['x-selected'] !== true).map(typescriptOf));
  if (allOf !== undefined) return allOf.map(typescriptOf).join(' & ');
  return union([type ?? 'unknown'].flat().map((name) => namedType(name, schema)));
}

function namedType(name: string, schema: JsonSchema): string {
  if (name === 'integer' || name === 'number') return 'number';
  if (name === 'string') return schema.format === 'binary' ? 'Blob' : 'string';
  if (name === 'array') return `readonly (${typescriptOf(schema.items ?? {})})[]`;
  return name === 'object' ? objectType(schema) : name;
}

function objectType({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  const fields = Object.entries(properties).map(
    ([name, field]) =>
      `${comment(field.description)}${key(name)}${required.includes(name) ? '' : '?'}: ${typescriptOf(field)};`,
  );
  const others = additionalProperties === true ? {} : additionalProperties;
  // What a record may hold beside its known fields is known to be anything at all.
  if (others && fields.length > 0) fields.push('[member: string]: unknown;');
  else if (others) return `Readonly<Record<string, ${typescriptOf(others)}>>`;
  return fields.length === 0 ? 'Record<string, never>' : `{\n${fields.join('\n')}\n}`;
}

export function comment(text: string | undefined): string {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '*\\/').replaceAll('\n', ' ')} */\n`;
}

export const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`);

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ');
