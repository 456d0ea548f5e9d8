import { WizError } from '../core/errors.ts';
import { type Article, nameIn } from './article.ts';
import type { Block } from './blocks.ts';
import { firstLines } from './quickstart.ts';
import { examplePath, isOpen, type Operation, type Reference, type Schema } from './reference.ts';

/** One operation: how it is asked, what it takes, what it answers. */
export function operationPage(request: Request, { operations, schemas }: Reference): Article {
  const name = nameIn(request);
  const operation = operations.find(({ operationId }) => operationId === name);
  if (operation === undefined) throw new WizError('not_found', 'There is no operation of this name; see /docs.md');
  const { method, path, summary, description, tags, responses } = operation;
  const { origin } = new URL(request.url);
  const tokens = operation['x-tokens'];
  const facts = [
    tags[0],
    isOpen(operation) ? 'no key needed' : 'needs a key',
    ...(tokens === undefined ? [] : [`${tokens} ${tokens === 1 ? 'token' : 'tokens'}`]),
    ...(operation.deprecated ? ['deprecated'] : []),
  ];
  return {
    title: summary,
    blocks: [
      { heading: summary, level: 1 },
      { text: `\`${method} ${path}\` · \`${name}\` · ${facts.join(' · ')}` },
      ...(description === undefined ? [] : [{ text: description }]),
      { heading: 'Ask', level: 2 },
      { code: '101' in responses ? firstLines(origin).stream : curl(operation, origin), language: 'sh' },
      ...parametersOf(operation),
      { heading: 'Answer', level: 2 },
      ...answerOf(operation, schemas),
      { heading: 'Statuses', level: 2 },
      { list: Object.entries(responses).map(([status, { description: said }]) => `\`${status}\` ${said}`) },
      { text: 'Every error is one of the [problems](/problems).' },
    ],
  };
}

/** A line that can be pasted. */
function curl(operation: Operation, origin: string): string {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.example;
  return [
    `curl '${origin}${examplePath(operation)}'`,
    ...(operation.method === 'GET' ? [] : [`-X ${operation.method}`]),
    ...(isOpen(operation) ? [] : ['-H "Authorization: Bearer $WIZDATA_KEY"']),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json' -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
  ].join(' ');
}

function parametersOf({ parameters }: Operation): Block[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map(({ name, in: place, required, schema, description }) => [
    `\`${name}\``,
    place,
    [typeOf(schema), ...(required ? ['required'] : [])].join(', '),
    schema.default === undefined ? '' : `\`${String(schema.default)}\``,
    description,
  ]);
  return [{ table: [['Parameter', 'In', 'Type', 'Default', 'What it does'], ...rows] }];
}

/** What it answers when it is not asked for its price, which looks the same everywhere. */
function answerOf({ responses }: Operation, schemas: Reference['schemas']): Block[] {
  const contents = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content = {} }]) => Object.entries(content).filter(([mediaType]) => !mediaType.includes('.cost+json')));
  return (contents.find((content) => content.length > 0) ?? []).flatMap(([mediaType, { schema, example }]): Block[] => [
    { text: `\`${mediaType}\`` },
    ...(example === undefined ? [] : [{ code: JSON.stringify(example, null, 2), language: 'json' }]),
    ...variantsOf(schema.properties?.data, schemas).flatMap((variant) => fieldsOf(variant, schemas)),
  ]);
}

/** The kinds of records that `data` may hold. */
function variantsOf(schema: Schema | undefined, schemas: Reference['schemas']): Schema[] {
  if (schema === undefined) return [];
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((one) => variantsOf(one, schemas));
  return schema.items === undefined ? [schema] : variantsOf(schema.items, schemas);
}

function fieldsOf(schema: Schema, schemas: Reference['schemas']): Block[] {
  const name = schema.$ref?.split('/').at(-1);
  const { properties = {} } = name === undefined ? schema : (schemas[name] ?? {});
  const rows = Object.entries(properties).map(([field, one]) => [
    `\`${field}\``,
    typeOf(one),
    (one.description ?? '').replaceAll('\n', ' '),
  ]);
  if (rows.length === 0) return [];
  const heading: Block[] = name === undefined ? [] : [{ heading: name, level: 3 }];
  return [...heading, { table: [['Field', 'Type', 'What it is'], ...rows] }];
}

function typeOf({ $ref, type, format, enum: values, items, anyOf }: Schema): string {
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? '';
  if (values !== undefined) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(' or ');
  const types = [type ?? 'anything'].flat().map((one) => (one === 'string' && format ? format : one));
  return types.map((one) => (one === 'array' && items ? `array of ${typeOf(items)}` : one)).join(' or ');
}
