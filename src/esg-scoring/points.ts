/**
 * Scores are counted in whole billionths of a point, 0 to 100 points, so that parts that are shown add up to exactly
 * the sum that is shown: whole numbers of this size are exact in floats.
 */
export const onePoint = 1_000_000_000;
export const allPoints = 100 * onePoint;

/** A share of all points, from 0 to 1. */
export const pointsOf = (share: number): number => Math.round(share * allPoints);

export const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

/** As a decimal: 50000000000 is 50, 12345678900 is 12.3456789. */
export function pointsText(points: number): string {
  const [sign, rest] = points < 0 ? ['-', -points] : ['', points];
  const fraction = String(rest % onePoint)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${sign}${Math.floor(rest / onePoint)}${fraction === '' ? '' : `.${fraction}`}`;
}
