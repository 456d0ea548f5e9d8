/**
 * The sum of the last n values weighted 1, 2, .. n from the oldest to the newest, by additions only, in blocks as
 * {@link WindowSum}.
 */
export interface WindowWeighted {
  at: number;
  full: boolean;
  head: number;
  weighted: number;
  readonly cells: number[];
}

export function windowWeighted(size: number): WindowWeighted {
  return { at: 0, full: false, head: 0, weighted: 0, cells: new Array<number>(size).fill(0) };
}

export function pushWeighted(window: WindowWeighted, value: number): number {
  const { cells, at } = window;
  const next = at + 1;
  const head = at === 0 ? value : window.head + value;
  const weighted = at === 0 ? value : window.weighted + next * value;
  cells[at] = value;
  if (next < cells.length) {
    window.at = next;
    window.head = head;
    window.weighted = weighted;
    return (cells[next] as number) + (cells.length - next) * head + weighted;
  }
  let sum = 0;
  let tail = 0;
  for (let cell = at; cell >= 0; cell -= 1) {
    sum += cells[cell] as number;
    tail += sum;
    cells[cell] = tail;
  }
  window.at = 0;
  window.full = true;
  return weighted;
}
