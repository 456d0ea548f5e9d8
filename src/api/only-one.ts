/** What all of them are, null where they are several or none. */
export function onlyOne<T>(values: Iterable<T>): T | null {
  const [one = null, other] = new Set(values);
  return other === undefined ? one : null;
}
