import { indicators } from '../indicators/index.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { instrumentIdPattern } from '../model/symbol.ts';
import { unanchored } from './parameters.ts';

const number = '-?\\d+(?:\\.\\d+)?';
const either = `(?:${number}|${unanchored(instrumentIdPattern)})`;

/** How one of them is written, with no more parameters than it has; how far each may go, /v1/indicators says. */
function nameOf({ id, params, inputs }: Indicator): string {
  const isPaired = inputs.includes('benchmark');
  const most = Object.keys(params).length + (isPaired ? 1 : 0);
  const one = isPaired ? either : number;
  return `${id}(?:\\( *${most === 0 ? '' : `(?:${one} *(?:, *${one} *){0,${most - 1}})?`}\\))?`;
}

/** The pattern of a list such as `rsi(14),macd(12,26,9)`. */
export const indicatorNamesPattern = (most: number): string =>
  `^(?: *(?:${indicators.map(nameOf).join('|')}) *(?:,(?=.)|$)){1,${most}}$`;
