import type { Inputs } from '../../esg-scoring/indicator-ranks.ts';
import { methodName } from '../../esg-scoring/method.ts';
import { type Score, scorePeers } from '../../esg-scoring/score.ts';
import { regionOf } from '../../model/world-regions.ts';
import type { Database, Row, Statement } from '../../storage/client.ts';
import {
  type EsgInput,
  type EsgInputs,
  type EsgInputsRequest,
  esgInputsStatement,
  readEsgInputs,
} from '../../storage/read/esg-inputs.ts';
import { companyIdOf, type Subject } from './subject.ts';

/** All peers of a subject, scored in a year and in those before that were asked for. */
export interface PeersScored {
  readonly subject: Subject;
  /** Null where no two peers have a value. */
  readonly period: number | null;
  readonly is_sample: boolean;
  /** Of each year, the newest first; at least one. */
  readonly years: readonly { readonly period: number; readonly scores: readonly Score[] }[];
  /** Of the newest year. */
  readonly scores: readonly Score[];
  /** Where a value of those in focus comes from, by head and entity. */
  readonly focused: ReadonlyMap<string, EsgInput>;
  nameOf(entity: string): string;
}

interface Asked {
  /** How many years, 1 for the one. */
  readonly years: number;
  readonly focus: readonly string[];
}

/** Tags of what a change would move: a new value of any peer moves the ranks of all. */
export const scoreTags: readonly string[] = ['series', 'observation'];

export async function readScores(db: Database, subject: Subject, asked: Asked): Promise<PeersScored> {
  const { text, params } = scoresStatement(subject, asked);
  const [row] = await db.query<Row>(text, params);
  return scoredPeers(subject, asked, row);
}

/** The inputs of all peers as a statement, to go with others in one trip. */
export const scoresStatement = (subject: Subject, asked: Asked): Statement =>
  esgInputsStatement(requestOf(subject, asked));

export function scoredPeers(subject: Subject, asked: Asked, row: Row | undefined): PeersScored {
  const read = readEsgInputs(requestOf(subject, asked), row);
  const { method, weights, period: wanted, entities } = subject;
  const period = wanted ?? read.year;
  const inputs = inputsOf(read);
  const peers = 'beginWith' in entities ? [...read.names.keys()].sort() : entities;
  const years = Array.from({ length: asked.years }, (_, back) => (period ?? 0) - back).map((year) => {
    return { period: year, scores: scorePeers(method, weights, inputs, peers, year) };
  });
  return {
    ...{ subject, period, is_sample: read.is_sample, years, scores: years[0]?.scores ?? [] },
    focused: new Map(read.focused.map((one) => [`${one.head} ${one.entity}`, one])),
    nameOf: (entity) => regionOf(entity)?.name ?? read.names.get(entity) ?? companyIdOf(entity),
  };
}

function requestOf({ method, entities, period, as_of }: Subject, { years, focus }: Asked): EsgInputsRequest {
  const heads = method.indicators.flatMap(({ series, carried_years }) =>
    series.map(({ head }) => ({ head, carried_years })),
  );
  return { heads, entities, year: period, years, focus, as_of };
}

function inputsOf({ cells }: EsgInputs): Inputs {
  const inputs = new Map<string, Map<string, { year: number; value: number }[]>>();
  for (const [head, entity, values] of cells) {
    const ofHead = inputs.get(head) ?? new Map<string, { year: number; value: number }[]>();
    ofHead.set(
      entity,
      values.map(([year, value]) => ({ year, value })),
    );
    inputs.set(head, ofHead);
  }
  return inputs;
}

/** What is said of a ranking in the answer's `meta`. */
export function rankingMeta({ subject, period, is_sample, scores }: PeersScored) {
  const { method, peers, as_of } = subject;
  return {
    ...{ as_of, is_sample, method: methodName(method), period, peers: peers.peers_id, peers_name: peers.name },
    ...{ members: scores.length, scored: scores.filter(({ score }) => score !== null).length },
  };
}
