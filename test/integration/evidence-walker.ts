import { createHash } from 'node:crypto';

export type Fields = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly path: string;
  readonly body?: unknown;
}

/** A number of an answer, and the objects around it, the innermost first. */
export interface Told {
  readonly name: string;
  readonly value: string;
  readonly around: readonly Fields[];
}

/** The steps from a number to its bytes: a ranking, an explanation, its observations, their fetch. */
const mostSteps = 4;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Every number below a value. */
function numbersIn(value: unknown, name = '', around: readonly Fields[] = []): Told[] {
  if (isFields(value)) {
    const within = Array.isArray(value) ? around : [value, ...around];
    return Object.entries(value).flatMap(([key, one]) => numbersIn(one, `${name}.${key}`, within));
  }
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));
  return isNumber ? [{ name, value: String(value), around }] : [];
}

/** Every object of a value. */
export function objectsIn(value: unknown): Fields[] {
  if (!isFields(value)) return [];
  const within = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? within : [value, ...within];
}

/**
 * Walks answers by what they say themselves: a text that begins with /v1/ is a link, and one of `meta` with a field's
 * name in braces leads to each value of that field.
 */
export class EvidenceWalker {
  private readonly url: string;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly answers = new Map<string, Promise<Fields | null>>();
  private readonly walked = new Map<string, Promise<boolean>>();

  constructor(url: string, key: string) {
    this.url = url;
    this.headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  }

  /** The answer as JSON, which bytes have none of; null of another status than 200. */
  ask({ path, body }: Asked): Promise<Fields | null> {
    const key = path + JSON.stringify(body ?? null);
    const answer = this.answers.get(key) ?? this.read(path, body);
    this.answers.set(key, answer);
    return answer;
  }

  /** The numbers of an answer from whose innermost links no bytes are reached, dead links, and fetches without bytes. */
  async unreached(
    asked: Asked,
    isNobodys: (told: Pick<Told, 'name' | 'around'>) => boolean,
  ): Promise<{ readonly numbers: number; readonly lost: string[] }> {
    const answer = await this.ask(asked);
    if (answer === null) return { numbers: 0, lost: [`${asked.path} does not answer`] };
    const told = numbersIn(answer.data).filter((one) => !isNobodys(one));
    const lost: string[] = [];
    for (const { name, value, around } of told) {
      const links = around.map((one) => linksIn(withoutRows(one), answer.meta)).find((some) => some.length > 0) ?? [];
      if (await this.anyReaches(links, mostSteps)) continue;
      lost.push(`${asked.path} ${name} ${value} ${links[0] ?? 'has no link'}`);
    }
    const said = objectsIn(answer.data).filter((one) => !isNobodys({ name: '', around: [one] }));
    for (const path of said.flatMap((one) => linksIn(withoutRows(one), null)))
      if ((await this.ask({ path })) === null) lost.push(`${path} is dead`);
    for (const link of fetchesIn(answer.data, answer.meta)) if (!(await this.reaches(link, 1))) lost.push(link);
    return { numbers: told.length, lost };
  }

  private async anyReaches(links: readonly string[], steps: number): Promise<boolean> {
    for (const link of links) if (await this.reaches(link, steps)) return true;
    return false;
  }

  private reaches(link: string, steps: number): Promise<boolean> {
    const key = `${steps} ${link}`;
    const reached = this.walked.get(key) ?? this.walk(link, steps);
    this.walked.set(key, reached);
    return reached;
  }

  /** Whether it leads to bytes that are those that the answer before them speaks of. */
  private async walk(link: string, steps: number): Promise<boolean> {
    const answer = await this.ask({ path: link });
    if (!isFields(answer?.data)) return false;
    const { sha256, payload } = answer.data;
    if (typeof sha256 !== 'string' || typeof payload !== 'string')
      return steps > 1 && (await this.anyReaches(linksIn(answer.data, answer.meta), steps - 1));
    const response = await this.send(payload);
    const bytes = Buffer.from(await response.arrayBuffer());
    return response.status === 200 && createHash('sha256').update(bytes).digest('hex') === sha256;
  }

  private async read(path: string, body: unknown): Promise<Fields | null> {
    const response = await this.send(path, body);
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return response.status === 200 ? (isJson ? ((await response.json()) as Fields) : {}) : null;
  }

  private send(path: string, body?: unknown): Promise<Response> {
    const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return fetch(this.url + path, { headers: this.headers, ...posted });
  }
}

/** Rows of a list have links of their own, which say nothing of what is beside the list. */
const withoutRows = (of: Fields): Fields =>
  Object.fromEntries(
    Object.entries(of).filter(
      ([field, value]) => field === 'evidence' || !Array.isArray(value) || !value.some((one) => isFields(one)),
    ),
  );

/** What a value links to, by its own texts and by the templates of `meta`. */
function linksIn(value: unknown, meta: unknown): string[] {
  const written = textsIn(value).flatMap(([, text]) => (text.startsWith('/v1/') ? [text] : []));
  return [...new Set([...fetchesIn(value, meta), ...written])];
}

/** What the templates of `meta` make of the fields of a value. */
function fetchesIn(value: unknown, meta: unknown): string[] {
  const texts = textsIn(value);
  const made = textsIn(meta).flatMap(([, template]) => {
    const [braces = '', name = ''] = /^\/v1\/[^{]*(\{(\w+)\})$/.exec(template)?.slice(1) ?? [];
    const named = texts.filter(([field]) => name !== '' && (field === name || field === `${name}s`));
    return named.map(([, id]) => template.replace(braces, encodeURIComponent(id)));
  });
  return [...new Set(made)];
}

function textsIn(value: unknown, field = ''): [field: string, text: string][] {
  if (typeof value === 'string') return [[field, value]];
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, Array.isArray(value) ? field : key));
}
