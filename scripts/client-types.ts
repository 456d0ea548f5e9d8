import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../src/api/openapi.ts';
import { errorTable } from '../src/core/errors.ts';
import { comment, type JsonSchema, key, typescriptOf } from './typescript-of.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}
type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;
interface Operation {
  readonly summary: string;
  readonly deprecated?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
interface Document {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const mark = '// Written by scripts/client-types.ts from the OpenAPI document.\n';

/** In the shape that openapi-typescript gives, so that clients which know that one know this one. */
function schemaFile({ paths, components }: Document): string {
  const places = Object.entries(paths).map(([path, methods]) => {
    const operations = Object.entries(methods).map(([method, one]) => `${method}: ${operationType(one, one.summary)};`);
    return `'${path}': {\n${operations.join('\n')}\n};`;
  });
  const schemas = Object.entries(components.schemas).map(([name, schema]) => `${name}: ${typescriptOf(schema)};`);
  return `${mark}
export interface paths {
${places.join('\n')}
}

export interface components {
schemas: {
${schemas.join('\n')}
};
}
`;
}

function operationType({ parameters = [], requestBody, responses, deprecated }: Operation, summary: string): string {
  const kinds = (['path', 'query', 'header'] as const).flatMap((kind) => {
    const own = parameters.filter((parameter) => parameter.in === kind);
    const optional = own.every(({ required }) => required !== true) ? '?' : '';
    const fields = own.map(
      ({ name, required, description, schema }) =>
        `${comment(description)}${key(name)}${required ? '' : '?'}: ${typescriptOf(schema)};`,
    );
    return own.length === 0 ? [] : [`${kind}${optional}: {\n${fields.join('\n')}\n};`];
  });
  const body =
    requestBody === undefined
      ? ''
      : `requestBody${requestBody.required ? '' : '?'}: { content: ${contentType(requestBody.content)} };\n`;
  const answers = Object.entries(responses)
    .filter(([status]) => status.startsWith('2') || status === 'default')
    .map(([status, { content }]) => `${status}: { content: ${content ? contentType(content) : 'never'} };`);
  return `${comment(deprecated ? `@deprecated ${summary}` : summary)}{
parameters: {\n${kinds.join('\n')}\n};
${body}responses: {\n${answers.join('\n')}\n};
}`;
}

const contentType = (content: Content): string =>
  `{ ${Object.entries(content)
    .map(([type, { schema }]) => `'${type}': ${typescriptOf(schema)}`)
    .join('; ')} }`;

/** What the client has to know while it runs. */
function contractFile({ info, paths }: Document): string {
  const problems = Object.entries(errorTable).map(([code, { retry }]) => `  ${code}: { retry: ${retry} },`);
  const timeAware = Object.entries(paths).filter(([, { get }]) =>
    get?.parameters?.some(({ name }) => name === 'as_of'),
  );
  return `${mark}
/** The version of the API that the types are of. */
export const version = '${info.version}';

/** Every code of a problem, and whether the same request makes sense again. */
export const problemTable = {
${problems.join('\n')}
} as const;

/** Reads that can be asked as of a past moment. */
export const asOfPaths: readonly string[] = [
${timeAware.map(([path]) => `  '${path}',`).join('\n')}
];
`;
}

const document = JSON.parse(openApiDocument()) as Document;
const client = join(import.meta.dirname, '../client');
writeFileSync(join(client, 'schema.d.ts'), schemaFile(document));
writeFileSync(join(client, 'src/contract.ts'), contractFile(document));
