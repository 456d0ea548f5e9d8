import { WizError } from '../../core/errors.ts';
import { type Method, methodName } from '../../esg-scoring/method.ts';
import { methodNamed } from '../../esg-scoring/methods.ts';
import { peerGroupOf } from '../../esg-scoring/peers.ts';
import { type OwnWeights, unknownWeights, type Weights, weightsOf } from '../../esg-scoring/weights.ts';
import { regionOf } from '../../model/world-regions.ts';

export const kinds = ['country', 'region', 'company'] as const;
export type EsgKind = (typeof kinds)[number];

/** What a caller may choose of a score. */
export interface Choices {
  readonly peers?: string | undefined;
  readonly period?: number | undefined;
  readonly method?: Method | undefined;
  readonly weights?: OwnWeights | undefined;
  readonly as_of?: string | undefined;
}

/** Who is ranked against whom, by which method. */
export interface Subject {
  readonly peers: { readonly peers_id: string; readonly name: string };
  /** Companies are those that a disclosure is of. */
  readonly entities: readonly string[] | { readonly beginWith: string };
  readonly method: Method;
  readonly weights: Weights;
  readonly period: number | null;
  readonly as_of: string | null;
}

/** A company's id as series spell it: XJSE:PIK is XJSE-PIK. */
export const seriesEntityOf = (id: string): string => id.replace(':', '-').replaceAll('.', '-');
export const companyIdOf = (entity: string): string => entity.replace('-', ':');

export function kindOf(id: string): EsgKind {
  if (id.includes(':')) return 'company';
  const kind = regionOf(id)?.kind;
  if (kind === undefined || kind === 'province') throw unknown(id);
  return kind === 'country' ? 'country' : 'region';
}

export const unknown = (id: string, subject?: Subject): WizError =>
  new WizError(
    'not_found',
    `There is no ${id} to score${subject === undefined ? '' : ` among ${subject.peers.peers_id}`}; /v1/esg/scores lists countries, regions and companies`,
  );

export function subjectOf(kind: EsgKind, venue: string, choices: Choices): Subject {
  const method = methodFor(kind, choices.method);
  const own = choices.weights ?? new Map<string, string>();
  const strange = unknownWeights(method, own);
  if (strange.length > 0) {
    throw new WizError(
      'invalid_request',
      `weights: ${methodName(method)} has no ${strange.join(', ')}; /v1/esg/method lists what it has`,
    );
  }
  const weights = weightsOf(method, own);
  if (weights === null) throw new WizError('invalid_request', 'weights: at least one must be more than 0');
  const common = { method, weights, period: choices.period ?? null, as_of: choices.as_of ?? null };
  if (kind === 'company') {
    const mic = choices.peers ?? venue;
    if (!/^[A-Z]/.test(mic)) throw wrongPeers('the MIC of companies such as XJSE');
    return { ...common, peers: { peers_id: mic, name: `Companies of ${mic}` }, entities: { beginWith: `${mic}-` } };
  }
  const group = peerGroupOf(choices.peers ?? '001');
  if (group === null) throw wrongPeers('a group of countries such as 002 or income:UMC');
  return { ...common, peers: group, entities: group.members };
}

/** Regions are scored by the method of their countries. */
function methodFor(kind: EsgKind, asked: Method | undefined): Method {
  const method_id = kind === 'company' ? 'companies' : 'countries';
  const method = asked ?? methodNamed(method_id);
  if (method?.method_id === method_id) return method;
  throw new WizError('invalid_request', `method: must be a version of ${method_id}; /v1/esg/method lists all`);
}

const wrongPeers = (what: string): WizError =>
  new WizError('invalid_request', `peers: must be ${what}; /v1/esg/method lists groups of countries`);
