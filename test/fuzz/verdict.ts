import { gunzipSync } from 'node:zlib';
import { type ErrorCode, errorTable } from '../../src/core/errors.ts';
import type { Contract, Operation } from './document.ts';
import type { Expectation } from './draft.ts';
import type { Received, Sent } from './wire.ts';

export interface Judged {
  readonly operation: Operation;
  readonly sent: Sent;
  readonly expects: Expectation;
  readonly received: Received;
}

const slowMs = 10_000;
const problemType = 'application/problem+json';
/** Refusals of how something was asked, whatever was asked. */
const refusals: ReadonlySet<number> = new Set([400, 401, 405, 406, 411, 413, 414, 415, 422, 431]);
/** Words that tell how the platform is built. */
const insides =
  /\bat \S+\.[jt]s:\d+|node_modules|postgres(?:ql)?:\/\/|syntax error at|invalid input syntax|ECONNREFUSED|\/workers\/|SQLSTATE/;

/** Everything that is wrong with an answer, in sentences; none for one that is in order. */
export function complaintsOf(judged: Judged, contract: Contract, secrets: readonly string[]): string[] {
  const { sent, received } = judged;
  const { status, ms } = received;
  const body = unpacked(received);
  const text = body.toString('utf8');
  const own = [
    ...(status >= 500 ? [`answered ${status}`] : []),
    ...(ms > slowMs ? ['took longer than ten seconds'] : []),
    ...ofHeaders(received),
    ...ofSecrets(sent, received, text, secrets),
    ...ofExpectation(judged),
  ];
  if (sent.method === 'HEAD')
    return [...own, ...(received.body.byteLength > 0 ? ['HEAD was answered with a body'] : [])];
  if (status >= 400) return [...own, ...ofProblem(judged, text, contract)];
  return [...own, ...ofAnswer(judged, body, text, contract)];
}

function unpacked({ headers, body }: Received): Buffer {
  return headers['content-encoding'] === 'gzip' && body.byteLength > 0 ? gunzipSync(body) : body;
}

function ofHeaders({ headers, status }: Received): string[] {
  const wrong = Object.entries(headers).filter(([, value]) => !/^[\x20-\x7e]*$/.test(value));
  return [
    ...wrong.map(([name]) => `the header ${name} is not ASCII`),
    ...(headers['x-injected'] === undefined ? [] : ['a header was injected']),
    ...(/^req_[0-9a-f]{32}$/.test(headers['x-request-id'] ?? '') ? [] : ['has no X-Request-Id']),
    ...(headers['x-content-type-options'] === 'nosniff' ? [] : ['is not nosniff']),
    ...(/^\d{4}-\d\d-\d\d$/.test(headers['wiz-version'] ?? '') ? [] : ['names no Wiz-Version']),
    ...(headers['cache-control'] === undefined ? ['says nothing of Cache-Control'] : []),
    ...(status === 304 && headers.etag === undefined ? ['304 without ETag'] : []),
    ...(status === 206 && !/^bytes \d+-\d+\/\d+$/.test(headers['content-range'] ?? '')
      ? ['206 without Content-Range']
      : []),
  ];
}

function ofSecrets(sent: Sent, { headers }: Received, text: string, secrets: readonly string[]): string[] {
  const all = `${text}\n${Object.values(headers).join('\n')}`;
  const asked = `${sent.target}\n${sent.body?.toString('utf8') ?? ''}`;
  const inside = insides.exec(all)?.[0];
  return [
    ...(secrets.some((secret) => all.includes(secret)) ? ['holds a secret'] : []),
    ...(inside === undefined || asked.includes(inside) ? [] : [`tells of the inside: ${inside}`]),
  ];
}

function ofExpectation({ expects, sent, operation, received }: Judged): string[] {
  const { status, headers } = received;
  const isRefusal = refusals.has(status);
  const said = `${sent.method} is answered ${status}`;
  switch (expects) {
    case 'accepted':
      return isRefusal && !isBeyondSchemas(reasonOf(received))
        ? [`a right request is refused with ${status}: ${reasonOf(received)}`]
        : [];
    case 'refused': {
      // How far back a plan reads is said before what else is wrong.
      const isTooFar = status === 403 && reasonOf(received).includes(' reaches back to ');
      const isFourHundred = status >= 400 && status < 500 && status !== 401 && status !== 403;
      return isFourHundred || isTooFar ? [] : [`a wrong request is answered ${status}`];
    }
    case 'unauthenticated':
      return status === 401 ? [] : [`a caller who cannot be known is answered ${status}`];
    case 'forbidden':
      return status === 403 ? [] : [`a caller without the scope is answered ${status}`];
    case 'not_allowed': {
      const allow = headers.allow?.split(', ') ?? [];
      return status === 405 && allow.includes(operation.method) ? [] : [`${said}, not 405 with Allow`];
    }
    case 'named':
      return headers.allow?.split(', ').includes(operation.method) ? [] : ['OPTIONS does not name the method'];
    case 'any':
      return [];
  }
}

/**
 * What makes a request wrong and no schema of one value can say: how values go together, what there is, and what time
 * it is.
 */
