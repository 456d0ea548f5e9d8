import { WizError } from '../core/errors.ts';
import { formatIndicatorName, type NamedIndicator, parseIndicatorName } from './name.ts';

/** An indicator under its canonical name. */
export interface Asked extends NamedIndicator {
  readonly name: string;
}

/**
 * Reads a list such as `rsi(14),macd(12,26,9)`.
 * @param against the benchmark of those that need one and name none
 */
export function parseIndicatorNames(list: string, most: number, against: string | null): Asked[] {
  const asked = list.split(/,(?![^(]*\))/).map((name) => askedOf(name.trim(), against));
  if (asked.length > most) throw new WizError('invalid_request', `indicators: must be at most ${most}`);
  const twice = asked.find(({ name }, at) => asked.findIndex((one) => one.name === name) < at);
  if (twice !== undefined) throw new WizError('invalid_request', `indicators: ${twice.name} is named twice`);
  return asked;
}

function askedOf(text: string, against: string | null): Asked {
  const named = parseIndicatorName(text);
  const isPaired = named.indicator.inputs.includes('benchmark');
  const benchmark = named.benchmark ?? (isPaired ? against : null);
  if (isPaired && benchmark === null) {
    const name = formatIndicatorName(named);
    throw new WizError('invalid_request', `against: ${name} needs another instrument, such as against=INDEX:J203`);
  }
  const whole = { ...named, benchmark };
  return { ...whole, name: formatIndicatorName(whole) };
}

/** What the values are called: by the indicator, and by the output where it has several. */
export function valueNames({ name, indicator }: Pick<Asked, 'name' | 'indicator'>): string[] {
  const outputs = Object.keys(indicator.outputs);
  return outputs.length === 1 ? [name] : outputs.map((output) => `${name}.${output}`);
}
