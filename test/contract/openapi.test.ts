import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../src/api/openapi.ts';
import { tags } from '../../src/api/tags.ts';
import { versions } from '../../src/api/versions.ts';

interface Example {
  readonly schema: object;
  readonly example?: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security: readonly Record<string, unknown>[];
  readonly parameters?: readonly (Example & { readonly name: string; readonly in: string })[];
  readonly requestBody?: { readonly content: Record<string, Example> };
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, Example> }>;
}
interface Document {
  readonly info: { readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly components: { readonly securitySchemes: object };
  readonly paths: Record<string, Record<string, Operation>>;
}

const document = JSON.parse(openApiDocument()) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => [`${method} ${path}`, one] as const),
);

function invalid({ schema, example }: Example): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile({ ...schema, components: document.components });
  return validate(example) ? [] : [ajv.errorsText(validate.errors)];
}

test('the document names its version, its place, and what its tags mean', () => {
  expect(document.info.version).toBe(versions[0].date);
  expect(document.servers.map(({ url }) => url)).toEqual(['/']);
  expect(document.tags.map(({ name }) => name)).toEqual(Object.keys(tags));
  const used = new Set(operations.flatMap(([, one]) => one.tags));
  expect([...used].filter((tag) => !(tag in tags))).toEqual([]);
});

describe.each(operations)('%s', (_name, { tags: own, security, parameters = [], requestBody, responses }) => {
  test('has one tag, known keys, and a problem for whatever goes wrong', () => {
    expect(own).toHaveLength(1);
    const known = Object.keys(document.components.securitySchemes);
    for (const name of security.flatMap(Object.keys)) expect(known).toContain(name);
    const refused = Object.entries(responses).filter(([status]) => /^[45]|default/.test(status));
    expect(refused.length).toBeGreaterThan(1);
    for (const [, { content }] of refused) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
  });

  test('gives examples that it would take itself', () => {
    const bodies = [requestBody, ...Object.values(responses)].flatMap((one) => Object.values(one?.content ?? {}));
    for (const one of [...parameters, ...bodies]) if (one.example !== undefined) expect(invalid(one)).toEqual([]);
    for (const { name, in: place, example } of parameters) {
      if (place === 'path') expect([name, typeof example]).toEqual([name, 'string']);
    }
    if (requestBody !== undefined)
      for (const one of Object.values(requestBody.content)) expect(one).toHaveProperty('example');
  });
});
