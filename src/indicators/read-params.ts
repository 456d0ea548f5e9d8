import { WizError } from '../core/errors.ts';
import type { Indicator, ParamSpec, Params } from './indicator.ts';

const number = /^-?\d+(?:\.\d+)?$/;

/** The parameters of an indicator as they were given, as numbers or as their text; what is left out has its default. */
export function readParams(indicator: Indicator, given: Readonly<Record<string, unknown>> = {}): Params {
  const { id, params, check } = indicator;
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(params, name));
  if (unknown !== undefined) throw refused(id, `there is no parameter ${unknown}; ${known(params)}`);
  const read: Params = Object.fromEntries(
    Object.entries(params).map(([name, spec]) => [name, readParam(id, name, spec, given[name])]),
  );
  const wrong = check?.(read) ?? null;
  if (wrong !== null) throw refused(id, wrong);
  return read;
}

function readParam(id: string, name: string, spec: ParamSpec, given: unknown): number {
  if (given === undefined) return spec.default;
  const value = typeof given === 'string' && number.test(given) ? Number(given) : given;
  const { kind, min, max } = spec;
  const fits = typeof value === 'number' && value >= min && value <= max;
  if (fits && (kind === 'number' || Number.isInteger(value))) return value;
  const what = kind === 'integer' ? 'a whole number' : 'a number';
  throw refused(
    id,
    `${name} must be ${what} from ${min} to ${max}, not ${shown(given)}; leave it out for ${spec.default}`,
  );
}

function known(params: Indicator['params']): string {
  const names = Object.keys(params);
  return names.length === 0 ? 'it takes none' : `choose from ${names.join(', ')}`;
}

function shown(given: unknown): string {
  return (typeof given === 'string' ? JSON.stringify(given) : String(given)).slice(0, 40);
}

function refused(id: string, sentence: string): WizError {
  return new WizError('invalid_request', `${id}: ${sentence}`);
}
