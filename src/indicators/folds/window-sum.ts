/**
 * The sum of the last n values, by additions only: the window is the tail of one block of n values and the head of the
 * next, and the sums of all tails are made when a block is full. Nothing is ever subtracted, so that nothing is left
 * behind by a value that has gone and the sum of the millionth window is as good as that of the first.
 */
export interface WindowSum {
  at: number;
  full: boolean;
  head: number;
  /** Values of this block before `at`, sums of the last block's tails from there on. */
  readonly cells: number[];
}

export function windowSum(size: number): WindowSum {
  return { at: 0, full: false, head: 0, cells: new Array<number>(size).fill(0) };
}

/** Takes a value in and returns the sum; it is of fewer than n values until `full`. */
export function pushSum(window: WindowSum, value: number): number {
  const { cells, at } = window;
  const head = at === 0 ? value : window.head + value;
  cells[at] = value;
  const next = at + 1;
  if (next < cells.length) {
    window.at = next;
    window.head = head;
    return head + (cells[next] as number);
  }
  let tail = 0;
  for (let cell = at; cell >= 0; cell -= 1) {
    tail += cells[cell] as number;
    cells[cell] = tail;
  }
  window.at = 0;
  window.full = true;
  return tail;
}
