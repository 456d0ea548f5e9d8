import type { Said } from './said.ts';

/**
 * What a model is asked. It is made of our own sentences alone, which hold numbers, dates, ids of a fixed form and words
 * of closed lists: no word of any source's text gets into it.
 */
export function promptOf(said: readonly Said[]): string {
  return [
    'Put each line into plain English, one sentence a line, in the same order.',
    'Keep every number, date and name exactly as it is and in its place. Use the words of the line. Add nothing: no advice, no reasons, no other figures.',
    '',
    ...said.map(({ text }) => text),
  ].join('\n');
}
