import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The part of JSON Schema that the OpenAPI document uses for what is asked. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

type Content = Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly schema: Schema; readonly example?: unknown; readonly required: boolean } | null;
  /** Who may ask: everybody uncounted, everybody, an account, an operator. */
  readonly access: 'open' | 'anonymous' | 'account' | 'operator';
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface Contract {
  readonly operations: readonly Operation[];
  /** Methods that the document has at a path. */
  methodsAt(path: string): readonly string[];
  /** The schema that is meant, where it is only named. */
  resolved(schema: Schema): Schema;
  /** Whether a value is as a schema of the document says. */
  check(schema: Schema): ValidateFunction;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content; readonly required?: boolean };
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly responses: Operation['responses'];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** What the fuzzer knows of the platform: its document, as any stranger reads it. */
export function readContract(text: string): Contract {
  const { paths, components } = JSON.parse(text) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: false, coerceTypes: false });
  addFormats.default(ajv);
  const compiled = new Map<Schema, ValidateFunction>();
  const check = (schema: Schema): ValidateFunction => {
    const known = compiled.get(schema) ?? ajv.compile({ ...schema, components });
    compiled.set(schema, known);
    return known;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, one]): Operation => ({
        operationId: one.operationId,
        method: method.toUpperCase(),
        path,
        parameters: one.parameters ?? [],
        body: bodyOf(one.requestBody),
        access: accessOf(one.security ?? []),
        responses: one.responses,
      }),
    ),
  );
  return {
    // A socket is no request with an answer; the raw oddities knock at its door.
    operations: operations.filter(({ responses }) => !Object.hasOwn(responses, '101')),
    methodsAt: (path) => operations.filter((one) => one.path === path).map(({ method }) => method),
    resolved: ({ $ref, ...own }) =>
      $ref === undefined ? own : (components.schemas?.[$ref.split('/').at(-1) ?? ''] ?? own),
    check,
  };
}

function bodyOf(described: Described['requestBody']): Operation['body'] {
  const json = described?.content['application/json'];
  return json === undefined ? null : { ...json, required: described?.required === true };
}

function accessOf(security: NonNullable<Described['security']>): Operation['access'] {
  if (security.length === 0) return 'open';
  if (security.some((one) => Object.keys(one).length === 0)) return 'anonymous';
  return security.some((one) => Object.hasOwn(one, 'session')) ? 'account' : 'operator';
}
