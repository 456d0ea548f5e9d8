/**
 * The greatest of the last n values, found as {@link WindowSum} finds the sum: the greatest of the tail of one block
 * and of the head of the next (van Herk 1992, Gil and Werman 1993). The least is the greatest of the negated.
 */
export interface WindowMax {
  at: number;
  full: boolean;
  head: number;
  readonly cells: number[];
}

export function windowMax(size: number): WindowMax {
  return { at: 0, full: false, head: 0, cells: new Array<number>(size).fill(0) };
}

/** Takes a value in and returns the greatest, which means nothing until `full`. */
export function pushMax(window: WindowMax, value: number): number {
  const { cells, at } = window;
  const head = at === 0 || value > window.head ? value : window.head;
  cells[at] = value;
  const next = at + 1;
  if (next < cells.length) {
    window.at = next;
    window.head = head;
    const tail = cells[next] as number;
    return tail > head ? tail : head;
  }
  let tail = value;
  for (let cell = at; cell >= 0; cell -= 1) {
    const one = cells[cell] as number;
    if (one > tail) tail = one;
    cells[cell] = tail;
  }
  window.at = 0;
  window.full = true;
  return head;
}

/** Takes a value in and returns the least, of a window that is only asked for the least. */
export function pushMin(window: WindowMax, value: number): number {
  return -pushMax(window, -value);
}
