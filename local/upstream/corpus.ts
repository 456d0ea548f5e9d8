import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Recorded answers of the real hosts, kept outside of the repository; tests that compare with them skip without it. */
const CORPUS = resolve(process.env.CORPUS_DIR ?? '../shared/data');

export const hasCorpus = existsSync(CORPUS);

export function corpusText(file: string): string {
  const bytes = readFileSync(resolve(CORPUS, file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
}

/** JSON with every number as the digits it is written in. */
export function parseDigits<Shape>(text: string): Shape {
  const asWritten = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? context?.source : value;
  return JSON.parse(text, asWritten) as Shape;
}

/** 322500.000000 and 322500 are the same published figure. */
export function withoutTrailingZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
