import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';

export interface Draw extends SeededRandom {
  /** True so many times in a hundred. */
  chance(percent: number): boolean;
  /** So many of them, each once, in their order. */
  some<T>(values: readonly T[], most: number): readonly T[];
}

/** The draws of one request: the same for the same seed, whatever else is asked in the run. */
export function drawOf(seed: number, operationId: string, index: number): Draw {
  let mixed = Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  for (const letter of operationId) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
  const random = seededRandom(mixed);
  return {
    ...random,
    chance: (percent) => random.whole(1, 100) <= percent,
    some(values, most) {
      const count = random.whole(0, Math.min(most, values.length));
      const places = new Set(Array.from({ length: count }, () => random.whole(0, values.length - 1)));
      return values.filter((_, place) => places.has(place));
    },
  };
}