const beyondSchemas = [
  /must not be (?:before|less than) `/,
  /must not be combined with|explains an adjustment|adjusted bars (?:are|come)|must change something|and not both/,
  /all pages come as lines|needs min or max|must name each instrument once|does not score|is no group of countries/,
  /must be (?:a (?:group|version)|the MIC) of|must differ from|adjusted values are of bars/,
  /names? no indicator|There is no indicator|^symbol: must look like|Accept both|must accept both/,
  /a rate is of a pair|a bar has no|this answer is no list|is no field here/,
  /^(?:unit|currencyCode): (?:prices are in|this series has none|.* cannot be shown in)/,
  / covers \d{4}-.* to \d{4}-/,
  / has nothing of before |must lie in the future/,
  /^cursor: /,
  /^The link is unknown/,
];

/** What no schema says excuses itself only, and nothing that is said beside it. */
const isBeyondSchemas = (reason: string): boolean =>
  reason.split(/; (?=\w+: )/).every((part) => beyondSchemas.some((one) => one.test(part)));

/** Without what was asked, so that like comes to like. */
function reasonOf({ body }: Received): string {
  const { detail = '' } = (parsed(body.toString('utf8')) ?? {}) as ProblemText;
  return detail
    .slice(0, 200)
    .replace(/known are .*/, '')
    .replaceAll(/\.\d+/g, '.n');
}

interface ProblemText {
  readonly detail?: string;
  readonly code?: string;
  readonly status?: number;
  readonly type?: string;
  readonly request_id?: string;
}

function ofProblem({ operation, received }: Judged, text: string, contract: Contract): string[] {
  const { status, headers } = received;
  if (headers['content-type'] !== problemType) return [`${status} is no problem+json but ${headers['content-type']}`];
  const problem = parsed(text) as ProblemText | undefined;
  if (problem === undefined) return [`${status} is no JSON`];
  const code = problem.code ?? '';
  const known = Object.hasOwn(errorTable, code) ? errorTable[code as ErrorCode] : undefined;
  const schema = (operation.responses[status] ?? operation.responses.default)?.content?.[problemType]?.schema;
  const check = schema && contract.check(schema);
  return [
    ...(known?.status === status && problem.status === status ? [] : [`${status} says ${problem.status} ${code}`]),
    ...(problem.type === `/problems/${code}` ? [] : ['type does not name the code']),
    ...(problem.request_id === headers['x-request-id'] ? [] : ['names another request']),
    ...(headers['cache-control'] === 'no-store' ? [] : ['an error may be stored']),
    ...(headers['set-cookie'] === undefined ? [] : ['an error sets a cookie']),
    ...(status === 401 && headers['www-authenticate'] === undefined ? ['401 without WWW-Authenticate'] : []),
    ...(status === 429 && !/^[1-9]\d*$/.test(headers['retry-after'] ?? '') ? ['429 without Retry-After'] : []),
    ...(check?.(problem) === false ? ['is a problem outside its schema'] : []),
    ...ofDocumented(operation, status),
  ];
}

/** A method or a path that is no operation's is none of its statuses either. */
const ofNoOperation: ReadonlySet<number> = new Set([405, 404]);

function ofDocumented({ responses, path }: Operation, status: number): string[] {
  if (Object.hasOwn(responses, status)) return [];
  return ofNoOperation.has(status) && (status === 405 || path.includes('{')) ? [] : [`${status} is not documented`];
}

function ofAnswer({ operation, sent, received }: Judged, body: Buffer, text: string, contract: Contract): string[] {
  const { status, headers } = received;
  // Another method of the path is another operation.
  const isOwn = sent.method === operation.method;
  if (sent.method === 'OPTIONS' || !isOwn) return [];
  if (status === 304) return [...ofDocumented(operation, status), ...(body.byteLength > 0 ? ['304 with a body'] : [])];
  const content = operation.responses[status]?.content ?? {};
  if (Object.keys(content).length === 0 && body.byteLength === 0) return ofDocumented(operation, status);
  const type = (headers['content-type'] ?? '').split(';')[0] ?? '';
  const described = content[type] ?? content['*/*'];
  if (described === undefined)
    return [...ofDocumented(operation, status), `${status} of the type ${type} is not documented`];
  const length = headers['content-length'];
  const cut = length !== undefined && Number(length) !== received.body.byteLength;
  const said = cut ? ['is shorter than it says'] : [];
  // Of a type that the document does not name, the bytes are a source's own.
  return content[type] === undefined ? said : [...said, ...ofContent(type, body, text, contract, described.schema)];
}

function ofContent(type: string, body: Buffer, text: string, contract: Contract, schema: object): string[] {
  if (type === 'application/json' || type === 'application/jwk-set+json') {
    const value = parsed(text);
    if (value === undefined) return ['is no JSON'];
    if ((schema as { format?: string }).format === 'binary') return [];
    const check = contract.check(schema);
    if (check(value)) return [];
    const [first] = check.errors ?? [];
    return [`is outside its schema: ${first?.instancePath.replaceAll(/\d+/g, 'n')} ${first?.message}`];
  }
  if (type === 'application/x-ndjson') {
    const lines = text.split('\n').slice(0, -1);
    return lines.every((line) => parsed(line) !== undefined) ? [] : ['has a line that is no JSON'];
  }
  if (type === 'application/vnd.apache.parquet')
    return body.subarray(0, 4).toString() === 'PAR1' ? [] : ['is no Parquet'];
  return [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
