import { z } from 'zod';

const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get items() {
    return schema.optional();
  },
  get anyOf() {
    return z.array(schema).optional();
  },
});
export type Schema = z.infer<typeof schema>;

const media = z.object({ schema, example: z.unknown().optional() });
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean().default(false),
  description: z.string().default(''),
  schema,
  /** What the example's request gives. */
  example: z.union([z.string(), z.number()]).optional(),
});
const response = z.object({ description: z.string(), content: z.record(z.string(), media).optional() });
const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.tuple([z.string()]),
  'x-tokens': z.number().optional(),
  deprecated: z.boolean().default(false),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.record(z.string(), media) }).optional(),
  responses: z.record(z.string(), response),
});
export type Operation = z.infer<typeof operation> & { readonly method: string; readonly path: string };

const document = z.object({
  info: z.object({
    version: z.string(),
    'x-versions': z.array(
      z.object({
        ...{ date: z.string(), description: z.string() },
        changes: z.array(z.object({ operation: z.string(), description: z.string() })),
      }),
    ),
  }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

export interface Reference {
  readonly version: string;
  readonly versions: z.infer<typeof document>['info']['x-versions'];
  readonly tags: z.infer<typeof document>['tags'];
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** The OpenAPI document as the portal's pages need it. */
export function readReference(text: string): Reference {
  const { info, tags, paths, components } = document.parse(JSON.parse(text));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ ...one, method: method.toUpperCase(), path })),
  );
  return { version: info.version, versions: info['x-versions'], tags, operations, schemas: components.schemas };
}

/** Whether it answers a caller who has no key. */
export const isOpen = ({ security }: Operation): boolean =>
  security.length === 0 || security.some((scheme) => Object.keys(scheme).length === 0);

/** The example's request, behind the host. */
export function examplePath({ path, parameters }: Operation): string {
  const examples = parameters.filter(({ example }) => example !== undefined);
  const given = (name: string) => String(examples.find((one) => one.name === name)?.example ?? `{${name}}`);
  const place = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => given(name));
  const query = examples
    .filter((one) => one.in === 'query')
    .map(({ name }) => `${name}=${encodeURIComponent(given(name)).replaceAll('%3A', ':')}`);
  return query.length === 0 ? place : `${place}?${query.join('&')}`;
}
