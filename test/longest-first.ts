import { BaseSequencer, type TestSpecification } from 'vitest/node';

const longest = [
  'crash',
  'backfill',
  'line',
  'faults',
  'cold-crash',
  'accounts-platform',
  'fuzz',
  'gateway',
  'endpoints',
];

/** The longest files begin first, so that none of them is still at work when all the others are done. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return rank === -1 ? longest.length : rank;
}
