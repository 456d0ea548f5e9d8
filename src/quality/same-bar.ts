import type { Point } from './series.ts';

/** Nobody traded, or the source does not know that anybody did. */
export const isUntraded = ({ volume }: Point): boolean => Number(volume ?? 0) === 0;

const fields = ['open', 'high', 'low', 'close', 'volume'] as const;

/** All five figures are there and the same. */
export function isSameBar(point: Point, last: Point): boolean {
  return fields.every((field) => {
    const [one, other] = [point[field], last[field]];
    return one !== null && other !== null && Number(one) === Number(other);
  });
}
