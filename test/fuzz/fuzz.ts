import type { Operation } from './document.ts';
import { type Expectation, rightRequest, sentOf } from './draft.ts';
import { drawOf } from './draw.ts';
import { twist } from './twists.ts';
import { type Values, valuesOf } from './values.ts';
import { complaintsOf } from './verdict.ts';
import { curlOf, openWire, type Received, type Sent, type Wire } from './wire.ts';
import type { World } from './world.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** Of each operation. */
  readonly requests: number;
  /** Only this one. */
  readonly operation?: string;
  /** Only the request of this number. */
  readonly only?: number;
  readonly connections?: number;
}

/** What is wrong with one answer or with many alike. */
export interface Finding {
  readonly operation: string;
  readonly complaint: string;
  readonly count: number;
  readonly twist: string;
  readonly index: number;
  readonly status: number;
  readonly answer: string;
  readonly curl: string;
}

export interface Report {
  readonly requests: number;
  /** How often each status came. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly slowestMs: number;
  readonly findings: readonly Finding[];
}

interface Ask {
  readonly operation: Operation;
  readonly index: number;
  readonly sent: Sent;
  readonly expects: Expectation;
  readonly twist: string;
}

/** Writes that set the platform to work for a while are right in few requests only. */
const heavy = new Set(['startReplay', 'swapReplay', 'startBackfill', 'runJob', 'handInFile']);

/** What a message of theirs has to be, and who may send it, their own standard says. */
const ofAnotherStandard = new Set(['callMcp']);

/** Asks every operation that is in the document, and judges what it answers. */
export async function fuzz(world: World, options: FuzzOptions): Promise<Report> {
  const { contract, url } = world;
  const values = valuesOf(contract, world.values);
  const wanted = contract.operations.filter(({ operationId }) => operationId === (options.operation ?? operationId));
  const asks = wanted.flatMap((operation) => asksOf(operation, options, values, world));
  const wire = openWire(url, options.connections ?? 16);
  try {
    return await askAll(inTurns(asks, options.requests), wire, world, options.connections ?? 16);
  } finally {
    wire.close();
  }
}

function asksOf(operation: Operation, { seed, requests, only }: FuzzOptions, values: Values, world: World): Ask[] {
  const indexes = only === undefined ? Array.from({ length: requests }, (_, index) => index) : [only];
  return indexes.map((index) => {
    const draw = drawOf(seed, operation.operationId, index);
    const draft = rightRequest(draw, operation, values, world.callers);
    const around = { draw, draft, operation, values, world };
    do twist(around);
    while (heavy.has(operation.operationId) && draft.twist === 'none' && draw.chance(90));
    const { expects, twist: done } = draft;
    const judgedBy = ofAnotherStandard.has(operation.operationId) && expects !== 'not_allowed' ? 'any' : expects;
    return { operation, index, sent: sentOf(draft, operation), expects: judgedBy, twist: done };
  });
}

/** One of each operation after the other, so that what one changes meets what others read. */
function inTurns(asks: readonly Ask[], requests: number): readonly Ask[] {
  return asks.toSorted((one, other) => (one.index % requests) - (other.index % requests));
}

async function askAll(asks: readonly Ask[], wire: Wire, world: World, connections: number): Promise<Report> {
  const statuses = new Map<number, number>();
  const findings = new Map<string, Finding>();
  const names = namesOf(world);
  let slowestMs = 0;
  let next = 0;

  function find(ask: Ask, complaint: string, received: Received | null): void {
    const kind = `${ask.operation.operationId} ${complaint}`;
    const known = findings.get(kind);
    if (known !== undefined) {
      findings.set(kind, { ...known, count: known.count + 1 });
      return;
    }
    const { operation, index, sent, twist: done } = ask;
    const answer =
      received?.body
        .subarray(0, 400)
        .toString('utf8')
        .replaceAll(/[^\x20-\x7e]/g, '.') ?? '';
    const finding = { operation: operation.operationId, complaint, count: 1, twist: done, index, answer };
    findings.set(kind, { ...finding, status: received?.status ?? 0, curl: curlOf(sent, names) });
  }

  async function connection(): Promise<void> {
    for (let ask = asks[next++]; ask !== undefined; ask = asks[next++]) {
      try {
        const received = await wire.send(ask.sent);
        statuses.set(received.status, (statuses.get(received.status) ?? 0) + 1);
        slowestMs = Math.max(slowestMs, received.ms);
        for (const complaint of complaintsOf({ ...ask, received }, world.contract, world.secrets))
          find(ask, complaint, received);
      } catch (error) {
        find(ask, `no answer: ${error instanceof Error ? error.message : String(error)}`, null);
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, connection));
  return { requests: asks.length, statuses, slowestMs, findings: [...findings.values()] };
}

function namesOf({ callers: { operator, reader, foreign, session } }: World): ReadonlyMap<string, string> {
  return new Map([
    [operator, 'WIZDATA_KEY'],
    [reader, 'WIZDATA_READER_KEY'],
    [foreign, 'WIZDATA_FOREIGN_KEY'],
    [session, 'WIZDATA_SESSION'],
  ]);
}

export function told(
  { operation, complaint, count, twist: done, index, status, answer, curl }: Finding,
  seed: number,
): string {
  return [
    `${operation}: ${complaint} (${count} times; the first after ${done}, status ${status})`,
    `  ${answer}`,
    `  ${curl.slice(0, 6000)}`,
    `  npm run fuzz -- --seed ${seed} --operation ${operation} --only ${index}`,
  ].join('\n');
}
