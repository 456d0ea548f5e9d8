import { mean } from './moments.ts';

interface Regression {
  readonly coefficients: readonly number[];
  /** Newey and West's, of each coefficient; of lag 0 these are White's. */
  readonly standardErrors: readonly number[];
  /** Newey and West's covariance of the coefficients. */
  readonly covariance: readonly (readonly number[])[];
  readonly residuals: Float64Array;
  /** Of the residuals, divided by the degrees of freedom. */
  readonly residualVariance: number;
  readonly r2: number;
  readonly freedom: number;
}

/** Newey and West (1994): so many lags for so many rows. */
export const neweyWestLag = (rows: number): number => Math.floor(4 * (rows / 100) ** (2 / 9));

/**
 * Ordinary least squares of y on a constant and the given columns, with standard errors that stand heteroscedastic and
 * autocorrelated residuals. Null where the columns do not tell each other apart.
 */
export function regress(y: ArrayLike<number>, columns: readonly ArrayLike<number>[], lag: number): Regression | null {
  const [rows, size] = [y.length, columns.length + 1];
  const freedom = rows - size;
  const at = (row: number, column: number): number => (column === 0 ? 1 : (columns[column - 1]?.[row] ?? Number.NaN));
  const product = square(size, (i, j) => sumOver(rows, (row) => at(row, i) * at(row, j)));
  const inverse = freedom > 0 ? inverted(product) : null;
  if (inverse === null) return null;
  const moments = Array.from({ length: size }, (_, i) => sumOver(rows, (row) => at(row, i) * (y[row] as number)));
  const coefficients = inverse.map((line) => dot(line, moments));
  const residuals = Float64Array.from({ length: rows }, (_, row) => {
    return (y[row] as number) - coefficients.reduce((sum, b, i) => sum + b * at(row, i), 0);
  });
  const centre = mean(y);
  const total = sumOver(rows, (row) => ((y[row] as number) - centre) ** 2);
  const left = sumOver(rows, (row) => (residuals[row] as number) ** 2);
  const score = (row: number, column: number): number => (residuals[row] as number) * at(row, column);
  const meat = square(size, (i, j) => {
    let sum = sumOver(rows, (row) => score(row, i) * score(row, j));
    for (let back = 1; back <= Math.min(lag, rows - 1); back += 1) {
      const weight = 1 - back / (lag + 1);
      sum +=
        weight *
        sumOver(rows - back, (row) => score(row + back, i) * score(row, j) + score(row, i) * score(row + back, j));
    }
    return (sum * rows) / freedom;
  });
  const covariance = times(times(inverse, meat), inverse);
  return {
    ...{ coefficients, covariance, residuals, freedom, residualVariance: left / freedom },
    standardErrors: covariance.map((line, i) => Math.sqrt(Math.max(0, line[i] ?? 0))),
    r2: total > 0 ? 1 - left / total : 0,
  };
}

type Matrix = readonly (readonly number[])[];

function sumOver(count: number, term: (row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < count; row += 1) sum += term(row);
  return sum;
}

const square = (size: number, entry: (i: number, j: number) => number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => entry(i, j)));

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);

const times = (one: Matrix, other: Matrix): Matrix =>
  one.map((line) =>
    (other[0] ?? []).map((_, j) => line.reduce((sum, value, k) => sum + value * (other[k]?.[j] ?? 0), 0)),
  );

/** Gauss and Jordan's, with the largest pivot first. */
function inverted(matrix: Matrix): number[][] | null {
  const size = matrix.length;
  const work = matrix.map((line, i) => [...line, ...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column += 1) {
    const rest = work.slice(column).map((line) => Math.abs(line[column] ?? 0));
    const best = column + rest.indexOf(Math.max(...rest));
    const [pivotRow = [], current = []] = [work[best], work[column]];
    const pivot = pivotRow[column] ?? 0;
    if (Math.abs(pivot) <= 1e-12 * Math.abs(matrix[column]?.[column] ?? 0) || !Number.isFinite(pivot)) return null;
    work[best] = current;
    const scaled = pivotRow.map((value) => value / pivot);
    work[column] = scaled;
    for (const [i, line] of work.entries()) {
      if (i === column) continue;
      const factor = line[column] ?? 0;
      work[i] = line.map((value, j) => value - factor * (scaled[j] ?? 0));
    }
  }
  return work.map((line) => line.slice(size));
}
