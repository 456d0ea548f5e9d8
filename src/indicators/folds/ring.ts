/** The last n values. */
export interface Ring {
  at: number;
  full: boolean;
  readonly cells: number[];
}

export function ring(size: number): Ring {
  return { at: 0, full: false, cells: new Array<number>(size).fill(0) };
}

/** Takes a value in and returns the one n values before it, which means something only when `full` before the call. */
export function pushRing(window: Ring, value: number): number {
  const { cells, at } = window;
  const gone = cells[at] as number;
  cells[at] = value;
  if (at + 1 < cells.length) window.at = at + 1;
  else {
    window.at = 0;
    window.full = true;
  }
  return gone;
}

/** The mean as a distance from one of the values, so that the mean of equal values is that value to the last bit. */
export function meanOf({ cells }: Ring): number {
  const [pivot = 0] = cells;
  let distances = 0;
  for (let cell = 0; cell < cells.length; cell += 1) distances += (cells[cell] as number) - pivot;
  return pivot + distances / cells.length;
}

/**
 * The sum of squared distances from the mean, in a second pass over the window: a small variance at a high price is
 * lost in the difference of two large sums.
 */
export function squaresAround({ cells }: Ring, mean: number): number {
  let squares = 0;
  for (let cell = 0; cell < cells.length; cell += 1) {
    const distance = (cells[cell] as number) - mean;
    squares += distance * distance;
  }
  return squares;
}
