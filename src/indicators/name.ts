import { toDecimal } from '../core/decimal.ts';
import { WizError } from '../core/errors.ts';
import { instrumentIdPattern } from '../model/symbol.ts';
import { indicatorOf } from './index.ts';
import type { Indicator, Params } from './indicator.ts';
import { readParams } from './read-params.ts';

/** One indicator with its parameters, and the instrument whose closes are its benchmark where it has one. */
export interface NamedIndicator {
  readonly indicator: Indicator;
  readonly params: Params;
  readonly benchmark: string | null;
}

/** The one canonical spelling, all parameters written out: rsi(14), macd(12,26,9), obv, beta(60,INDEX:J203). */
export function formatIndicatorName({ indicator, params, benchmark }: NamedIndicator): string {
  const written = Object.keys(indicator.params).map((name) => toDecimal(String(params[name])));
  if (benchmark !== null) written.push(benchmark);
  return written.length === 0 ? indicator.id : `${indicator.id}(${written.join(',')})`;
}

const form = /^([a-z][a-z0-9_]*)(?:\(([^()]*)\))?$/;

/** Reads a name; parameters that are left out at the end have their defaults, blanks after commas do no harm. */
export function parseIndicatorName(name: string): NamedIndicator {
  const [, id, list = ''] = form.exec(name) ?? [];
  if (id === undefined)
    throw new WizError(
      'invalid_request',
      `${name.slice(0, 80)} names no indicator; write one as rsi(14) or macd(12,26,9)`,
    );
  const indicator = indicatorOf(id);
  const given = list.trim() === '' ? [] : list.split(',').map((text) => text.trim());
  const benchmark = takesBenchmark(indicator) && instrumentIdPattern.test(given.at(-1) ?? '') ? given.pop() : undefined;
  const names = Object.keys(indicator.params);
  if (given.length > names.length)
    throw new WizError(
      'invalid_request',
      `${id} takes ${names.length === 0 ? 'no parameters' : names.join(', ')}, not ${list.slice(0, 80)}`,
    );
  const params = readParams(indicator, Object.fromEntries(given.map((text, at) => [names[at], text])));
  return { indicator, params, benchmark: benchmark ?? null };
}

function takesBenchmark({ inputs }: Indicator): boolean {
  return inputs.includes('benchmark');
}
