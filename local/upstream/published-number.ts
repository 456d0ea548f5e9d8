// Part of ECMAScript's JSON source text access, which the ES2024 typings lack.
const { rawJSON } = JSON as JSON & { rawJSON(text: string): unknown };

/** A JSON number with the digits of the figure file, never passed through a float; an empty cell is null. */
export function publishedNumber(cell: string | undefined): unknown {
  return cell ? rawJSON(cell) : null;
}
